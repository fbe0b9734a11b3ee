"""The report for Word: the file, its styles, and what is written into it."""
