"""The front door without a screen: for scripts, screen readers and people who prefer it."""
