"""The pages of the vault of terms, each exported once from a fresh copy of the vault."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from tests.acceptance.desk import Desk, Outcome

LATER, EARLIER = "2031-06-02T00:00:00+03:00", "2031-05-20T00:00:00+03:00"
MAIN = (
    "LAB-ON LAB-BG LAB-DEEP LAB-OFF NO-GRANT BITS BITS-UP PARA TRANS ASK-ONE ASK-TWO ASK-THREE EXPIRED ROLE-INT "
    "ROLE-AS ROLE-BY OFFICIAL SHARED HALF CAPTIVE KAK KAK-TWO MAIL PLACE UNSET GAPPED OPEN TIME-DAY TIME-WEEK "
    "TIME-MONTH TIME-SEASON TIME-YEAR ZONE-WEST ZONE-EAST HIDDEN"
)
EXPORTS = {
    "main": MAIN,
    "main again": MAIN,
    "named": "NAMED",
    "named and background": "NAMED NAMED-BG",
    "named and shared part": "NAMED SHARED",
    "named and shared whole": "NAMED SHARED-FULL",
    "mentioned": "MENTIONED",
    "without justification": "UNJUST LAB-ON",
    "lost mention": "LOST LAB-ON",
    "embargoed": "EMB-IV LAB-ON",
    "embargoed passage": "EMB-PASS",
    "embargo before": f"EMB-PASS EMB-IV --now {EARLIER}",
    "embargo after": f"EMB-PASS EMB-IV --now {LATER}",
    "expired": f"EXPIRED --now {LATER}",
    "now without zone": "LAB-ON --now 2031-06-02T00:00:00",
    "two others": "LAB-DEEP OTHER-A OTHER-B",
    "two others and a hidden": "LAB-DEEP OTHER-A OTHER-B LAB-OFF HIDDEN",
    "three others": "LAB-DEEP OTHER-A OTHER-B OTHER-C",
    "place finer": "PLACE --place settlement",
    "place same": "PLACE --place governorate",
    "place coarser": "PLACE OPEN --place country",
    "time finer": "TIME-MONTH --time day",
    "time coarser": "TIME-DAY TIME-MONTH --time year",
    "two locations": "LOOSE",
    "capital": "CAPITAL",
    "unknown code": "LAB-ON NOT-THERE",
    "twice the same": "LAB-ON LAB-ON",
}


@dataclass(frozen=True)
class Page:
    """One export: how it ended, and the page if one was written."""

    outcome: Outcome
    words: str | None

    @property
    def text(self) -> str:
        """Return the text of a page that must have been written."""
        assert self.words is not None, self.outcome
        return self.words

    def refusal(self, code: int) -> list[dict[str, str]]:
        """Return what was refused; nothing may have been written."""
        assert (self.outcome.code, self.words) == (code, None), self.outcome
        return list(self.outcome.json["refused"]) if code == 3 else []


def export(desk: Desk, folder: Path, arguments: str) -> Page:
    """Export from a copy of the vault of `desk`, so that no page is influenced by another."""
    outcome = desk.copy(folder).export("page.md", *arguments.split())
    page = folder / "page.md"
    return Page(outcome, page.read_bytes().decode() if page.exists() else None)


def export_all(desk: Desk, folder: Path) -> dict[str, Page]:
    """Export every page, two processes at a time."""
    with ThreadPoolExecutor(2) as pool:
        made = pool.map(lambda one: export(desk, folder / one[0].replace(" ", "-"), one[1]), EXPORTS.items())
    return dict(zip(EXPORTS, made, strict=True))
