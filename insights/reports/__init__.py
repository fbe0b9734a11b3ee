"""Reports: the document in somebody else's hands, one module a format."""
