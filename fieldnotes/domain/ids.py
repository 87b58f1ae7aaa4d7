"""Name things: handles and codes as people write them, entities as the vault counts them."""

from typing import Annotated

from pydantic import AfterValidator, StringConstraints
from pydantic_core import PydanticCustomError

INTERVIEWER = "interviewer"


def _not_reserved(handle: str) -> str:
    if handle == INTERVIEWER:
        raise PydanticCustomError("reserved_handle", "the handle 'interviewer' is reserved")
    return handle


# Handles of sources and locations share one namespace (design, section 11).
Handle = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{0,62}$"), AfterValidator(_not_reserved)]
# Who speaks: a handle, or the interviewer.
Speaker = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{0,62}$")]
# The code of an interview: "INT-001".
Code = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z0-9-]{0,31}$")]
# The random id of a passage: 16 bytes in hexadecimal, shown by `dump --ids`.
EntityId = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]
