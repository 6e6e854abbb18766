"""The operations, by what they are for. Each is one domain call."""
