"""Measurements: the loader, search and the trace, through the command line and the API, at sizes that count."""
