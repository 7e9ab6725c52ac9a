"""The whole graph as one file, and back: backup, restore, drill, migration, and a hash that says what is equal."""
