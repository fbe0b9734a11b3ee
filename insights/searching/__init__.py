"""Finding what was said: by words, with their compounds, and by meaning."""
