"""Bad input: the exit code of the contract, a message that says what and where, no personal value,
and nothing under the output's name.
"""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from contract_tables import REQUIRED_COLUMNS, REQUIRED_TABLES
from force import Force, Style, minimal_force
from results import attribute, read_table


def test_the_minimal_force_is_good(attempt):
    good = attempt(minimal_force())
    assert good.done.returncode == 0, good.message
    assert int(float(attribute(good.output, "complete"))) == 1


def test_a_good_run_says_no_personal_value(attempt):
    for option, value in (("--log-level", "debug"), ("--log-format", "json")):
        good = attempt(minimal_force(), option, value)
        assert good.done.returncode == 0, good.message


# Folders, tables, columns


def test_missing_folder(attempt):
    attempt(None).fails_with(66, "force")


@pytest.mark.parametrize("table", REQUIRED_TABLES)
def test_missing_required_table(attempt, folder, table):
    (folder / f"{table}.csv").unlink()
    attempt(None).fails_with(66, table)


@pytest.mark.parametrize(("table", "column"), [
    (table, column) for table in REQUIRED_TABLES for column in REQUIRED_COLUMNS[table]])
def test_missing_required_column(attempt, table, column):
    force = minimal_force()
    renamed = {(table, column): f"x_{column}"}
    attempt(force, style=Style(names=renamed)).fails_with(65, table, column)


def test_missing_required_column_of_an_optional_table(attempt, folder):
    (folder / "calls.csv").write_text("call_id,duration_s\nA,1\n", encoding="utf-8")
    attempt(None).fails_with(65, "calls", "started_at")


def test_column_twice(attempt, folder):
    (folder / "exclusions.csv").write_text("person_id,reason,reason\nP1,A,B\n", encoding="utf-8")
    attempt(None).fails_with(65, "exclusions", "reason")


# Files that are no CSV


def test_binary_file(attempt, folder):
    (folder / "incidents.csv").write_bytes(bytes(range(256)) * 64)
    attempt(None).fails_with(65, "incidents.csv")


def test_nul_bytes_after_a_good_header(attempt, folder):
    with (folder / "resources.csv").open("ab") as file:
        file.write(b"\0" * 4096)
    attempt(None).fails_with(65, "resources.csv")


@pytest.mark.parametrize("table", REQUIRED_TABLES)
def test_empty_file(attempt, folder, table):
    (folder / f"{table}.csv").write_bytes(b"")
    attempt(None).fails_with(65, f"{table}.csv")


def test_empty_optional_file(attempt, folder):
    (folder / "calls.csv").write_bytes(b"")
    attempt(None).fails_with(65, "calls.csv")


@pytest.mark.parametrize("content", [b"not compressed at all", gzip.compress(b"x" * 5000)[:-12]],
                         ids=["no gzip", "cut short"])
def test_broken_gzip(attempt, folder, content):
    (folder / "incidents.csv").unlink()
    (folder / "incidents.csv.gz").write_bytes(content)
    bad = attempt(None)
    assert bad.done.returncode in (65, 74), bad.message
    assert "incidents.csv.gz" in bad.message
    assert not bad.output.exists()


def test_a_folder_in_place_of_a_file(attempt, folder):
    (folder / "incidents.csv").unlink()
    (folder / "incidents.csv").mkdir()
    bad = attempt(None)
    assert bad.done.returncode in (65, 66), bad.message
    assert "incidents" in bad.message


# Tables without rows


@pytest.mark.parametrize("table", REQUIRED_TABLES)
def test_header_only(attempt, table):
    force = minimal_force()
    force.tables[table] = []
    good = attempt(force)
    assert good.done.returncode == 0, good.message


def test_header_without_line_end(attempt, folder):
    path = folder / "resources.csv"
    path.write_text(path.read_text(encoding="utf-8").splitlines()[0], encoding="utf-8")
    good = attempt(None)
    assert good.done.returncode == 0, good.message
    durations = read_table(good.output, "incidents/resource_durations")
    assert len(durations) == 8 and durations["resources"].sum() == 0


def test_nothing_at_all(attempt):
    attempt(Force()).fails_with(65, "window")


def test_nothing_in_the_window_names_the_span_of_the_data(attempt):
    attempt(minimal_force(), "--as-of", "2031-01-01").fails_with(65, "2025-01", "2025-08")


# Rows


def spoilt(table: str, column: str, value: str) -> Force:
    """The minimal force with one value of its fifth row spoilt."""
    force = minimal_force()
    force.tables[table][4][column] = value
    return force


ROW_FAULTS = [
    ("incidents", "created_at", "2025-02-30T10:00:00"),
    ("incidents", "created_at", "2025-02-10T25:00:00"),
    ("incidents", "created_at", "yesterday"),
    ("incidents", "created_at", ""),
    ("incidents", "incident_id", ""),
    ("incidents", "incident_id", "X" * 33),
    ("incidents", "record_type", "letter"),
    ("incidents", "record_type", ""),
    ("incidents", "pre_planned", "2"),
    ("investigations", "is_crime", "maybe"),
    ("investigations", "is_crime", ""),
    ("investigations", "created_at", "2025-13-01T00:00:00"),
    ("investigation_roles", "person_id", ""),
    ("investigation_roles", "role", ""),
    ("custody", "arrived_at", "04.02.2025"),
    ("custody", "released_at", "2025-02-30T00:00:00"),
    ("persons", "person_id", ""),
    ("resources", "assigned_at", "20:05"),
    ("resources", "released_at", "2025-00-10T00:00:00"),
    ("resources", "resource_id", ""),
]


@pytest.mark.parametrize(("table", "column", "value"), ROW_FAULTS)
def test_more_rejects_than_allowed(attempt, table, column, value):
    attempt(spoilt(table, column, value)).fails_with(65, table, "reject", column)


@pytest.mark.parametrize(("table", "column", "value"), ROW_FAULTS)
def test_rejects_within_the_limit(attempt, table, column, value):
    force = spoilt(table, column, value)
    good = attempt(force, "--max-rejects", "90%")
    assert good.done.returncode == 0, good.message
    rejects = read_table(good.output, "quality/rejects")
    assert [tuple(r) for r in rejects[["table", "line", "column"]].to_numpy()] == [
        (table, 6, column)]
    assert rejects["file"][0].endswith(f"{table}.csv")
    text = force.text(table)
    assert rejects["byte_offset"][0] == sum(
        len(line) for line in text.splitlines(keepends=True)[:5])
    assert rejects["error_kind"][0] != ""


@pytest.mark.parametrize(("limit", "code"), [("0", 65), ("1", 0), ("2", 0), ("12.5%", 0),
                                             ("12%", 65), ("0%", 65), ("100%", 0)])
def test_reject_limit(attempt, limit, code):
    """One of the eight logs is rejected: 12.5 %, which is not beyond a limit of 12.5 %."""
    done = attempt(spoilt("incidents", "created_at", "?"), "--max-rejects", limit).done
    assert done.returncode == code, done.stderr


def insert_line(path: Path, after: int, line: bytes) -> None:
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([*lines[:after], line, *lines[after:]]))


@pytest.mark.parametrize("line", [
    b"L9,roc\n", b"L9" + b"," * 11 + b"\n", b"L9" + b"," * 40 + b"\n", b"one field\n",
    b"L9,roc,2025-02-01T00:00:00,0,\xff\xfe,,,,,,,\n",
    b"L\xc3\x28,roc,2025-02-01T00:00:00,0,,,,,,,,\n",
], ids=["too few", "blank instant", "too many", "one", "no UTF-8", "no UTF-8 in the id"])
def test_ragged_rows_and_invalid_utf8(attempt, folder, line):
    insert_line(folder / "incidents.csv", 3, line)
    attempt(None).fails_with(65, "incidents")
    good = attempt(None, "--max-rejects", "50%")
    assert good.done.returncode == 0, good.message
    rejects = read_table(good.output, "quality/rejects")
    assert list(rejects["line"]) == [4]
    assert len(read_table(good.output, "incidents/resource_durations")) == 8


def test_quote_never_closed(attempt, folder):
    insert_line(folder / "incidents.csv", 3, b'"L9,roc,2025-02-01T00:00:00,0,,,,,,,,\n')
    attempt(None).fails_with(65, "incidents.csv", "quot")


def test_quote_inside_a_value(attempt, folder):
    insert_line(folder / "incidents.csv", 3,
                b'L9,roc,2025-02-01T00:00:00,0,AB"CD,,,,,,,\n')
    done = attempt(None, "--max-rejects", "50%").done
    assert done.returncode == 0, done.stderr


def test_blank_lines_are_no_rows(attempt, folder):
    insert_line(folder / "persons.csv", 3, b"\n")
    with (folder / "persons.csv").open("ab") as file:
        file.write(b"\r\n\n")
    good = attempt(None)
    if good.done.returncode == 65:
        pytest.fail(f"a blank line is taken for a row: {good.message}")
    assert good.done.returncode == 0, good.message


def test_equal_rows_are_no_fault(attempt):
    force = minimal_force()
    force.tables["incidents"].append(dict(force.tables["incidents"][2]))
    good = attempt(force)
    assert good.done.returncode == 0, good.message
    assert len(read_table(good.output, "incidents/resource_durations")) == 8


def test_one_id_with_two_contents(attempt):
    force = minimal_force()
    force.tables["incidents"].append(force.tables["incidents"][2] | {"record_type": "roc"})
    attempt(force).fails_with(65, "incidents")
    good = attempt(force, "--max-rejects", "50%")
    assert good.done.returncode == 0, good.message
    durations = read_table(good.output, "incidents/resource_durations")
    assert "L2" not in list(durations["incident_id"]) and len(durations) == 7


def test_optional_instant_that_cannot_be_read_is_missing(attempt):
    force = spoilt("incidents", "closed_at", "never")
    assert attempt(force).done.returncode == 0


def test_odd_identities_are_kept(attempt):
    force = minimal_force()
    force.tables["persons"][0]["date_of_birth"] = "2025-02-30"
    force.tables["persons"][1]["date_of_birth"] = "1900-01-01"
    force.tables["persons"][2]["pnc_id"] = "1988/0000005X"
    force.tables["incidents"][3]["originator_dob"] = "unknown"
    force.tables["incidents"][4]["subject_dob"] = "19??-05"
    good = attempt(force)
    assert good.done.returncode == 0, good.message
