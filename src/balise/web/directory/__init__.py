"""Changes to people and to what they may do, each declared and recorded; sign-in by a code on paper."""
