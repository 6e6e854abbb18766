"""Sensitive columns, each record under a key of its own that can be destroyed alone: see ``sealing``."""
