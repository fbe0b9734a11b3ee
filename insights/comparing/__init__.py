"""Groups, rounds, votes and runs, side by side."""
