"""Where the table of workers stands in a sheet, and what each of its columns means."""
