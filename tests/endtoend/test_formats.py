"""A force's own columns, formats and words, mapped by a settings file, and the forms of an instant.

Each test writes the minimal force in another form and expects what the plain form gives.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pandas as pd
import pytest
from force import AS_OF, Force, Style, minimal_force
from results import content_digest, read_table, table_bytes

INSTANTS = ["created_at", "closed_at", "assigned_at", "deployed_at", "arrived_at", "released_at",
            "outcome_at"]


class Bench:
    """Runs forces in a temporary folder, each with a settings file of its own."""

    def __init__(self, must_run: Callable, folder: Path) -> None:
        self._run, self.folder, self._runs = must_run, folder, 0
        self.said = ""

    def run(self, force: Force, settings: str = "", *options: object,
            style: Style = Style()) -> Path:
        """The results of the force under the settings, the window being 2025."""
        self._runs += 1
        place = self.folder / str(self._runs)
        force.write(place / "force", style)
        (place / "run.ini").write_text(f"as-of = {AS_OF}\n{settings}", encoding="utf-8")
        self.said = self._run("run", "--config", place / "run.ini", "--input", place / "force",
                              "--output", place / "results.h5", *options).stderr
        return place / "results.h5"


@pytest.fixture
def bench(must_run, tmp_path) -> Bench:
    return Bench(must_run, tmp_path)


@pytest.fixture
def plain(bench) -> Path:
    return bench.run(minimal_force())


def assert_same_results(one: Path, other: Path) -> None:
    left, right = table_bytes(one), table_bytes(other)
    assert [name for name in left if left[name] != right[name]] == []


def with_instants(write: Callable[[datetime], str]) -> Force:
    """The minimal force with every instant written another way."""
    force = minimal_force()
    for rows in force.tables.values():
        for row in rows:
            for column in INSTANTS:
                if row.get(column):
                    row[column] = write(datetime.fromisoformat(row[column]))
    return force


# Columns, formats and words of a force


def test_column_names_of_a_force(bench, plain):
    names = {("incidents", "incident_id"): "Log #", ("incidents", "created_at"): "Date Created",
             ("persons", "date_of_birth"): "D.O.B. = birth",
             ("resources", "incident_id"): "Log Number"}
    settings = """
[incidents]
column.incident_id = Log #
column.created_at  = Date Created
[persons]
column.date_of_birth = D.O.B. = birth
[resources]
column.incident_id = Log Number
"""
    assert_same_results(plain, bench.run(minimal_force(), settings, style=Style(names=names)))


def test_british_date_times(bench, plain):
    force = with_instants(lambda t: t.strftime("%d/%m/%Y %H:%M:%S"))
    tables = ("investigations", "custody", "incidents", "resources")
    settings = "".join(f"[{t}]\ndatetime-format = %d/%m/%Y %H:%M:%S\n" for t in tables)
    assert_same_results(plain, bench.run(force, settings))


def test_british_dates_of_birth(bench, plain):
    force = minimal_force()

    def british(row: dict[str, str], column: str) -> None:
        if row.get(column):
            row[column] = "/".join(reversed(row[column].split("-")))

    for row in force.tables["persons"]:
        british(row, "date_of_birth")
    for row in force.tables["incidents"]:
        british(row, "originator_dob")
        british(row, "subject_dob")
    settings = "[persons]\ndate-format = %d/%m/%Y\n[incidents]\ndate-format = %d/%m/%Y\n"
    assert_same_results(plain, bench.run(force, settings))


def test_words_of_a_force(bench, plain):
    force = minimal_force()
    for row in force.tables["incidents"]:
        row["pre_planned"] = "NO"
        row["record_type"] = "Command and Control"
    for row in force.tables["investigation_roles"]:
        row["role"] = {"victim": "AGGRIEVED", "suspect": "NOMINAL-SUSPECT"}[row["role"]]
    settings = """
[incidents]
value.pre_planned.NO = 0
value.pre_planned.PRE-PLANNED EVENT = 1
value.record_type.Command and Control = incident
[investigation_roles]
value.role.AGGRIEVED = victim
value.role.NOMINAL-SUSPECT = suspect
"""
    assert_same_results(plain, bench.run(force, settings))


def test_mapped_words_decide(bench):
    force = minimal_force()
    force.tables["incidents"][2]["pre_planned"] = "PRE-PLANNED EVENT"
    durations = read_table(
        bench.run(force, "[incidents]\nvalue.pre_planned.PRE-PLANNED EVENT = 1\n"),
        "incidents/resource_durations")
    assert sorted(durations["incident_id"]) == ["L0", "L1", "L3", "L4", "L5", "L6", "L7"]


def test_unmapped_role_is_other_and_counted(bench):
    force = minimal_force()
    force.tables["investigation_roles"][0]["role"] = "ONLOOKER"
    results = bench.run(force)
    individuals = read_table(results, "ranking/individuals").set_index("person_id")
    assert individuals.loc["P0", "suspect_count"] == 0
    table = read_table(results, "quality/reconciliation")
    rows = table[table["table"] == "investigation_roles"]
    assert rows.set_index("measure")["rows"]["rows_used"] == 16
    counted = rows[~rows["measure"].str.startswith("rows_")]
    assert 1 in list(counted["rows"]) or "role" in bench.said, "the unmapped role is not told"


def test_unknown_columns_are_told_and_ignored(bench, plain):
    force = minimal_force()
    force.extra_columns["incidents"] = ["officer_shoe_size"]
    for row in force.tables["incidents"]:
        row["officer_shoe_size"] = "11"
    assert_same_results(plain, bench.run(force))
    assert "officer_shoe_size" in bench.said


def test_blanks_around_values_are_trimmed(bench, plain):
    force = minimal_force()
    for rows in force.tables.values():
        for row in rows:
            for column, value in row.items():
                row[column] = f"  {value} "
    assert_same_results(plain, bench.run(force))


def test_quoted_commas_quotes_and_line_breaks(bench):
    force = minimal_force()
    address = 'FLAT 1, "THE LAURELS"\nHIGH STREET'
    for row in force.tables["investigation_roles"]:
        row |= {"home_address": address, "home_lpa": 'NORTH, "OLD"'}
    for style in (Style(), Style(quote_all=True, newline="\r\n"), Style(gz=True, parts=3)):
        users = read_table(bench.run(force, style=style), "ranking/frequent_service_users")
        assert set(users["home_lpa"]) == {'NORTH, "OLD"'}


# Settings


def test_paths_in_a_settings_file_are_relative_to_it(must_run, tmp_path, plain):
    minimal_force().write(tmp_path / "there/extracts")
    (tmp_path / "there/out").mkdir()
    (tmp_path / "there/run.ini").write_text(
        f"input = extracts\noutput = out/results.h5\nas-of = {AS_OF}\n", encoding="utf-8")
    must_run("run", "--config", tmp_path / "there/run.ini")
    assert_same_results(plain, tmp_path / "there/out/results.h5")


def test_the_command_line_wins(bench):
    users = read_table(bench.run(minimal_force(), "top = 1\n", "--top", 5),
                       "ranking/frequent_service_users")
    assert users["selected_overall"].sum() == 5
    users = read_table(bench.run(minimal_force(), "top = 1\n"), "ranking/frequent_service_users")
    assert users["selected_overall"].sum() == 1


def test_comments_start_only_at_the_beginning_of_a_line(bench, plain):
    settings = """# a comment
[incidents]
# column.incident_id = nonsense
column.incident_id = Log # of the day
[viewer]
investigation-url = https://connect.example/#/investigation/{id}
"""
    style = Style(names={("incidents", "incident_id"): "Log # of the day"})
    results = bench.run(minimal_force(), settings, style=style)
    assert_same_results(plain, results)
    settings_told = read_table(results, "run/settings")
    assert any("#/investigation/{id}" in value for value in settings_told["value"])


def test_months_are_clamped_to_the_calendar(bench):
    """Twelve months before 29 February 2024 is 28 February 2023."""
    force = minimal_force()
    for i, created_at in enumerate(["2023-02-27T23:59:59", "2023-02-28T00:00:00",
                                    "2024-02-28T23:59:59", "2024-02-29T00:00:00"]):
        force.tables["incidents"][i]["created_at"] = created_at
    durations = read_table(bench.run(force, "", "--as-of", "2024-02-29"),
                           "incidents/resource_durations")
    assert sorted(durations["incident_id"]) == ["L1", "L2"]


# Instants


@pytest.mark.parametrize("write", [
    lambda t: t.strftime("%Y-%m-%d %H:%M:%S"),
    lambda t: t.strftime("%Y-%m-%dT%H:%M:%S.999"),
    lambda t: t.strftime("%Y-%m-%d %H:%M:%S.123456789"),
    lambda t: pd.Timestamp(t).tz_localize("Europe/London").tz_convert("UTC")
                .strftime("%Y-%m-%dT%H:%M:%SZ"),
    lambda t: pd.Timestamp(t).tz_localize("Europe/London").tz_convert("UTC")
                .strftime("%Y-%m-%dT%H:%M:%S.5Z"),
    lambda t: pd.Timestamp(t).tz_localize("Europe/London").tz_convert("+05:30").isoformat(),
    lambda t: pd.Timestamp(t).tz_localize("Europe/London").tz_convert("-11:00").isoformat(),
], ids=["space", "fraction", "nanoseconds", "Z", "fraction and Z", "+05:30", "-11:00"])
def test_forms_of_an_instant(bench, plain, write):
    assert_same_results(plain, bench.run(with_instants(write)))


def test_time_zone_of_the_extracts(bench):
    """The window's ends and all local times follow the zone."""
    force = minimal_force()
    force.tables["incidents"][0]["created_at"] = "2024-12-31T23:30:00Z"
    force.tables["resources"][0] |= {"assigned_at": "2025-01-01T01:00:00",
                                     "released_at": "2025-01-01T00:30:00Z"}

    def first_log(results: Path) -> pd.DataFrame:
        durations = read_table(results, "incidents/resource_durations")
        return durations[durations["incident_id"] == "L0"]

    assert len(first_log(bench.run(force))) == 0  # before the year begins in London
    berlin = first_log(bench.run(force, "timezone = Europe/Berlin\n"))
    assert berlin["first_assigned_at"].tolist() == [
        int(pd.Timestamp("2025-01-01T00:00:00Z").timestamp())]


def test_ambiguous_and_skipped_times(bench):
    """Autumn: the first unless only the second is not before what came earlier; spring: forward."""
    force = minimal_force()
    force.tables["resources"] = []
    rows = {
        # assigned, released, seconds between them
        "U1": ("2025-10-26T00:59:00", "2025-10-26T01:01:00", 120),
        "U2": ("2025-10-26T01:30:00", "2025-10-26T01:30:00", 0),
        "U3": ("2025-10-26T01:30:00", "2025-10-26T01:29:59", 3599),
        "U4": ("2025-10-26T01:30:00", "2025-10-26T02:00:00", 5400),
        "U5": ("2025-03-30T00:59:59", "2025-03-30T02:00:00", 1),
        "U6": ("2025-03-30T01:00:00", "2025-03-30T02:00:00", 0),
        "U7": ("2025-03-30T01:59:59", "2025-03-30T03:00:00", 1),
        # With an offset nothing is ambiguous: the second 01:30, then the first 01:30.
        "U8": ("2025-10-26T01:30:00+00:00", "2025-10-26T02:00:00", 1800),
        "U9": ("2025-10-26T01:30:00+01:00", "2025-10-26T01:00:00Z", 1800),
        # Only the second 01:10 is not before 01:05 GMT.
        "U10": ("2025-10-26T01:05:00Z", "2025-10-26T01:10:00", 300),
    }
    for unit, (assigned_at, released_at, _) in rows.items():
        log = f"X{unit}"
        force.add("incidents", incident_id=log, record_type="roc", pre_planned=0,
                  created_at="2025-06-01T00:00:00")
        force.add("resources", incident_id=log, resource_id=unit, assigned_at=assigned_at,
                  released_at=released_at)
    durations = read_table(bench.run(force), "incidents/resource_durations")
    found = durations.set_index("incident_id")["resource_seconds"]
    assert {u: int(found[f"X{u}"]) for u in rows} == {u: row[2] for u, row in rows.items()}


def test_digests_do_not_depend_on_the_form(bench, plain):
    other = bench.run(minimal_force(), style=Style(gz=True, quote_all=True, newline="\r\n"))
    assert content_digest(plain) == content_digest(other)
