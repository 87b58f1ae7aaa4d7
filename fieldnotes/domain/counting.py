"""Say how many there are, in words that agree with the number."""


def counted(number: int, noun: str, plural: str = "") -> str:
    """Return a number with its noun: "1 passage", "2,000 passages"; *plural* where it is more than an s."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"
