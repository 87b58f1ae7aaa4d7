"""Write a methods appendix: a table of the interviews, as Markdown, CSV or CSL-JSON (feature N8).

CSL-JSON is what Zotero, Pandoc and Quarto cite from (citation-style-language schema 1.0, type "interview").
"""

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass

from fieldnotes.domain.text import PublicText
from fieldnotes.export.markdown import escaped

COLUMNS = ("who", "time", "place", "how", "language", "interpreter", "record", "length", "terms", "consent")


@dataclass(frozen=True, slots=True)
class Row:
    """One interview: a number that says nothing, and what readers may know, in the order of `COLUMNS`.

    `year` is the year where the time tells it, for citations.
    """

    number: int
    cells: tuple[PublicText, ...]
    year: int | None = None


def markdown(rows: Sequence[Row], demo: bool) -> str:
    """Return the table as Markdown, for readers of an article."""
    title = "DEMO: interviews with invented people" if demo else "Interviews"
    lines = [f"# {title}", "", f"| no. | {' | '.join(COLUMNS)} |", f"|---|{'---|' * len(COLUMNS)}"]
    lines += [f"| {row.number} | {' | '.join(_cell(cell) for cell in row.cells)} |" for row in rows]
    return "\n".join([*lines, "", _SAID, ""])


def comma_separated(rows: Sequence[Row]) -> str:
    """Return the table as CSV (RFC 4180), in UTF-8, with a heading; no cell begins a formula."""
    sheet = io.StringIO()
    writer = csv.writer(sheet)
    writer.writerow(("number", *COLUMNS))
    writer.writerows((row.number, *(_no_formula(cell.words) for cell in row.cells)) for row in rows)
    return sheet.getvalue()


def citations(rows: Sequence[Row]) -> str:
    """Return one CSL-JSON item for each interview, with nobody's name in it."""
    items: list[dict[str, object]] = []
    for row in rows:
        told = dict(zip(COLUMNS, (cell.words for cell in row.cells), strict=True))
        item: dict[str, object] = {
            "id": f"interview-{row.number}",
            "type": "interview",
            "title": f"Interview {row.number}",
            "author": [{"literal": "Name withheld"}],
            "medium": told["how"],
        }
        if row.year is not None:
            item["issued"] = {"date-parts": [[row.year]]}
        items.append(item)
    return json.dumps(items, ensure_ascii=False, indent=1) + "\n"


_SAID = (
    "Numbers and order are random. Whatever would have made an interview stand out is said less exactly, or not at "
    "all: every combination stands here at least three times."
)


def _cell(text: PublicText) -> str:
    """Return a cell of a Markdown table: on one line, and nothing in it is acted on."""
    return escaped(" ".join(text.words.split())).replace("|", "\\|")


def _no_formula(words: str) -> str:
    return f"'{words}" if words.lstrip()[:1] in ("=", "+", "-", "@") else words
