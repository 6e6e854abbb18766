"""The door for other tools: the same permissions and the same transitions as the pages, under a person's token."""
