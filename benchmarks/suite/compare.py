"""Compares two measurements row by row, with bounds for noise.

The ratio of a row is the median of B's runs over the median of A's. Its bounds are those of a
bootstrap: both sides' runs are drawn again with replacement, 4,000 times from a fixed seed, and 95
of 100 ratios of medians lie between them; then they are widened by what runs of one process cannot
show (--floor, 2 per cent), since two builds of one program differ by that much in where their code
and memory lie. A row is faster or slower where its bounds leave 1 out. With fewer than three runs
on a side nothing is said.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
from as_markdown import duration
from hdf5_tables import read_table
from rows import LEAST_RUNS, bootstrap_ratio

_KEY = ["set", "name", "size", "threads"]


@dataclass(frozen=True)
class Comparison:
    """The rows that both files have, and those that one of them has alone."""

    #: set, name, size, threads, seconds_a, seconds_b, ratio, low, high, verdict
    rows: pd.DataFrame
    only_a: list[str]
    only_b: list[str]


def compare_files(a: Path, b: Path, floor: float) -> Comparison:
    runs = [read_table(path, "benchmark/runs") for path in (a, b)]
    sides = [{key: group["seconds"].to_numpy() for key, group in frame.groupby(_KEY, sort=False)}
             for frame in runs]
    both = [key for key in sides[0] if key in sides[1]]
    rows = [dict(zip(_KEY, key, strict=True)) | _compare_row(sides[0][key], sides[1][key], floor)
            for key in both]
    columns = [*_KEY, "seconds_a", "seconds_b", "ratio", "low", "high", "verdict"]
    return Comparison(pd.DataFrame(rows, columns=columns),
                      *([_word(key) for key in side if key not in other]
                        for side, other in (sides, sides[::-1])))


def _compare_row(a, b, floor: float) -> dict[str, object]:
    medians = pd.Series(a).median(), pd.Series(b).median()
    ratio = medians[1] / medians[0]
    low, high, verdict = math.nan, math.nan, "too few runs"
    if min(len(a), len(b)) >= LEAST_RUNS:
        low, high = bootstrap_ratio(a, b)
        low, high = low / (1 + floor), high * (1 + floor)
        verdict = "faster" if high < 1 else "slower" if low > 1 else "no difference"
    return {"seconds_a": medians[0], "seconds_b": medians[1], "ratio": ratio, "low": low,
            "high": high, "verdict": verdict}


def slower_rows(comparison: Comparison, share: float) -> pd.DataFrame:
    """Rows that are slower beyond noise, and by more than the share."""
    rows = comparison.rows
    return rows[(rows["verdict"] == "slower") & (rows["ratio"] > 1 + share)]


def text(comparison: Comparison) -> str:
    """A line a row, the counts of the verdicts, and what one file has alone."""
    lines = [f"{'row':64}{'A':>10}{'B':>10}{'B / A':>8}  {'95 %':14}verdict"]
    for row in comparison.rows.itertuples(index=False):
        name = _word((row.set, row.name, row.size, row.threads))
        bounds = f"{row.low:.2f} to {row.high:.2f}" if math.isfinite(row.low) else ""
        lines.append(f"{name:64}{duration(row.seconds_a):>10}{duration(row.seconds_b):>10}"
                     f"{row.ratio:8.2f}  {bounds:14}{row.verdict}")
    counts = comparison.rows["verdict"].value_counts()
    lines.append(", ".join(f"{count} {verdict}" for verdict, count in counts.items())
                 or "no rows in common")
    for side, names in (("A", comparison.only_a), ("B", comparison.only_b)):
        if names:
            lines.append(f"only in {side}: {'; '.join(names)}")
    return "\n".join(lines)


def _word(key: tuple) -> str:
    name, size, threads = key[1:]
    return f"{key[0]}: {name}" + (f", {size:,}" if size else "") + f", {threads} thr"
