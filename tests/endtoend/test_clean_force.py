"""The program against the reference in SQL, on generated forces.

On a clean force (no errors in mentions) the program must find who is who, so the reference starts
from the truth that stands beside the force. On a force with errors the reference is given the
program's own links: whatever linkage decides, what is made of the links must agree.
"""

from __future__ import annotations

import configparser
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pytest
from comparing import assert_equal_tables
from oracle import Oracle, Settings, Truth
from results import read_table

PERSONS = 3000
SEEDS = [1, 2, 3]
#: Readings that do not need linkage of their own.
COUNTING_READINGS = ["cap", "max", "mean", "resource_cap", "resource_sum"]


@dataclass
class Case:
    """A run of the program and what the reference makes of the same force."""

    results: Path
    oracle: Oracle

    def table(self, name: str, *key: str) -> pd.DataFrame:
        return read_table(self.results, name).set_index(list(key))


def as_of(folder: Path) -> str:
    """The end of the window, from the run.ini beside a generated force."""
    parser = configparser.ConfigParser(strict=False, interpolation=None)
    parser.read_string("[top]\n" + (folder / "run.ini").read_text(encoding="utf-8"))
    return parser["top"]["as-of"]


def generated(must_run, folder: Path, seed: int, *options: str) -> Path:
    must_run("generate", "--output", folder, "--persons", PERSONS, "--mentions", 4 * PERSONS,
             "--seed", seed, *options)
    return folder


def program_links(results: Path) -> Truth:
    """The program's own links, in the shape of a truth."""
    links = read_table(results, "linkage/links")
    reports = read_table(results, "linkage/missing_links")
    return Truth(links=links[links["status"] == "linked"],
                 report_links=reports[reports["status"] == "linked"])


def drop_rejects(folder: Path, results: Path) -> None:
    """Takes the rows that the program rejected out of the files: the reference reads no faulty values
    (test_reconciliation looks at what is rejected). Each of these rows is one line."""
    rejects = read_table(results, "quality/rejects")
    for file, of_file in rejects.groupby("file"):
        lines = (folder / file).read_bytes().splitlines(keepends=True)
        dropped = {line - 1 for line in of_file["line"]}
        kept = [line for number, line in enumerate(lines) if number not in dropped]
        (folder / file).write_bytes(b"".join(kept))


@pytest.fixture(scope="module", params=SEEDS)
def clean(request, must_run, tmp_path_factory) -> Case:
    folder = generated(must_run, tmp_path_factory.mktemp("clean") / "force", request.param,
                       "--clean")
    results = folder.parent / "results.h5"
    must_run("run", "--config", folder / "run.ini", "--input", folder, "--output", results)
    return Case(results, Oracle.of_folder(folder, as_of(folder)))


@pytest.fixture(scope="module", params=["cap", "max"])
def faulty(request, must_run, tmp_path_factory) -> Case:
    folder = generated(must_run, tmp_path_factory.mktemp("faulty") / "force", 4)
    results = folder.parent / "results.h5"
    must_run("run", "--config", folder / "run.ini", "--input", folder, "--output", results,
             "--scaling", request.param, "--top", "40")
    settings = Settings(as_of=as_of(folder), scaling=request.param, top=40)
    drop_rejects(folder, results)
    return Case(results, Oracle(folder, settings, program_links(results)))


def check_individuals(case: Case) -> None:
    assert_equal_tables(case.table("ranking/individuals", "person_id"), case.oracle.individuals())


def check_durations(case: Case) -> None:
    program = case.table("incidents/resource_durations", "incident_id")
    assert_equal_tables(program, case.oracle.resource_durations())


def check_selected(case: Case) -> None:
    program = case.table("ranking/frequent_service_users", "person_id")
    assert_equal_tables(program, case.oracle.frequent_service_users())


def check_readings(case: Case) -> None:
    program = case.table("ranking/readings", "reading", "metric", "person_id")
    program = program[program.index.get_level_values("reading").isin(COUNTING_READINGS)]
    reference = case.oracle.readings().set_index(["reading", "metric", "person_id"])
    assert_equal_tables(program, reference)


def check_sensitivity(case: Case) -> None:
    program = case.table("ranking/sensitivity", "reading", "metric")
    program = program[program.index.get_level_values("reading").isin(COUNTING_READINGS)]
    assert_equal_tables(program, case.oracle.sensitivity())


def check_reconciliation(case: Case) -> None:
    table = read_table(case.results, "quality/reconciliation")
    for name, fates in case.oracle.fates().items():
        rows = table[table["table"] == name].set_index("measure")["rows"]
        for measure in ("rows_read", "rows_used", "rows_rejected", "rows_duplicate",
                        "rows_outside_window", "rows_excluded", "rows_orphan"):
            assert rows[measure] == fates.get(measure, 0), (name, measure)


CHECKS = [check_individuals, check_durations, check_selected, check_readings, check_sensitivity,
          check_reconciliation]


@pytest.mark.parametrize("check", CHECKS)
def test_clean_force_agrees_with_the_truth(clean, check):
    check(clean)


@pytest.mark.parametrize("check", CHECKS[:5])
def test_any_force_agrees_given_its_links(faulty, check):
    check(faulty)


def test_clean_force_is_not_trivial(clean):
    """The generator gives the reference something to disagree about."""
    individuals = clean.oracle.individuals()
    assert len(individuals) > PERSONS / 10
    assert (individuals.filter(regex="_count|_calls|_hours").sum() > 0).all()
    durations = clean.oracle.resource_durations()
    assert (durations["resource_seconds"] < durations["row_seconds"]).any(), "no overlapping rows"
