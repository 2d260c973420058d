"""The program's CSV reader against Python's csv module, on files with all that RFC 4180 allows.

`fsu durations` says of every incident how many resources it had; so do csv and a dictionary. Ids
and groups hold quotes, commas, line ends and letters beyond ASCII, and come in quotes or without.
"""

from __future__ import annotations

import csv
import io
import random
from collections import Counter, defaultdict
from pathlib import Path

import pytest

HEADER = ["incident_id", "note", "resource_id", "resource_group", "assigned_at", "deployed_at",
          "arrived_at", "released_at"]
ODD = ['say "so"', "a,b", "two\nlines", "caf\u00e9", "\U0001F693", "plain", "", "''", "x" * 70]


def random_rows(chance: random.Random, number: int) -> list[list[str]]:
    """Rows whose incidents and resources come again."""
    incidents = [f"L{i}" if i % 5 else f"L{i}, \"{ODD[i % len(ODD)][:9]}\"" for i in range(300)]
    units = [f"U{i}" if i % 7 else f"U \"{i}\"" for i in range(40)]
    rows = []
    for _ in range(number):
        start = f"2024-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}T12:{chance.randint(10, 59)}:00Z"
        rows.append([chance.choice(incidents), chance.choice(ODD), chance.choice(units),
                     chance.choice(ODD), start, "", "", start.replace("T12", "T13")])
    return rows


def as_csv(rows: list[list[str]], line_end: str, quoting: int) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator=line_end, quoting=quoting)
    writer.writerow(HEADER)
    writer.writerows(rows)
    return text.getvalue()


def resources_by_csv(path: Path) -> dict[str, int]:
    """Distinct resources of each incident, by Python's csv module."""
    resources = defaultdict(set)
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            resources[row["incident_id"]].add(row["resource_id"])
    return {incident: len(units) for incident, units in resources.items()}


def resources_by_program(path: Path) -> dict[str, int]:
    with path.open(encoding="utf-8", newline="") as file:
        return {row["incident_id"]: int(row["resources"]) for row in csv.DictReader(file)}


@pytest.mark.parametrize("quoting", [csv.QUOTE_MINIMAL, csv.QUOTE_ALL], ids=["minimal", "all"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize("isa", ["portable", "avx2", "avx512"])
def test_reads_as_csv_does(must_run, tmp_path, monkeypatch, isa, line_end, quoting):
    rows = random_rows(random.Random(f"{isa} {line_end} {quoting}"), 4000)
    source = tmp_path / "resources.csv"
    mark = "\ufeff" if line_end == "\r\n" else ""
    source.write_text(mark + as_csv(rows, line_end, quoting), encoding="utf-8", newline="")
    monkeypatch.setenv("FSU_ISA", isa)
    must_run("durations", "--resources", source, "--output", tmp_path / "d.h5",
             "--csv", tmp_path / "d.csv")
    expected = resources_by_csv(source)
    assert len(expected) == len({row[0] for row in rows}) > 200
    found = resources_by_program(tmp_path / "d.csv")
    assert Counter(found) == Counter(expected)
