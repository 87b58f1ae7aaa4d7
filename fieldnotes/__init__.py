"""Keep interviews, protect the people in them, publish what they agreed to."""

__version__ = "0.1.0"
