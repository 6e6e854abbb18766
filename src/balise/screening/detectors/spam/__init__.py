"""Findings of the family ``spam``: what visitors post to sell or to deceive."""
