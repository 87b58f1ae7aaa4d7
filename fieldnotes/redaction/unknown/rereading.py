"""Leave out of the later views of a text what the first view reads the same, so that no line is searched twice."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import accumulate

from fieldnotes.redaction.canon import Canon, Layer, View


def read_once(canon: Canon) -> Canon:
    """Return *canon* with later views that hold only the lines which no view before has, and their neighbours."""
    if len(canon.views) == 1:
        return canon
    seen = set(canon.views[0].cased.splitlines())
    views = [canon.views[0]]
    for view in canon.views[1:]:
        views += _fresh(view, seen)
        seen.update(view.cased.splitlines())
    return Canon(canon.raw, tuple(views), canon.has_capitals)


def _fresh(view: View, seen: set[str]) -> Iterator[View]:
    """Yield *view* with its new lines alone, unless it has none."""
    lines = view.cased.splitlines(keepends=True)
    new = [line.splitlines()[0] not in seen for line in lines]
    kept = [any(new[max(i - 1, 0) : i + 2]) for i in range(len(lines))]
    if not any(kept):
        return
    if all(kept):
        yield view
        return
    ends = list(accumulate(map(len, lines)))
    pieces = [(end - len(line), end) for line, end, keep in zip(lines, ends, kept, strict=True) if keep]
    starts = [0, *accumulate(end - start for start, end in pieces)][:-1]
    layer = Layer(starts, pieces, [True] * len(pieces))
    cased, lower, latin = (_parts(text, pieces) for text in (view.cased, view.lower, view.latin))
    yield replace(view, cased=cased, lower=lower, latin=latin, layers=(*view.layers, layer))


def _parts(text: str, pieces: list[tuple[int, int]]) -> str:
    """Return some pieces of *text* as one."""
    return "".join(text[start:end] for start, end in pieces)
