"""The official accounts that Balise acts on by itself: connected by a person, kept open, verified, let go.

``opening`` is how other apps get a connector; tokens are sealed in the vault and leave it only there.
"""
