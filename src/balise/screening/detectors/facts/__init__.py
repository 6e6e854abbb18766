"""Findings of the family ``facts``: works without credit, claims without a source, rumours, absolute promises."""
