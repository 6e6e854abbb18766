"""Real processes under load, killed without a word: what was acknowledged is there once, what was not is not half there.

``python -m tests.chaos`` (``make chaos``) goes on for five minutes; tests/integration/web/test_killed.py is its short form.
"""
