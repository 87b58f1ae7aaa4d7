"""What the sample page must not show."""
