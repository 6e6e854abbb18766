"""Keeping Balise alive: automatic work, processes, backups and their restoration, upgrades, health, measures."""
