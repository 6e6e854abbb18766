"""Findings of the family ``secrets``: what the organisation has not made public."""
