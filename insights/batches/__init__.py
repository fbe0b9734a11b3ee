"""Many corpora, settings and seeds in one table."""
