"""Know where places lie: an extract of GeoNames, read at its first use, never a network."""
