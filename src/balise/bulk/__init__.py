"""Millions of texts: a table in, the same table with decisions out, by several processes, resumable."""
