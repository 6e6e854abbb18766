"""Respect for people: insult, threat, harassment, hate, vulgarity, provocation, mobilisation, private exchanges."""
