"""Puts the sets of several measurements together on one page, each measurement with its machine."""

from __future__ import annotations

from pathlib import Path

import as_markdown
import h5py
import pandas as pd
from hdf5_tables import has_table, read_table

HEADING = """# Results

Written by `scripts/benchmark results`; not to be edited by hand. A time is the median of the runs,
with the fastest and the slowest beside it. "times its roofline" is the time over that of the least
the machine has to do, measured in the same run: reading or moving the same bytes, or the inner
instructions alone. "times ours" is a peer's median over ours, with the bounds of 95 of 100
resamplings of both sides' runs. `scripts/benchmark --list` says what each set is. The load is the
number of processes that ran or waited when a measurement began, and after it: far above the number
of threads, its figures show that a set works, and little else.
"""
_TABLES = ("benchmark/rows", "benchmark/remarks")


def page(files: list[Path], heading: str = "") -> str:
    """All sets, by measurement; of one that several files hold the last file counts."""
    last = {name: path for path in files for name in read_table(path, "benchmark/rows")["set"]}
    parts = [heading] if heading else []
    for path in dict.fromkeys(files):
        sections = _sections(path, {name for name, of in last.items() if of == path})
        if sections:
            attributes = read_attributes(path)
            parts += [f"## {attributes.get('date', 'no date')}\n",
                      as_markdown.machine_lines(attributes) + "\n", *sections]
    return "\n".join(parts)


def _sections(path: Path, names: set[str]) -> list[str]:
    rows, remarks = (read_table(path, table) for table in _TABLES)
    return [as_markdown.section(str(name), of_set, remarks.loc[remarks["set"] == name, "text"],
                                _further_tables(path, str(name)))
            for name, of_set in rows.groupby("set", sort=False) if name in names]


def read_attributes(path: Path) -> dict[str, str]:
    with h5py.File(path) as file:
        return {name: str(value) for name, value in file.attrs.items()}


def _further_tables(path: Path, name: str) -> dict[str, pd.DataFrame]:
    """Those of scaling and threads that fit on a page."""
    shown = {"scaling": "scaling/exponents", "threads": "threads/stages"}.get(name)
    return {shown: read_table(path, shown)} if shown and has_table(path, shown) else {}
