"""Find what must go as a whole when a part of it goes: links, addresses, accounts, comments, tags.

Half a link still leads somewhere, and a comment or an attribute is not even seen by whoever checks the page.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from fieldnotes.redaction.canon import comments
from fieldnotes.redaction.recogniser import Finding, Kind
from fieldnotes.redaction.words import stretches

_RUN = re.compile(r"[^\s<>()\[\]{}\"“”«»|]+")
_TELLING_SIGN = re.compile(r"[@＠/:]|www\.")
_LINK = re.compile(r"(?<![A-Za-z0-9+.-])(?:[A-Za-z][A-Za-z0-9+.-]{1,20}://|www\.|mailto:|tel:|geo:)")
_PATH = re.compile(r"(?<![\w.-])[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}/(?=[^/])")
_EMAIL = re.compile(r"(?<![\w.+%-])[\w.+%-]{1,128}[@＠][\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_ACCOUNT = re.compile(r"(?<!\w)[@＠]\w+(?:[.-]\w+)*")
_TAG = re.compile(r"<[!?/A-Za-z][^<>]*>")
_ATTRIBUTE_SIGN = re.compile(r"[=\"']")
_TRAILING = ".,;:!?'’*_~`"


@dataclass(frozen=True, slots=True)
class Container:
    """A stretch of raw text that goes as a whole."""

    start: int
    end: int
    kind: Kind


def expand(raw: str, findings: Iterable[Finding]) -> list[Finding]:
    """Widen each finding to the containers it touches; a container around it also gives it its kind."""
    found = list(findings)
    if found:
        for containers in (_in_runs(raw), _tags(raw), _comments(raw)):
            ordered = sorted(containers, key=lambda container: container.start)
            starts = [container.start for container in ordered]
            found = [_widened(finding, ordered, starts) for finding in found]
    return found


def _widened(finding: Finding, containers: list[Container], starts: list[int]) -> Finding:
    """Widen one finding to those of *containers*, free of overlaps, that hold its first or last letter."""
    for place in (finding.start, finding.end - 1):
        index = bisect_right(starts, place) - 1
        if index < 0 or place >= containers[index].end:
            continue
        container = containers[index]
        if finding.kind is Kind.MENTION and container.kind is Kind.ACCOUNT:
            continue  # it looks like an account but is a handle of the vault's
        if container.start <= finding.start and finding.end <= container.end:
            return replace(finding, start=container.start, end=container.end, kind=container.kind)
        if finding.start > container.start or finding.end < container.end:
            start, end = min(finding.start, container.start), max(finding.end, container.end)
            finding = replace(finding, start=start, end=end)
    return finding


def _in_runs(raw: str) -> Iterator[Container]:
    """Yield links, e-mail addresses and accounts; none of them holds white space."""
    for start, end in stretches(raw, _TELLING_SIGN):
        for run in _RUN.finditer(raw, start, end):
            if _TELLING_SIGN.search(run[0]):
                yield from _in_run(run[0], run.start())


def _in_run(words: str, offset: int) -> Iterator[Container]:
    """Yield what one run of text that starts at *offset* holds; a link reaches to its end."""
    if link := _LINK.search(words) or _PATH.search(words):
        end = max(len(words.rstrip(_TRAILING)), link.end())
        yield Container(offset + link.start(), offset + end, Kind.LINK)
        words = words[: link.start()]
    reached = 0
    for pattern, kind in ((_EMAIL, Kind.EMAIL), (_ACCOUNT, Kind.ACCOUNT)):
        for match in pattern.finditer(words, reached):
            yield Container(offset + match.start(), offset + match.end(), kind)
            reached = match.end()


def _tags(raw: str) -> Iterator[Container]:
    """Yield tags with attributes."""
    if "<" in raw:
        for match in _TAG.finditer(raw):
            if _ATTRIBUTE_SIGN.search(match[0]):
                yield Container(match.start(), match.end(), Kind.HIDDEN)


def _comments(raw: str) -> Iterator[Container]:
    """Yield comments."""
    for start, end in comments(raw):
        yield Container(start, end, Kind.HIDDEN)
