"""Nouns: what the work is about; pure, knows no file, clock, screen or table."""
