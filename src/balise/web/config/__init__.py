"""Settings, addresses and everything that assembles the apps. Nothing imports this but ``balise.cli``."""
