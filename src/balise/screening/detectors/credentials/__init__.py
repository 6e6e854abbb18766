"""What opens a door: passwords, keys, tokens."""
