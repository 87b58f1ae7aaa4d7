"""Read and write age v1 (c2sp.org/age): files, keys, passphrases, post-quantum keys, armour, padding."""
