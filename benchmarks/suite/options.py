"""What a set may use: programs, folders, sizes."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
REQUIREMENTS = "benchmarks/peers/requirements.txt"


class Skipped(Exception):
    """A set that cannot be measured here; the message says why."""


@dataclass(frozen=True)
class Options:
    """The choices of a call."""

    fsu: Path
    build: Path
    #: Where generated forces stay.
    work: Path
    #: For files that are removed afterwards.
    temporary: Path
    runs: int
    threads: int
    is_large: bool
    #: Mentions of the forces, in place of a set's own sizes.
    mentions: tuple[int, ...]
    #: Forces that are there, in place of generated ones.
    forces: tuple[Path, ...]
    #: Rows of the C++ programs, as a regular expression.
    pattern: str

    def sizes(self, small: tuple[int, ...], large: tuple[int, ...]) -> tuple[int, ...]:
        return self.mentions or (large if self.is_large else small)


def need_packages(*names: str) -> None:
    """Leaves a set out where a package of a peer is not there."""
    missing = [name for name in names if find_spec(name) is None]
    if missing:
        raise Skipped(f"no {', '.join(missing)}: pip install -r {REQUIREMENTS}")
