"""How long things are kept, what stops their destruction, and the record that something was destroyed."""
