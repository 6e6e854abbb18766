"""Telling other tools what happened to publications: signed, retried, with a log. Only ids leave the house."""
