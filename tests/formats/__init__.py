"""Prove that other people's formats are read and written to the letter."""
