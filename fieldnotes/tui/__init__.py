"""The terminal app: the screens door, on the same workflows as the command line."""
