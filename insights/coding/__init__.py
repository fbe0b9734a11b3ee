"""Codes: of people and of the machine, in and out, and how far they agree."""
