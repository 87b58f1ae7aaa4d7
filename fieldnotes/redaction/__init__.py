"""The censor: pure functions from RawText to PublicText, with reasons."""
