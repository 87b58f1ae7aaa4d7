"""Make objects that a repository could hold."""

import hashlib
import random


def named(data: bytes, folder: str = "data") -> str:
    """Return the name under which a repository keeps these bytes."""
    digest = hashlib.sha256(data).hexdigest()
    return f"data/{digest[:2]}/{digest}" if folder == "data" else f"{folder}/{digest}"


def noise(size: int, seed: int = 1) -> bytes:
    """Return bytes that look random, and are the same for the same seed."""
    return random.Random(seed).randbytes(size)
