"""Who must say yes to what, who did, and who may speak for the organisation within limits."""
