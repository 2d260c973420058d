"""Measurement files made by hand."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
from hdf5_tables import write_tables
from rows import Row, SetResult, rows_frame, runs_frame

STEADY = (1.00, 1.01, 0.99, 1.00, 1.02)


def row(name: str, seconds: tuple[float, ...], size: int = 1000, **further: object) -> Row:
    return Row(name, size, seconds, 2, items=size, bytes=8.0 * size, **further)


def times(factor: float, seconds: tuple[float, ...] = STEADY) -> tuple[float, ...]:
    return tuple(factor * one for one in seconds)


def measurement(path: Path, *rows: Row, name: str = "kernels",
                attributes: dict[str, str] | None = None) -> Path:
    result = SetResult(name, list(rows), {}, [])
    remarks = pd.DataFrame([{"set": name, "text": "a remark"}])
    write_tables(path, {"benchmark/rows": rows_frame([result]),
                        "benchmark/runs": runs_frame([result]), "benchmark/remarks": remarks},
                 attributes or {})
    return path
