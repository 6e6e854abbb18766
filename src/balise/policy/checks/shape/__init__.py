"""Checks of the parsed files, before anything is built from them."""
