"""The app in a real terminal: what is seen, what is left behind, and how fast it answers."""
