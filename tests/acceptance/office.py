"""A bundle with something of everything, and what nobody may learn from its cards."""

import json
from typing import Any

from tests.acceptance.judge import Secret

OFFICE: dict[str, Any] = {
    "fieldnotes_bundle": 1,
    "sources": [
        {
            "handle": "baker",
            "pseudonym": "Neighbour Ash",
            "describe_as": "a baker",
            "withheld_because": "for safety",
            "identity": {
                "name": "Sumakar Betonil",
                "aliases": ["Abu Kemiro", "سوماکار"],
                "phones": ["+964 799 555 0142"],
                "emails": ["quaver.tonelle@post.example"],
                "handles": ["velvetorrin"],
                "organisations": ["Ondule Bakers Guild"],
                "posts": ["keeper of the Ondule oven"],
                "ids": ["B12345678"],
                "notes": "met through Vanadis Kemirion",
            },
        },
        {"handle": "driver-1", "pseudonym": "Pinecone", "role": "driver", "identity": {"name": "Vanadis Kemirion"}},
        {
            "handle": "nobody-yet",
            "pseudonym": "Neighbour Elm",
            "publish_as": "name",
            "flags": ["paid"],
            "justification": "travel costs",
        },
    ],
    "locations": [
        {
            "handle": "old-town",
            "name": "Tarvandil",
            "aliases": ["تەرڤەندیل"],
            "coordinates": [35.4127, 44.3381],
            "ladder": {"settlement": "Tarvandil", "governorate": "Belmora province", "country": "Zandia"},
            "publish_from": "governorate",
        },
    ],
    "interviews": [
        {
            "code": "INT-001",
            "started": "2031-05-04T18:07:00+03:00",
            "location": "old-town",
            "mode": "in-person",
            "languages": ["ckb", "ar"],
            "terms": {"label": "background"},
            "publish_time": "season",
            "participants": [{"source": "baker", "as": "interviewee"}, {"source": "driver-1", "as": "driver"}],
            "passages": [
                {"speaker": "interviewer", "text": "What did the market sell?", "codes": ["market"]},
                {
                    "speaker": "baker",
                    "text": "لە بازاڕی گەورە نان و کەرە دەفرۆشرا.",
                    "start": 12.5,
                    "end": 31.0,
                    "language": "ckb",
                    "translation": "In the great market bread and butter were sold.",
                    "translator": "driver-1",
                    "codes": ["market", "food"],
                },
                {
                    "speaker": "baker",
                    "text": "كانت المدينة القديمة هادئة في الليل.",
                    "language": "ar",
                    "paraphrase": "The old city was calm at night.",
                },
                {"speaker": None, "text": "He looked at the crème brûlée and at the Çörek."},
                {"speaker": "baker", "text": "Do not print this.", "terms": {"label": "off-record"}},
            ],
        },
        {
            "code": "INT-002",
            "started": "2031-05-05T09:00:00+03:00",
            "terms": {"label": "on-record", "name": False},
            "participants": [{"source": "nobody-yet", "as": "interviewee"}],
            "passages": [{"speaker": "nobody-yet", "text": "Marketing is a science, and markets are places."}],
        },
    ],
}
CARD = [
    Secret("name", "Sumakar Betonil", "baker"),
    Secret("name", "Abu Kemiro", "baker"),
    Secret("name", "سوماکار", "baker"),
    Secret("phone", "+964 799 555 0142", "baker"),
    Secret("email", "quaver.tonelle@post.example", "baker"),
    Secret("code", "velvetorrin", "baker"),
    Secret("code", "B12345678", "baker"),
    Secret("name", "Vanadis Kemirion", "driver-1"),
    Secret("name", "Ondule", "baker"),
]


def office() -> dict[str, Any]:
    """Return a copy of the bundle that a test may change."""
    return dict(json.loads(json.dumps(OFFICE)))
