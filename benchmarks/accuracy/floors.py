"""Floors: what a figure must be at least, or at most, by floors.csv.

A floor's set may be a pattern: force?_all holds for all three forces.
"""

from __future__ import annotations

from fnmatch import fnmatchcase
from pathlib import Path

import pandas as pd

_FLOORS = Path(__file__).resolve().parent / "floors.csv"


def check(measured: pd.DataFrame, floors: pd.DataFrame | None = None) -> int:
    """1 where a measure is beyond its limit by more than the tolerance; says which.

    `measured` has one row a set, with the measures as columns.
    """
    missed = held = 0
    by_set = measured.set_index("set")
    for floor in (pd.read_csv(_FLOORS) if floors is None else floors).itertuples(index=False):
        for name in by_set.index[[fnmatchcase(name, floor.set) for name in by_set.index]]:
            value = by_set.loc[name].get(floor.measure, float("nan"))
            if is_held(value, floor.bound, floor.limit, floor.tolerance):
                held += 1
                continue
            missed += 1
            print(f"missed: {name} {floor.measure} is {value:.4f}, at {floor.bound} {floor.limit} "
                  f"(tolerance {floor.tolerance})")
    print(f"\n{held} floors held, {missed} missed")
    return 1 if missed else 0


def is_held(value: float, bound: str, limit: float, tolerance: float) -> bool:
    """Whether a value keeps a bound, `least` or `most`; a missing value keeps none."""
    if bound == "least":
        return value >= limit - tolerance
    if bound == "most":
        return value <= limit + tolerance
    raise ValueError(f"floors.csv: bound {bound}")
