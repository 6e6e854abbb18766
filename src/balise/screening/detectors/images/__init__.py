"""Images that go with a text: who and what they may show."""
