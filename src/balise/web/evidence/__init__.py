"""Proofs kept sealed: certificates and scanned pages, each under its own key, each reading in the audit."""
