"""From an approved post to what is online, through connected accounts: how each network is reached, what comes back.

The outbox carries each act once; a person is asked where nobody can know.
"""
