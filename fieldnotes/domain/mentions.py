"""Find mentions: `@handle` after a non-word character (design, section 11)."""

import re

MENTION = re.compile(r"(?<!\w)@([a-z][a-z0-9-]{0,62})(?![a-z0-9])")


def mentions(text: str) -> list[str]:
    """Return the handles that a text mentions, in order; a hyphen at the end is punctuation."""
    return [match.group(1).rstrip("-") for match in MENTION.finditer(text)]
