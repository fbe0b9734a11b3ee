"""Speed and theme quality, side by side with the tools a user would pick instead."""
