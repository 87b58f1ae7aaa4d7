"""Look for garbage seldom, and while nobody types: looking stops the screen, for 0.1 seconds where it is everywhere."""

import gc

_MUCH = 5_000  # objects made and not yet looked at
_TABLES = 40_000
_TOO_MUCH = 1_000_000


def look_seldom() -> None:
    """Leave what is there out of every later look, and let the interpreter hardly ever look by itself."""
    gc.freeze()
    gc.set_threshold(_TOO_MUCH, 50, 100)
    gc.enable()


def look(*, nobody_types: bool) -> None:
    """Look for garbage if there may be some and it disturbs nobody; call it each second."""
    made = gc.get_count()[0]
    if made > _TABLES:
        gc.freeze()  # no garbage, but what a gate was made of
    elif made > _MUCH and nobody_types:
        gc.collect(1)
