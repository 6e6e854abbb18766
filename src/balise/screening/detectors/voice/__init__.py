"""Who speaks: for oneself, for the organisation, for a partner."""
