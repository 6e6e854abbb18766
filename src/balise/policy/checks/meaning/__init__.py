"""Checks of the policy once it is built."""
