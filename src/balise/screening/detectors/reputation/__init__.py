"""The standing of the organisation, of its people and of others."""
