"""Prove the vault: what it keeps, what it refuses, what it survives."""
