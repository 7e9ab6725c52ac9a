"""Who may: accounts and roles, passwords, sessions, tokens, and what of the graph an account may see."""
