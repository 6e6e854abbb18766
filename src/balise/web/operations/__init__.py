"""The house seen by whoever keeps it running: automatic work, processes, backups. Shows ids and kinds, no case."""
