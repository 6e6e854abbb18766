"""Telling people what happened: in the application, and by mail that says nothing but that something waits."""
