"""What it means: opening a run; counting, comparing, quoting; reports; explorer; command line."""
