"""The people of the organisation, the roles they hold, and who stands in for them."""
