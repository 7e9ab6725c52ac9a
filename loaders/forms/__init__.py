"""Forms besides the roster: a line list of cases, an interview on whom somebody met, the follow-up of contacts."""
