"""Gather every way of writing, and apply one to a form."""

import re
from random import Random

from tests.adversary.letters import LETTERS
from tests.adversary.markup import MARKUP
from tests.adversary.model import (
    CLOSE,
    CORE,
    EVERY,
    HARD,
    INSIDE,
    MARKED,
    NAMES,
    OPEN,
    Identity,
    Variant,
    bare,
    marked,
    script,
)
from tests.adversary.noise import NOISE
from tests.adversary.order import ORDER
from tests.adversary.spelling import SPELLING
from tests.adversary.stretch import STRETCHED
from tests.adversary.values import VALUES

FAITHFUL = {"as told", "initials", "part that is a word"}


def _as_held(text: str, _: Identity, __: Random) -> str:
    """Write the held-out form as it is."""
    return bare(text)


def _held_disguised(text: str, who: Identity, chance: Random) -> str | None:
    """Write the held-out form with other letters too."""
    return chance.choice(LETTERS[1:]).make(text, who, chance)


def _two_ways(text: str, who: Identity, chance: Random) -> str | None:
    """Write other letters, and put markup into what was written."""
    letters = chance.choice(LETTERS[1:-1]).make(text, who, chance)
    return chance.choice(PLAIN_MARKUP).make(letters, who, chance) if letters else None


PLAIN_MARKUP = tuple(variant for variant in MARKUP if variant.grade == CORE and variant.kinds >= NAMES)
TWO_WAYS = Variant("two ways at once", CORE, _two_ways)
HELD_SPELLING = Variant("held: spelling", HARD, _as_held, EVERY)
HELD_SCRIPT = Variant("held: other script", HARD, _as_held, EVERY)
HELD_DISGUISED = Variant("held: disguised", HARD, _held_disguised, EVERY)
VARIANTS = (*LETTERS, *ORDER, *MARKUP, TWO_WAYS, *SPELLING, *STRETCHED, *VALUES, *NOISE)


def written(form: str, variant: Variant, who: Identity, chance: Random) -> str | None:
    """Return the marked form with the distinctive letters in a disguise, or None where it changes nothing.

    What a way of writing makes starts inside the name, so that it may close and open again; if its first mark
    opens, it starts outside.
    """
    plain = marked(form)
    if variant.whole:
        return plain
    refused = False

    def disguise(found: re.Match[str]) -> str:
        nonlocal refused
        made = variant.make(found.group(1), who, chance)
        refused |= made is None
        own = MARKED.search(made or "")
        return made or "" if own and own.group() == OPEN else f"{OPEN}{made}{CLOSE}"

    text = INSIDE.sub(disguise, plain)
    unchanged = text == plain and variant.kind not in FAITHFUL and not variant.kind.startswith("held")
    return None if refused or unchanged else text


def plan(who: Identity) -> list[tuple[str, Variant]]:
    """Return every form of an identity with every way of writing that is for its kind."""
    told = [(form, variant) for form in who.told for variant in VARIANTS if who.kind in variant.kinds]
    if who.kind not in NAMES:
        told *= 5  # few numbers, and many notations in each way of writing
    scripts = {script(form) for form in who.told}
    held = [(form, HELD_SPELLING if script(form) in scripts else HELD_SCRIPT) for form in who.held]
    return [*told, *held, *((form, HELD_DISGUISED) for form in who.held)]
