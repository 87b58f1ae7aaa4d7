"""Prove that every place keeps what it is given, over lines and disks that fail."""
