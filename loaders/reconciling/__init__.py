"""What a parsed workbook changes in the graph: its rows held against what is known of the firm."""
