"""What themes are called: codebooks, human decisions, agreement, exchange with other coding software."""
