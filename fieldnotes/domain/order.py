"""Put passages in order: sort keys that leave room between any two neighbours (design, "History").

A key is a fraction in [0, 1) written in base 256 without trailing zeros; bytes compare as fractions do.
"""


def between(low: bytes | None, high: bytes | None) -> bytes:
    """Return a key strictly between *low* and *high*; None stands for the very start or the very end."""
    floor, ceiling = low or b"", high
    if ceiling is not None and not floor < ceiling:
        raise ValueError("the keys are not in order")
    key = bytearray()
    while True:
        place = len(key)
        below = floor[place] if place < len(floor) else 0
        above = ceiling[place] if ceiling is not None and place < len(ceiling) else 256
        if above - below > 1:
            appending = ceiling is None and place < len(floor)  # small steps keep appended keys short
            key.append(below + 1 if appending else (below + above) // 2)
            return bytes(key)
        key.append(below)
        if above > below:
            ceiling = None  # already smaller than the upper neighbour from here on


def spread(count: int) -> list[bytes]:
    """Return *count* keys in order with equal room between them, for a text that comes in one go."""
    if count == 0:
        return []
    width = 4
    step = (1 << (8 * width)) // (count + 1)
    return [(step * (place + 1)).to_bytes(width, "big").rstrip(b"\0") for place in range(count)]


def fan(low: bytes | None, high: bytes | None, count: int) -> list[bytes]:
    """Return *count* keys in order, strictly between *low* and *high*, none much longer than its neighbours."""
    if count == 0:
        return []
    middle, half = between(low, high), count // 2
    return [*fan(low, middle, half), middle, *fan(middle, high, count - half - 1)]
