"""Keeping Balise alive: backups and their restoration, upgrades, processes, health, measures."""
