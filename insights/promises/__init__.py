"""The promises of a run, one module each, proven from its tables and from nothing that it says of itself."""
