"""What a later workbook changes in the history of memberships (shared/workbook.md, "History")."""
