"""The gazetteer: how its data is built, and what is found in it."""
