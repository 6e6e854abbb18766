"""The confidential register: up to a million terms of the organisation, looked for in every text at once."""
