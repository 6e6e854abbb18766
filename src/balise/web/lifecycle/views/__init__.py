"""Pages of arrivals and departures, by who opens them."""
