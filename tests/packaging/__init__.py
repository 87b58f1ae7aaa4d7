"""Prove that what is locked, built and started is what pyproject.toml says."""
