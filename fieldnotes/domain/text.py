"""Keep the two kinds of text apart: RawText as it was said, PublicText as readers may see it.

The two classes are unrelated on purpose: handing raw words to a writer is a type error. Only
`redaction.pipeline` turns the first into the second, through `domain.clearance`.
"""

from dataclasses import dataclass
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, SerializationInfo
from pydantic_core import core_schema

# What `clearance.mint` shows to be let in; a test sees to it that no other module asks for it.
MINT = object()


class RawText:
    """Carry words as they were said or typed; show them only to code that asks by name."""

    __slots__ = ("_words",)

    def __init__(self, words: str) -> None:
        self._words = words

    def reveal(self) -> str:
        """Return the words themselves; the callers of this method are few and listed in a test."""
        return self._words

    def __eq__(self, other: object) -> bool:
        return isinstance(other, RawText) and self._words == other._words

    def __hash__(self) -> int:
        return hash(self._words)

    def __len__(self) -> int:
        return len(self._words)

    def __repr__(self) -> str:
        return "RawText(…)"

    __str__ = __repr__

    def __reduce__(self) -> str:
        raise TypeError("raw text cannot be pickled")

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        """Accept a string or a RawText; give the words back only to a serialisation for the owner."""
        from_words = core_schema.no_info_after_validator_function(cls, core_schema.str_schema(strict=True))
        return core_schema.union_schema(
            [core_schema.is_instance_schema(cls), from_words],
            serialization=core_schema.plain_serializer_function_ser_schema(
                cls._for_the_owner, info_arg=True, return_schema=core_schema.str_schema()
            ),
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler) -> Any:
        """Describe raw text as a JSON string."""
        return handler(core_schema.str_schema())

    @staticmethod
    def _for_the_owner(text: "RawText", info: SerializationInfo) -> str:
        if not (info.context and info.context.get("for_the_owner")):
            raise TypeError("raw text is serialised for its owner only")
        return text.reveal()


@dataclass(frozen=True, slots=True)
class Segment:
    """Hold a run of cleared words; `label` marks a public string that we put there ourselves.

    Labels are what the second look exempts, and only where they stand: personas, published rungs,
    agreed descriptions, an own name.
    """

    words: str
    label: bool = False


class PublicText:
    """Carry words that passed the gate, as segments; made by `clearance.mint` and nowhere else."""

    __slots__ = ("_segments",)

    def __init__(self, segments: tuple[Segment, ...], token: object) -> None:
        if token is not MINT:
            raise TypeError("only the redaction pipeline declares words public")
        self._segments = segments

    @property
    def segments(self) -> tuple[Segment, ...]:
        """Return the cleared runs in order."""
        return self._segments

    @property
    def words(self) -> str:
        """Return the cleared words as one string."""
        return "".join(segment.words for segment in self._segments)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PublicText) and self._segments == other._segments

    def __hash__(self) -> int:
        return hash(self._segments)

    def __len__(self) -> int:
        return sum(len(segment.words) for segment in self._segments)

    def __repr__(self) -> str:
        return "PublicText(…)"
