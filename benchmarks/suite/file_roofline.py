"""The least that a program over files has to do: reading their bytes, from the system's cache."""

from __future__ import annotations

import time
from pathlib import Path

from rows import Row

NAME = "roof: reading the files"
_BUFFER_BYTES = 1 << 20


def reading_row(files: list[Path], size: int, runs: int, items: float = float("nan")) -> Row:
    """Times plain reads of 1 MiB into one buffer, on one thread, after one untimed round."""
    buffer = bytearray(_BUFFER_BYTES)
    num_bytes = _read(files, buffer)
    if num_bytes != sum(path.stat().st_size for path in files):
        raise SystemExit("the files changed while they were read")
    seconds = []
    for _ in range(runs):
        start = time.perf_counter()
        _read(files, buffer)
        seconds.append(time.perf_counter() - start)
    return Row(NAME, size, tuple(seconds), 1, items=items, bytes=num_bytes)


def _read(files: list[Path], buffer: bytearray) -> int:
    total = 0
    for path in files:
        with path.open("rb", buffering=0) as file:
            while num_bytes := file.readinto(buffer):
                total += num_bytes
    return total
