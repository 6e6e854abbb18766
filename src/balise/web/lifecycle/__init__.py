"""Who arrives and who leaves: dates, what the policy asks for on the first and the last day, and who takes over."""
