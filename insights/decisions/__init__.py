"""What people decided about a run, applied to it."""
