"""Questions about a message, put to communications: what leaves the private check when its writer asks for advice."""
