"""Second opinions: naive answers that share no code with the product."""
