"""`fsu run --dry-run` against what the run then takes: pairs and memory to a quarter, files untouched."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from results import read_table

#: Largest share that pairs and memory may be off by.
OFF_BY = 0.25
#: Shapes of forces: many people against few mentions, and the other way round.
SHAPES = {"many-people": ["--persons", 30_000, "--mentions", 12_000, "--years", 3, "--seed", 91],
          "many-mentions": ["--persons", 4_000, "--mentions", 50_000, "--years", 1, "--seed", 92]}
KINDS = {"all": [], "identity": ["--evidence", "names,dob,pnc"], "exact": ["--linkage", "exact"]}
UNITS = {"": 1, "thousand": 1e3, "million": 1e6}
SECONDS = {"s": 1, "min": 60, "h": 3600}


@pytest.fixture(scope="session", params=SHAPES)
def generated(request, must_run, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp(request.param)
    must_run("generate", "--output", folder, "--quiet", *SHAPES[request.param])
    return folder


def forecast_of(text: str) -> dict[str, float]:
    """The figures of the forecast lines."""
    pairs, unit, memory = re.search(
        r"forecast: about ([0-9.]+) ?(thousand|million|) pairs, ([0-9.]+) GiB of memory",
        text).groups()
    seconds, seconds_unit, threads, processor, processor_unit = re.search(
        r"forecast: ([0-9.]+) (s|min|h) on ([0-9]+) thread\(s\), ([0-9.]+) (s|min|h) of processor",
        text).groups()
    return {"pairs": float(pairs) * UNITS[unit], "memory": float(memory) * 2**30,
            "seconds": float(seconds) * SECONDS[seconds_unit], "threads": int(threads),
            "processor_seconds": float(processor) * SECONDS[processor_unit]}


@pytest.mark.parametrize("kind", KINDS)
def test_pairs_and_memory_are_right_to_a_quarter(must_run, generated, tmp_path, kind):
    call = ["run", "--config", generated / "run.ini", "--input", generated, "--output",
            tmp_path / "results.h5", "--threads", 2, *KINDS[kind]]
    forecast = forecast_of(must_run(*call, "--dry-run").stdout)
    assert list(tmp_path.iterdir()) == []  # nothing was written
    must_run(*call)
    pairs = read_table(tmp_path / "results.h5", "linkage/passes")["pairs"].sum()
    memory = read_table(tmp_path / "results.h5", "run/stages")["peak_memory_bytes"].max()
    assert forecast["pairs"] == pytest.approx(pairs, rel=OFF_BY)
    assert forecast["memory"] == pytest.approx(memory, rel=OFF_BY)
    assert 0 < forecast["seconds"] <= forecast["processor_seconds"] < 120
    assert forecast["threads"] == 2


def test_rows_are_estimated_and_threads_change_the_time_alone(must_run, generated, tmp_path):
    call = ["run", "--config", generated / "run.ini", "--input", generated, "--output",
            tmp_path / "results.h5", "--dry-run"]
    one, four = (must_run(*call, "--threads", threads).stdout for threads in (1, 4))
    for table in ["persons", "incidents", "resources"]:
        with (generated / f"{table}.csv").open("rb") as file:
            num_lines = sum(1 for _ in file) - 1
        number, unit = re.search(rf"^{table} .*about ([0-9.]+) ?(thousand|million|) rows$", one,
                                 re.MULTILINE).groups()
        assert float(number) * UNITS[unit] == pytest.approx(num_lines, rel=0.05)
    assert forecast_of(four)["seconds"] < forecast_of(one)["seconds"]
    for figure in ["pairs", "memory", "processor_seconds"]:
        assert forecast_of(four)[figure] == forecast_of(one)[figure]
