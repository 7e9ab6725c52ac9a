"""What leaves the graph as files: one writer a format."""
