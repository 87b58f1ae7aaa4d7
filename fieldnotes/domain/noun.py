"""Hold what every model has in common: frozen, exact, and silent in errors and in print."""

from collections.abc import Iterable
from typing import Any, Self

from pydantic import BaseModel, ConfigDict

# Serialisation context that says: these words go to their owner's vault or dump, not to a reader.
FOR_THE_OWNER = {"for_the_owner": True}


class Noun(BaseModel):
    """Refuse unknown keys and changes; never show a field's value in an error or a repr."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        hide_input_in_errors=True,
        ser_json_inf_nan="constants",
        allow_inf_nan=False,
        str_strip_whitespace=False,
        populate_by_name=True,
    )

    def __repr_args__(self) -> Iterable[tuple[str | None, Any]]:
        """Yield nothing, so that no repr, traceback or log line carries a person's data."""
        return ()

    def __str__(self) -> str:
        """Say only what kind of noun this is."""
        return f"{type(self).__name__}(…)"

    def to_owner_json(self) -> bytes:
        """Return the noun as compact UTF-8 JSON without defaults, raw words included, for the owner's vault."""
        return self.model_dump_json(exclude_defaults=True, by_alias=True, context=FOR_THE_OWNER).encode()

    @classmethod
    def narrowed(cls, wider: "Noun") -> Self:
        """Return *wider*, a noun of a class below this one, as this plain noun."""
        return cls.model_construct(**{name: getattr(wider, name) for name in cls.model_fields})
