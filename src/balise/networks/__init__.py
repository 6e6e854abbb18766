"""What lies outside: the networks, and the one way by which anything here reaches an address that somebody typed."""
