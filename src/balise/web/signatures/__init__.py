"""The act of signing: what was drawn, or who identified themselves again; bound to the words that were signed."""
