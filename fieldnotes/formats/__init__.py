"""Read and write other people's formats to the letter; each module cites its specification."""
