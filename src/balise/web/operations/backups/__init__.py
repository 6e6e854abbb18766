"""One file that holds everything but the keys, and how to be back from it."""
