"""Faults of backup, restore and forget: everything that a disk or a place can do wrong, one operation at a time."""
