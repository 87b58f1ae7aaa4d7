"""Keep a repository's objects in the kinds of places there are; the only rooms with a door to the network."""
