"""The first run: who administers, which organisation and policy, who is there, and what nobody can do yet."""
