"""What goes out: accepts PublicText and nothing else."""
