"""The life of a contact after the list: isolated, tested, moved, lost; what is due when."""
