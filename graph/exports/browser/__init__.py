"""A pack for graph browsers: colours, questions and, where people are named, links to the cases."""
