"""One reader a kind of value: each turns a cell into a value and notes of what a person should know about it."""
