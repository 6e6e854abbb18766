"""The act of signing: what was drawn, or who identified themselves again and how; bound to the words that were signed."""
