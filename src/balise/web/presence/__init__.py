"""The organisation's presence online: which accounts are really its own, who holds them, and which imitate it."""
