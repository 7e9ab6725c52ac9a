"""One firm in many disguises: the same workers in workbooks as different firms would send them."""
