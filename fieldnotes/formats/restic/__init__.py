"""Read and write restic repositories, formats 1 and 2, to the letter of restic's design document."""
