"""Read a Markdown file (CommonMark, with front matter and footnotes): its text, and what its source says besides."""

import re
from urllib.parse import unquote

from fieldnotes.formats.draft import Gathered
from fieldnotes.formats.drafts.html import embedded

_FRONT = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_COMMENT = re.compile(r"<!--(.*?)(?:-->|\Z)", re.DOTALL)
_FOOTNOTE = re.compile(r"^\[\^[^\]\n]+\]:[ \t]*(.*(?:\n(?:[ \t]+\S.*|[ \t]*(?=\n[ \t]+\S)))*)", re.MULTILINE)
_REFERENCE = re.compile(r"^[ ]{0,3}\[[^\]\n]+\]:[ \t]*(\S+)(?:[ \t]+[\"'(](.*)[\"')])?[ \t]*$", re.MULTILINE)
_IMAGE = re.compile(r"!\[([^\]]*)\]\(\s*<?([^)\s>]*)>?(?:\s+[\"'(]([^\"')]*)[\"')])?\s*\)")
_LINK = re.compile(r"(?<!!)\[[^\]\n]*\]\(\s*<?([^)\s>]*)>?(?:\s+[\"'(]([^\"')]*)[\"')])?\s*\)")
_TAG = re.compile(r"<[A-Za-z][^<>]*>")
_SHOWN_MARKUP = re.compile(r"</?[A-Za-z][^<>]*>")
_BLANK = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")


def read_markdown(text: str, gathered: Gathered) -> None:
    """Add every channel of a Markdown file; what stands beside the text is taken out of it."""
    if front := _FRONT.match(text):
        for line in front[1].splitlines():
            gathered.add("property", gathered.next("properties"), line)
        text = text[front.end() :]
    for channel, called, form in (("comment", "comments", _COMMENT), ("footnote", "footnotes", _FOOTNOTE)):
        for found in form.finditer(text):
            gathered.add(channel, gathered.next(called), found[1])
        text = form.sub("", text)
    _read_links(text, gathered)
    shown = filter(str.strip, _BLANK.split(_shown(_REFERENCE.sub("", text))))
    for number, block in enumerate(shown, start=1):
        gathered.add("body", f"body:paragraph {number}", block.strip("\n"))


def _read_links(text: str, gathered: Gathered) -> None:
    """Add where a text points to, what its pictures are said to show, and its tags."""
    for found in _REFERENCE.finditer(text):
        _link(found[1], found[2], gathered)
    text = _REFERENCE.sub("", text)
    for found in _IMAGE.finditer(text):
        gathered.add("alt-text", gathered.next("alt-texts"), f"{found[1]} {found[3] or ''}")
        _link(found[2], None, gathered)
    for found in _LINK.finditer(text):
        _link(found[1], found[2], gathered)
    for found in _TAG.finditer(text):
        gathered.add("field", gathered.next("fields"), unquote(found[0][1:-1]))


def _link(target: str, title: str | None, gathered: Gathered) -> None:
    if target.startswith("data:"):
        embedded(target, gathered)
    else:
        gathered.link(target)
    gathered.add("alt-text", gathered.next("alt-texts"), title or "")


def _shown(text: str) -> str:
    """Return what readers see of a text: pictures by their alternative text, links by their words, no tags."""
    text = _IMAGE.sub(lambda found: found[1], text)
    text = re.sub(r"(?<!!)\[([^\]\n]*)\]\([^)]*\)", lambda found: found[1], text)
    return re.sub(r"\[\^[^\]\n]+\]", "", _SHOWN_MARKUP.sub("", text))
