"""Keep the encrypted vault: the only room that speaks SQL and the only one that sees the keys."""
