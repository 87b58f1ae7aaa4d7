"""Prove that repositories are written as stock restic reads them, and read whatever is in them."""
