"""The private check: somebody reads what the policy says of a text before publishing it, and nothing is kept."""
