"""Texts of single pages, in Dutch and English, apart from the wording that all pages share."""
