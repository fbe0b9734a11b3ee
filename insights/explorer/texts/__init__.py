"""Texts of the explorer in Dutch (B1, "u") and English: a module for each page, a frozen dataclass each."""
