"""Readers of finished articles, one module a format."""
