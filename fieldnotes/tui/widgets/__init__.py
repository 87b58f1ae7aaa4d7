"""Widgets of the terminal app; none knows a screen."""
