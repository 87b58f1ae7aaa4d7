"""Read the tables of this folder: package data, one row a line, cells parted by "|", # begins a remark."""

import pkgutil
from collections.abc import Iterator


def rows(name: str) -> Iterator[list[str]]:
    """Yield the cells of each row of a table."""
    data = pkgutil.get_data("fieldnotes.redaction", f"data/{name}")
    if data is None:
        raise FileNotFoundError(name)
    for line in data.decode().splitlines():
        if line and not line.startswith("#"):
            yield [cell.strip() for cell in line.split("|")]
