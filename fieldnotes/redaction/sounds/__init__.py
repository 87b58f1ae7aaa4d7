"""Turn words of any script into what they sound like, and measure how far two of them lie apart."""
