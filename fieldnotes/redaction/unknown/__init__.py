"""Suspect personal data of people and places whom the vault does not know."""
