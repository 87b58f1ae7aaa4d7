"""Find pseudonyms that give nobody away: the rules, the honorifics with their glosses, given names, codes."""
