"""The demonstration: an invented organisation, a month of its life, and one click to be any of its people.

It exists only in a database that was created for it, on SQLite, and for a browser on this very machine.
"""
