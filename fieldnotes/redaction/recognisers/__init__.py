"""Plugs of the recogniser socket: one module for each class of thing to find."""
