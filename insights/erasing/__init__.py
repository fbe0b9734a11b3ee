"""Erasing people from runs, corpora, and all that stands beside them: the right of article 17 of the GDPR."""
