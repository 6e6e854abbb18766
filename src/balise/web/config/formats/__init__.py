"""Dates and times as people in Québec write them, on a 24-hour clock, in both languages."""
