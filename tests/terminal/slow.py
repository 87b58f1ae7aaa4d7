"""Start the app as `cli.door` does, and let the framework come only when a file says so.

    python -I tests/terminal/slow.py ROOT GATE --screens vault=VAULT …

While the file GATE is not there, nothing of the framework is loaded; where it holds words, loading it fails.
"""

import sys
import time
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from pathlib import Path


class Gate(MetaPathFinder):
    """Let nothing of the framework through before a file is there."""

    def __init__(self, gate: Path) -> None:
        self._gate = gate

    def find_spec(self, name: str, _path: Sequence[str] | None = None, _target: object = None) -> None:
        """Wait, and find nothing: others do."""
        if name == "textual":
            while not self._gate.exists():
                time.sleep(0.01)
            if self._gate.read_text(encoding="ascii"):
                raise ImportError("the framework cannot be loaded")


def main() -> int:
    """Close the gate, and go through the street door."""
    root, gate = sys.argv[1:3]
    del sys.argv[1:3]
    sys.path.insert(0, root)
    sys.meta_path.insert(0, Gate(Path(gate)))
    from fieldnotes.__main__ import main as through_the_door

    return through_the_door()


if __name__ == "__main__":
    sys.exit(main())
