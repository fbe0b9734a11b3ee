"""The verbs of the command line, one module each; :mod:`insights.cli` puts them together."""
