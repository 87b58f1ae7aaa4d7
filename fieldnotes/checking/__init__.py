"""Checking: the proof-reader, who compares a finished article with what was said; pure, and knows nouns only."""
