"""Prove what Fieldnotes promises."""
