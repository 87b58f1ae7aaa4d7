"""The screens and their parts, driven by keys and read as text."""
