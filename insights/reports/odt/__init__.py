"""The report as OpenDocument Text: the file, its styles, and what is written into it."""
