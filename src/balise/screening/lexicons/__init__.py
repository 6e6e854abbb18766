"""Word lists, as text files that word_lists.py reads."""
