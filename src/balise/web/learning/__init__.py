"""Practising the policy on situations of its pack: private to each person, never an exam, never a condition."""
