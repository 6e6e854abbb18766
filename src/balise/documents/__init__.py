"""Documents in and out: official texts imported, certificates written as sealed PDF. Knows nothing of the web."""
