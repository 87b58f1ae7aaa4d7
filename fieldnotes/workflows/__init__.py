"""Verbs: one module for each thing a researcher does."""
