"""Pages of publications: thin, each calls one query or one transition."""
