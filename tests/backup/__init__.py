"""Prove the room that keeps copies of a vault elsewhere."""
