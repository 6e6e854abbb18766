"""Who did what, to what, when: an append-only chain that no update can change without being seen.

Only ``balise.web.workflow`` writes here. Rows hold ids, tags and encrypted labels; no text of a person.
"""
