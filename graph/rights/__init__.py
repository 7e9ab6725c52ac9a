"""One person's rights: to see what the graph holds, to have it corrected, to have it erased."""
