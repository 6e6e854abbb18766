"""Shows a policy to people: an outline of it, written as text, Markdown or HTML."""
