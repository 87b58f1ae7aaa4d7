"""Rebuild what a power cut can leave of a folder, from the operations until then.

What was written to a file lasts once the file was synchronised, a change of names once its folder was. All else may be
there, or not, or (of writes) in part, sector by sector. On a journalled file system, changes of names come in their
order, so that a lasting one makes all before it last; on FAT each goes its own way.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from posixpath import dirname

from tests.faults.backup.disk import SECTOR, Operation

_NAMING = ("create", "rename", "unlink")


def files_below(root: Path) -> dict[str, bytes]:
    """Return every file below a folder by its name there."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def after_cut(
    before: Mapping[str, bytes], operations: Sequence[Operation], chance: random.Random, *, journalled: bool
) -> dict[str, bytes]:
    """Return one of the states in which a folder may be found, by chance."""
    files = {name: bytearray(data) for name, data in before.items()}
    cut = False  # from here on changes of names that need not last do not, where they come in order
    for operation, lasts in zip(operations, _lasting(operations, journalled), strict=True):
        if lasts:
            _apply(files, operation)
        elif operation.kind in _NAMING:
            cut = (cut and journalled) or chance.random() < 0.5
            if not cut:
                _apply(files, operation)
        elif operation.path in files and chance.random() < 0.7:
            _apply(files, operation, chance if chance.random() < 0.5 else None)
    return {name: bytes(data) for name, data in files.items()}


def _lasting(operations: Sequence[Operation], journalled: bool) -> Iterator[bool]:
    """Say of each operation whether it lasts for certain."""
    synchronised: set[str] = set()
    later_name = False
    lasting: list[bool] = []
    for operation in reversed(operations):
        if operation.kind == "sync":
            synchronised.add(operation.path)
        lasts = dirname(operation.other or operation.path) in synchronised
        if operation.kind in _NAMING:
            # Synchronising a new file makes its name last on ext4, XFS and btrfs; FAT promises no such thing.
            lasts = lasts or (journalled and (later_name or operation.path in synchronised))
            later_name = later_name or lasts
        else:
            lasts = operation.path in synchronised
        lasting.append(lasts)
    return reversed(lasting)


def _apply(files: dict[str, bytearray], operation: Operation, torn: random.Random | None = None) -> None:
    """Carry an operation out; of a torn write, each sector by chance."""
    match operation.kind:
        case "create":
            files.setdefault(operation.path, bytearray())
        case "write":
            _write(files.setdefault(operation.path, bytearray()), operation, torn)
        case "truncate":
            data = files.setdefault(operation.path, bytearray())
            del data[operation.offset :]
            data.extend(bytes(operation.offset - len(data)))
        case "unlink":
            files.pop(operation.path, None)
        case "rename":
            _rename(files, operation.path, operation.other)


def _write(file: bytearray, operation: Operation, torn: random.Random | None) -> None:
    data, start = operation.data or b"", operation.offset
    file.extend(bytes(max(0, start + len(data) - len(file))))
    for place in range(0, len(data), SECTOR):
        if torn is None or torn.random() < 0.5:
            sector = data[place : place + SECTOR]
            file[start + place : start + place + len(sector)] = sector


def _rename(files: dict[str, bytearray], old: str, new: str) -> None:
    """Rename a file, or all that lies in a folder."""
    for name in [name for name in files if name == old or name.startswith(f"{old}/")]:
        files[new + name.removeprefix(old)] = files.pop(name)
