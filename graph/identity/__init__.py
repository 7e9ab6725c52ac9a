"""Who is who: pairs of records that may be one person, and what people decided of them."""
