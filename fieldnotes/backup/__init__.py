"""Back a vault up to a restic repository somewhere else, prove it, and bring it back."""
