"""Files into sheets of cells, whatever the file is: nothing in it is evaluated, and it cannot take all memory."""
