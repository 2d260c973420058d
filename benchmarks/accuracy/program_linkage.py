"""One linkage of a force as links (incident_id, role, person_id, score), and the program's own.

The best person of every mention that has one, and which of them the linkage calls links itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from force_data import MENTION
from hdf5_tables import read_table
from measured_process import run_measured

#: Columns of links.
LINK = [*MENTION, "person_id", "score"]


@dataclass(frozen=True)
class Linkage:
    """What one linkage says of all mentions."""

    name: str
    #: The best person of every mention that has one.
    best: pd.DataFrame
    #: Those that it calls links itself.
    decided: pd.DataFrame
    seconds: float
    has_threshold: bool = True
    #: Of the whole process; missing where it was not measured.
    peak_memory_bytes: float = float("nan")


def run_linkage(fsu: Path, folder: Path, name: str, options: list[str]) -> Linkage:
    """A run of the whole job over the year of the force in `folder`; seconds are of all of it."""
    results = results_file(folder, name)
    seconds, peak_memory_bytes = run_measured(
        [fsu, "run", "--config", folder / "run.ini", "--input", folder, "--output", results,
         "--months", "12", "--quiet", *options])
    has_threshold = "exact" not in options
    rows = read_table(results, "linkage/links")
    rows["score"] = rows["probability"] if has_threshold else 1.0
    linked = rows[rows["status"] == "linked"]
    return Linkage(name, rows[LINK], linked[LINK], seconds, has_threshold, peak_memory_bytes)


def results_file(folder: Path, name: str) -> Path:
    """Where the run of that name leaves its results."""
    return folder / f"{name.replace(' ', '-').replace(',', '-')}.h5"
