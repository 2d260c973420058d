"""Rows of a benchmark: what was timed, every run of it, and what it is compared with.

A row's time is the median of its runs; the fastest and the slowest stand beside it. `roofline`
names the row of the same set, size and threads that does the least the machine has to do (read the
same bytes, run the same instructions); `against` names the row that a peer is compared with.
"""

from __future__ import annotations

import statistics
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

_NONE = float("nan")
_NUM_RESAMPLES = 4000
#: Runs that a side needs for bounds.
LEAST_RUNS = 3
_SEED = 20260101


@dataclass(frozen=True)
class Row:
    """One thing that was timed at one size."""

    name: str
    #: What the size counts stands in `items`; 0 where there is one size only.
    size: int
    #: Seconds of each run.
    seconds: tuple[float, ...]
    threads: int
    #: Things done and bytes moved by one run.
    items: float = _NONE
    bytes: float = _NONE
    processor_seconds: float = _NONE
    peak_memory_bytes: float = _NONE
    f1: float = _NONE
    roofline: str = ""
    against: str = ""
    note: str = ""

    @property
    def median(self) -> float:
        return statistics.median(self.seconds)

    @property
    def key(self) -> tuple[str, int, int]:
        return self.name, self.size, self.threads


@dataclass(frozen=True)
class SetResult:
    """The rows of one set, further tables by name, and what is to be said of them."""

    name: str
    rows: list[Row]
    tables: dict[str, pd.DataFrame]
    remarks: list[str]


def rows_frame(results: list[SetResult]) -> pd.DataFrame:
    """One line a row, with rates and ratios."""
    return pd.DataFrame([_line(result, row) for result in results for row in result.rows])


def runs_frame(results: list[SetResult]) -> pd.DataFrame:
    """Seconds of every run."""
    return pd.DataFrame([
        {"set": result.name, "name": row.name, "size": row.size, "threads": row.threads,
         "run": run, "seconds": seconds}
        for result in results for row in result.rows for run, seconds in enumerate(row.seconds)])


def bootstrap_ratio(a: np.ndarray, b: np.ndarray) -> tuple[float, float]:
    """Bounds of median(b) / median(a) that hold 95 of 100 resamplings of both sides' runs."""
    draw = np.random.default_rng(_SEED)
    medians = [np.median(draw.choice(side, (_NUM_RESAMPLES, len(side))), axis=1)
               for side in (np.asarray(a), np.asarray(b))]
    low, high = np.quantile(medians[1] / medians[0], [0.025, 0.975])
    return float(low), float(high)


def with_references(rows: list[Row], rooflines: dict[str, str]) -> list[Row]:
    """The rows, each with the name of its roofline where there is one."""
    return [replace(row, roofline=rooflines.get(row.name, row.roofline)) for row in rows]


def _line(result: SetResult, row: Row) -> dict[str, object]:
    roof = _find(result, row, row.roofline)
    own = _find(result, row, row.against)
    has_bounds = own and min(len(own.seconds), len(row.seconds)) >= LEAST_RUNS
    low, high = bootstrap_ratio(own.seconds, row.seconds) if has_bounds else (_NONE, _NONE)
    return {"set": result.name, "name": row.name, "size": row.size, "threads": row.threads,
            "items": float(row.items), "bytes": float(row.bytes), "runs": len(row.seconds),
            "seconds": row.median, "low": min(row.seconds), "high": max(row.seconds),
            "items_per_second": row.items / row.median, "bytes_per_second": row.bytes / row.median,
            "processor_seconds": float(row.processor_seconds),
            "peak_memory_bytes": float(row.peak_memory_bytes), "f1": float(row.f1),
            "roofline": row.roofline if roof else "",
            "times_roofline": row.median / roof.median if roof else _NONE,
            "against": row.against if own else "",
            "times_against": row.median / own.median if own else _NONE,
            "times_against_low": low, "times_against_high": high, "note": row.note}


def _find(result: SetResult, row: Row, name: str) -> Row | None:
    """The named row of the same size, with the same threads where there is one."""
    found = [other for other in result.rows
             if name and other is not row and (other.name, other.size) == (name, row.size)]
    found.sort(key=lambda other: other.threads != row.threads)
    return found[0] if found else None
