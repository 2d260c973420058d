"""Measurements as Markdown: one section a set, and the machine they were made on."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable

import pandas as pd

#: Attributes of a file, in the order in which they are shown.
ATTRIBUTES = ("machine", "system", "compiler", "commit", "program", "threads", "runs",
              "load", "load_after", "packages")
_PREFIXES = ((1e9, "G"), (1e6, "M"), (1e3, "k"), (1, ""))


def section(name: str, rows: pd.DataFrame, remarks: Iterable[str],
            tables: dict[str, pd.DataFrame]) -> str:
    """One set: its rows, further tables, and what is to be said of them."""
    parts = [f"### {name}", rows_table(rows), *(_plain_table(*item) for item in tables.items()),
             "\n".join(f"- {remark}" for remark in remarks)]
    return "\n\n".join(part for part in parts if part) + "\n"


def machine_lines(attributes: dict[str, str]) -> str:
    return "\n".join(f"- {name.replace('_', ' ')}: {attributes[name]}" for name in ATTRIBUTES
                     if attributes.get(name))


def rows_table(rows: pd.DataFrame) -> str:
    """Columns that hold nothing are left out."""
    columns: dict[str, Callable] = {
        "name": lambda row: row.name, "size": lambda row: f"{row.size:,}" if row.size else "",
        "threads": lambda row: str(row.threads), "median": lambda row: duration(row.seconds),
        "low to high": lambda row: f"{duration(row.low)} to {duration(row.high)}",
        "processors": lambda row: "" if math.isnan(row.processor_seconds)
        else duration(row.processor_seconds),
        "items/s": lambda row: rate(row.items_per_second, ""),
        "bytes/s": lambda row: rate(row.bytes_per_second, "B"),
        "times its roofline": lambda row: _of(row.times_roofline, row.roofline),
        "times ours (95 %)": _against, "F1": lambda row: _number(row.f1, "{:.4f}"),
        "peak memory": lambda row: _memory(row.peak_memory_bytes), "note": lambda row: row.note}
    lines = [{head: cell(row) for head, cell in columns.items()}
             for row in rows.itertuples(index=False)]
    heads = [head for head in columns if any(line[head] for line in lines)]
    return _table(heads, [[line[head] for head in heads] for line in lines])


def duration(seconds: float) -> str:
    """Three digits and a unit."""
    for factor, unit in ((1, "s"), (1e-3, "ms"), (1e-6, "µs")):
        if seconds >= factor:
            return f"{_digits(seconds / factor)} {unit}"
    return f"{_digits(seconds / 1e-9)} ns"


def rate(value: float, unit: str) -> str:
    if not math.isfinite(value) or value <= 0:
        return ""
    for factor, prefix in _PREFIXES:
        if value >= factor:
            return f"{_digits(value / factor)} {prefix}{unit}".rstrip()
    return f"{_digits(value)} {unit}".rstrip()


def _digits(value: float) -> str:
    return f"{value:.3g}" if value < 999.5 else f"{value:.0f}"


def _number(value: float, form: str) -> str:
    return form.format(value) if math.isfinite(value) else ""


def _of(value: float, name: str) -> str:
    return f"{_digits(value)} ({name.removeprefix('roof: ')})" if math.isfinite(value) else ""


def _against(row: tuple) -> str:
    if not math.isfinite(row.times_against):
        return ""
    if not math.isfinite(row.times_against_low):
        return _digits(row.times_against)
    return (f"{_digits(row.times_against)} ({_digits(row.times_against_low)} to "
            f"{_digits(row.times_against_high)})")


def _memory(num_bytes: float) -> str:
    return f"{num_bytes / 2**20:,.0f} MiB" if math.isfinite(num_bytes) else ""


def _plain_table(name: str, frame: pd.DataFrame) -> str:
    cells = [[_cell(value) for value in row] for row in frame.itertuples(index=False)]
    return f"{name}:\n\n" + _table([c.replace("_", " ") for c in frame.columns], cells)


def _cell(value: object) -> str:
    if isinstance(value, float):
        return _digits(value) if math.isfinite(value) else ""
    return f"{value:,}" if isinstance(value, int) else str(value)


def _table(heads: list[str], lines: list[list[str]]) -> str:
    cells = [heads, ["---"] * len(heads), *lines]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |"
                     for line in cells)
