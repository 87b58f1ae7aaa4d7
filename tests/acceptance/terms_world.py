"""A vault in which every rule about terms has an interview of its own, marked by words that are used once."""

import re
from typing import Any

from tests.acceptance.judge import Secret
from tests.acceptance.world import Record

LETTERS = "abcdefgh"


def word(code: str, number: int) -> str:
    """Return the word that marks passage `number` (from 0) of an interview, and stands nowhere else."""
    return code.replace("-", "").lower() + "lo" + LETTERS[number]


def source(handle: str, pseudonym: str, name: str, **more: Any) -> Record:
    """Return a source with a card."""
    return {
        "handle": handle,
        "pseudonym": pseudonym,
        "describe_as": "a resident of the plain",
        "withheld_because": "for safety",
        "identity": {"name": name},
    } | more


def interview(code: str, who: str, terms: Record | None, *passages: Record, **more: Any) -> Record:
    """Return an interview on 4 May 2031 in Tarvand."""
    return (
        {
            "code": code,
            "started": "2031-05-04T18:07:00+03:00",
            "location": "first-town",
            "participants": [{"source": who, "as": "interviewee"}],
            "passages": list(passages),
        }
        | ({} if terms is None else {"terms": terms})
        | more
    )


def says(code: str, number: int, speaker: str | None = "farmer", **more: Any) -> Record:
    """Return a passage that holds its marking word and nothing else worth hiding."""
    return {"speaker": speaker, "text": f"so we kept the {word(code, number)} there."} | more


def writes(code: str, number: int, **more: Any) -> Record:
    """Return a passage whose raw words and paraphrase are told apart: the raw words have `raw` before the mark."""
    told = {"speaker": "farmer", "text": f"we saw the raw{word(code, number)}."}
    return told | {"paraphrase": f"they kept the {word(code, number)} safe."} | more


LABEL = {name: {"label": name} for name in ("on-record", "background", "deep-background", "off-record")}
ON, BG, DEEP, OFF = LABEL.values()
RUNGS = {
    "settlement": "Tarvand",
    "district": "Oskarel district",
    "governorate": "Belmora province",
    "country": "Zandia",
}

SOURCES = [
    source("farmer", "Neighbour Ash", "Sumakar Betonil", describe_as="a farmer of the plain"),
    source(
        "kak-d",
        "Kak Dem",
        "Vanadis Kemirion",
        describe_as="the head of a powerful agency",
        withheld_because="for his protection",
        gloss="“Kak” is a term of respect",
    ),
    source("miller", "Neighbour Elm", "Iridel Quassion", describe_as="a miller"),
    source(
        "named",
        "Firwood",
        "Galanga Torvise",
        publish_as="name",
        identity={"name": "Galanga Torvise", "aliases": ["Abu Zirkel", "گالانگا"], "phones": ["+964 799 555 0101"]},
    ),
    source("half-named", "Neighbour Gum", "Asafel Brimunt", publish_as="name"),
    source(
        "captive",
        "Neighbour Ivy",
        "Rhodion Calvest",
        publish_as="name",
        flags=["in_custody", "guard_present"],
        justification="he asked to be heard",
    ),
    source("unjustified", "Neighbour Nut", "Bismar Ondule", flags=["minor"]),
    source("interp", "Oakum", "Oberel Zaltakis", role="interpreter"),
    source("by-driver", "Pinecone", "Callist Morvane"),
    source("officer", "Neighbour Plum", "Nigel Astrabol", role="official"),
    source("shares", "Neighbour Teak", "Zaffre Torvise"),
    source("passer", "Yewtree", "Fenugre Halvost", role="bystander"),
]
LOCATIONS: list[Record] = [
    {
        "handle": "first-town",
        "name": "Tarvand",
        "aliases": ["تارڤاند"],
        "coordinates": [35.4127, 44.3381],
        "ladder": RUNGS,
        "publish_from": "governorate",
    },
    {
        "handle": "unset",
        "name": "Quorvil",
        "ladder": {"settlement": "Quorvil", "governorate": "Quarnel province", "country": "Zandia"},
    },
    {
        "handle": "gapped",
        "name": "Mezzorin",
        "ladder": {"settlement": "Mezzorin", "region": "the Velda basin", "country": "Zandia"},
        "publish_from": "district",
    },
    {
        "handle": "capital",
        "name": "Belmora",
        "ladder": RUNGS | {"settlement": "Belmora", "district": "Belmora district"},
        "publish_from": "governorate",
    },
    {
        "handle": "open-town",
        "name": "Dulvani",
        "ladder": RUNGS | {"settlement": "Dulvani"},
        "publish_from": "settlement",
    },
    {"handle": "loose", "name": "Harvenko", "ladder": RUNGS | {"settlement": "Harvenko"}, "publish_from": "settlement"},
    {
        "handle": "strict",
        "name": "Harvenko mill",
        "aliases": ["Harvenko"],
        "ladder": {"site": "Harvenko mill", "country": "Zandia"},
        "publish_from": "country",
    },
]
NOTE: Record = {"speaker": None}
ASKS = "interviewer"

INTERVIEWS = [
    interview("LAB-ON", "farmer", ON, says("LAB-ON", 0)),
    interview("LAB-BG", "farmer", BG, says("LAB-BG", 0), says("LAB-BG", 1, terms=ON), says("LAB-BG", 2, terms=OFF)),
    interview("LAB-DEEP", "farmer", DEEP, writes("LAB-DEEP", 0), says("LAB-DEEP", 1)),
    interview("LAB-OFF", "farmer", OFF, says("LAB-OFF", 0), says("LAB-OFF", 1, terms=ON)),
    interview("NO-GRANT", "farmer", None, says("NO-GRANT", 0), says("NO-GRANT", 1, terms=ON)),
    interview(
        "BITS",
        "farmer",
        ON,
        writes("BITS", 0, terms=BG | {"quote": False}),
        says("BITS", 1, terms=OFF | {"reveal_conversation": True}),
        says("BITS", 2),
        says("BITS", 3, terms=ON | {"use": False}),
        says("BITS", 4, terms=ON | {"use": False}),
        says("BITS", 5),
    ),
    interview(
        "BITS-UP",
        "farmer",
        OFF | {"use": True, "quote": True, "attribute": True, "reveal_conversation": True},
        says("BITS-UP", 0),
    ),
    interview(
        "PARA",
        "farmer",
        BG | {"quote": False},
        writes("PARA", 0),
        says("PARA", 1),
        writes("PARA", 2, paraphrase=f"Vanadis Kemirion kept the {word('PARA', 2)} in Tarvand."),
        says("PARA", 3, terms=ON),
    ),
    interview(
        "TRANS",
        "farmer",
        BG,
        says("TRANS", 0, text="دەنگی rawtrans", language="ckb", translation=f"the {word('TRANS', 0)} spoke."),
    ),
    interview(
        "ASK-ONE",
        "farmer",
        BG,
        says("ASK-ONE", 0, ASKS),
        says("ASK-ONE", 1),
        says("ASK-ONE", 2, terms=OFF),
        says("ASK-ONE", 3, ASKS),
        says("ASK-ONE", 4),
        says("ASK-ONE", 5, ASKS),
        says("ASK-ONE", 6),
    ),
    interview(
        "ASK-TWO",
        "farmer",
        BG,
        says("ASK-TWO", 0, ASKS, terms=BG),
        says("ASK-TWO", 1, terms=OFF),
        says("ASK-TWO", 2, None),
        says("ASK-TWO", 3),
        says("ASK-TWO", 4, None),
        says("ASK-TWO", 5),
    ),
    interview(
        "ASK-THREE",
        "farmer",
        BG,
        says("ASK-THREE", 0, ASKS),
        writes("ASK-THREE", 1, terms=BG | {"quote": False}),
        says("ASK-THREE", 2, ASKS),
        writes("ASK-THREE", 3, terms=DEEP),
        says("ASK-THREE", 4, None, terms=OFF),
        says("ASK-THREE", 5, ASKS),
        says("ASK-THREE", 6),
    ),
    interview("EMB-IV", "farmer", BG | {"embargo_until": "2031-06-01T00:00:00+03:00"}, says("EMB-IV", 0)),
    interview(
        "EMB-PASS",
        "farmer",
        BG,
        says("EMB-PASS", 0),
        says("EMB-PASS", 1, terms=BG | {"embargo_until": "2031-06-01T00:00:00+03:00"}),
    ),
    interview(
        "EXPIRED",
        "farmer",
        BG,
        says("EXPIRED", 0, terms=BG | {"expires": "2031-06-01T00:00:00+03:00"}),
        says("EXPIRED", 1),
    ),
    interview(
        "ROLE-INT",
        "farmer",
        BG,
        says("ROLE-INT", 0),
        says("ROLE-INT", 1, "interp"),
        says("ROLE-INT", 2, text=f"Oberel Zaltakis heard the {word('ROLE-INT', 2)}."),
        participants=[{"source": "farmer", "as": "interviewee"}, {"source": "interp", "as": "interpreter"}],
    ),
    interview(
        "ROLE-AS",
        "farmer",
        BG,
        says("ROLE-AS", 0, "by-driver", terms=ON),
        says("ROLE-AS", 1, text=f"then Morvane saw the {word('ROLE-AS', 1)}."),
        participants=[{"source": "farmer", "as": "interviewee"}, {"source": "by-driver", "as": "driver"}],
    ),
    interview(
        "ROLE-BY", "farmer", BG, says("ROLE-BY", 0, text=f"and Halvost, or @passer, saw the {word('ROLE-BY', 0)}.")
    ),
    interview(
        "OFFICIAL",
        "officer",
        BG,
        says("OFFICIAL", 0, "officer"),
        participants=[{"source": "officer", "as": "official"}],
    ),
    interview(
        "NAMED",
        "named",
        ON,
        says("NAMED", 0, "named", text=f"I, Abu Zirkel, kept the {word('NAMED', 0)}; call +964 799 555 0101."),
        says("NAMED", 1, "named", text=f"Galanga and گالانگا saw the {word('NAMED', 1)}."),
    ),
    interview("NAMED-BG", "named", BG, says("NAMED-BG", 0, "named")),
    interview("SHARED", "farmer", BG, says("SHARED", 0, text=f"it was Torvise who took the {word('SHARED', 0)}.")),
    interview(
        "SHARED-FULL", "farmer", BG, says("SHARED-FULL", 0, text=f"Zaffre Torvise took the {word('SHARED-FULL', 0)}.")
    ),
    interview("HALF", "half-named", ON, says("HALF", 0, "half-named"), says("HALF", 1, "half-named", terms=BG)),
    interview("MENTIONED", "farmer", BG, says("MENTIONED", 0, text=f"Asafel Brimunt sold the {word('MENTIONED', 0)}.")),
    interview(
        "CAPTIVE", "captive", ON, says("CAPTIVE", 0, "captive", text=f"I, Rhodion, saw the {word('CAPTIVE', 0)}.")
    ),
    interview("UNJUST", "unjustified", BG, says("UNJUST", 0, "unjustified")),
    interview(
        "KAK",
        "kak-d",
        BG,
        says("KAK", 0, "kak-d"),
        says("KAK", 1, "farmer", text=f"ask @kak-d of the {word('KAK', 1)} in @first-town."),
        participants=[{"source": "kak-d", "as": "interviewee"}, {"source": "farmer", "as": "interviewee"}],
    ),
    interview("KAK-TWO", "kak-d", BG, says("KAK-TWO", 0, "kak-d")),
    interview("LOST", "farmer", BG, says("LOST", 0, text=f"ask @nobody-here of the {word('LOST', 0)}.")),
    interview(
        "MAIL", "farmer", BG, says("MAIL", 0, text=f"write to post@first-town.example of the {word('MAIL', 0)}.")
    ),
    interview(
        "PLACE",
        "farmer",
        BG,
        says(
            "PLACE",
            0,
            text=f"in Tarvand, Oskarel district, Belmora province, the {word('PLACE', 0)} lay at 35.4127, 44.3381.",
        ),
    ),
    interview("UNSET", "farmer", BG, says("UNSET", 0, text=f"the {word('UNSET', 0)} of Quorvil."), location="unset"),
    interview(
        "GAPPED", "farmer", BG, says("GAPPED", 0, text=f"the {word('GAPPED', 0)} of Mezzorin."), location="gapped"
    ),
    interview(
        "CAPITAL", "farmer", BG, says("CAPITAL", 0, text=f"the {word('CAPITAL', 0)} of Belmora."), location="capital"
    ),
    interview("OPEN", "farmer", BG, says("OPEN", 0, text=f"the {word('OPEN', 0)} of Dulvani."), location="open-town"),
    interview("LOOSE", "farmer", BG, says("LOOSE", 0, text=f"the {word('LOOSE', 0)} of Harvenko."), location="loose"),
    *(
        interview(f"TIME-{rung.upper()}", "farmer", BG, says(f"TIME-{rung.upper()}", 0), publish_time=rung)
        for rung in ("day", "week", "month", "season", "year")
    ),
    interview("ZONE-WEST", "farmer", BG, says("ZONE-WEST", 0), started="2031-03-31T23:30:00-05:00"),
    interview("ZONE-EAST", "farmer", BG, says("ZONE-EAST", 0), started="2031-04-01T00:30:00+03:00"),
    interview("HIDDEN", "farmer", BG | {"reveal_conversation": False}, says("HIDDEN", 0)),
    *(
        interview(f"OTHER-{letter}", who, BG, says(f"OTHER-{letter}", 0, who))
        for letter, who in zip("ABC", ("farmer", "miller", "kak-d"), strict=True)
    ),
]
BUNDLE: Record = {"fieldnotes_bundle": 1, "sources": SOURCES, "locations": LOCATIONS, "interviews": INTERVIEWS}
SECRETS = [Secret("name", one["identity"]["name"], one["handle"]) for one in SOURCES]
SECRETS += [Secret("name", alias, "named") for alias in ("Abu Zirkel", "گالانگا")]
SECRETS += [Secret("name", one["name"], one["handle"]) for one in LOCATIONS]


def blocks(page: str) -> list[str]:
    """Return the page's blocks: what stands between empty lines."""
    return [block.strip() for block in re.split(r"\n[ >]*\n", page) if block.strip()]


def block(page: str, mark: str) -> str:
    """Return the one block that holds `mark`."""
    found = [one for one in blocks(page) if mark in one]
    assert len(found) == 1, (mark, found)
    return found[0]


def part(page: str, mark: str) -> str:
    """Return the part of the page under one heading that holds `mark`, with its heading."""
    found = [one for one in re.split(r"(?m)^(?=#)", page) if mark in one]
    assert len(found) == 1, (mark, found)
    return found[0]
