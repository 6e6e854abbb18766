"""What the engine said of a revision, kept with it, and what each network allows."""
