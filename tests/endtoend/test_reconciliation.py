"""Where every row went: a force with every kind of fault put in, the counts known beforehand.

    rows_read = rows_used + rows_rejected + rows_duplicate + rows_outside_window + rows_excluded
                + rows_orphan

A row is counted once, under the first that applies of rejected, duplicate, orphan, excluded and
outside the window; a child follows its parent.
"""

from __future__ import annotations

import pandas as pd
import pytest
from contract_tables import COLUMNS
from force import AS_OF, Force, minimal_force
from results import read_table

MEASURES = ["rows_read", "rows_used", "rows_rejected", "rows_duplicate", "rows_outside_window",
            "rows_excluded", "rows_orphan"]

#: The sound rows of the minimal force, by table.
SOUND = {"persons": 8, "investigations": 8, "investigation_roles": 16, "custody": 8,
         "incidents": 8, "resources": 8}

OLD, NEW = "2024-05-05T05:05:05", "2025-05-05T05:05:05"


class FaultyForce:
    """A minimal force to which faults are added, each with what must become of its row."""

    def __init__(self) -> None:
        self.force: Force = minimal_force()
        self.fates = {table: [("rows_used", "")] * rows for table, rows in SOUND.items()}

    def add(self, table: str, fate: str, column: str = "", **values: object) -> None:
        """One row that must count under `rows_<fate>`; a reject is blamed on the column."""
        self.force.add(table, **values)
        self.fates.setdefault(table, []).append((f"rows_{fate}", column))

    def expected_rejects(self) -> list[tuple[str, int, str]]:
        """(table, line, column) of every reject; a header is line 1, no value has a line break."""
        return [(table, line, column)
                for table in COLUMNS if table in self.fates
                for line, (fate, column) in enumerate(self.fates[table], start=2)
                if fate == "rows_rejected"]

    def expected_counts(self, table: str) -> dict[str, int]:
        fates = [fate for fate, _ in self.fates.get(table, [])]
        return {m: len(fates) if m == "rows_read" else fates.count(m) for m in MEASURES}


def add_log_faults(faulty: FaultyForce) -> None:
    log = {"record_type": "incident", "created_at": NEW, "pre_planned": 0}
    faulty.add("incidents", "rejected", "created_at", **log | {"created_at": "2025-02-30T10:00:00"},
               incident_id="BAD1")
    faulty.add("incidents", "rejected", "created_at", **log | {"created_at": ""},
               incident_id="BAD2")
    faulty.add("incidents", "rejected", "record_type", **log | {"record_type": "fax"},
               incident_id="BAD3")
    faulty.add("incidents", "rejected", "pre_planned", **log | {"pre_planned": "perhaps"},
               incident_id="BAD4")
    faulty.add("incidents", "rejected", "incident_id", **log)
    faulty.add("incidents", "outside_window", **log | {"created_at": OLD}, incident_id="OLD1")
    faulty.add("incidents", "excluded", **log | {"pre_planned": 1}, incident_id="PLAN")
    faulty.add("incidents", "excluded", **log | {"pre_planned": 1, "created_at": OLD},
               incident_id="OLDPLAN")
    faulty.add("incidents", "used", **log | {"pre_planned": ""}, incident_id="BLANKPLAN")
    faulty.add("incidents", "used", **log, incident_id="TWIN")
    for _ in range(2):
        faulty.add("incidents", "duplicate", **log, incident_id="TWIN")
    for kind in ("incident", "roc"):  # one id, two contents
        faulty.add("incidents", "rejected", "incident_id", **log | {"record_type": kind},
                   incident_id="CLASH")


def add_resource_faults(faulty: FaultyForce) -> None:
    row = {"resource_id": "U9", "resource_group": "DOGS", "assigned_at": NEW,
           "released_at": "2025-05-05T06:05:05"}
    faulty.add("resources", "rejected", "released_at", **row | {"released_at": "2025-04-31T00:00"},
               incident_id="L1")
    faulty.add("resources", "rejected", "incident_id", **row)
    faulty.add("resources", "rejected", "resource_id", **row | {"resource_id": ""},
               incident_id="L1")
    faulty.add("resources", "orphan", **row, incident_id="NOWHERE")
    faulty.add("resources", "orphan", **row, incident_id="BAD1")
    faulty.add("resources", "orphan", **row, incident_id="CLASH")
    faulty.add("resources", "excluded", **row, incident_id="PLAN")
    faulty.add("resources", "excluded", **row, incident_id="OLDPLAN")
    faulty.add("resources", "outside_window", **row, incident_id="OLD1")
    faulty.add("resources", "used", **row, incident_id="L2")
    faulty.add("resources", "duplicate", **row, incident_id="L2")
    faulty.add("resources", "used", **row | {"released_at": ""}, incident_id="L2")
    # Equal rows of an absent log: the second is a duplicate before it is an orphan.
    faulty.add("resources", "duplicate", **row, incident_id="NOWHERE")


def add_investigation_faults(faulty: FaultyForce) -> None:
    row = {"created_at": NEW, "is_crime": 1, "offence_code": "8N"}
    faulty.add("investigations", "rejected", "is_crime", **row | {"is_crime": "2"},
               investigation_id="BADI")
    faulty.add("investigations", "rejected", "created_at", **row | {"created_at": "05/05/2025"},
               investigation_id="BADJ")
    faulty.add("investigations", "outside_window", **row | {"created_at": OLD},
               investigation_id="OLDI")
    faulty.add("investigations", "used", **row | {"offence_code": ""}, investigation_id="NEWI")
    role = {"person_id": "P3", "role": "suspect"}
    faulty.add("investigation_roles", "orphan", **role, investigation_id="NOWHERE")
    faulty.add("investigation_roles", "orphan", **role, investigation_id="BADI")
    faulty.add("investigation_roles", "outside_window", **role, investigation_id="OLDI")
    faulty.add("investigation_roles", "used", **role, investigation_id="NEWI")
    faulty.add("investigation_roles", "duplicate", **role, investigation_id="NEWI")
    faulty.add("investigation_roles", "used", **role | {"role": "BYSTANDER"},
               investigation_id="NEWI")
    faulty.add("investigation_roles", "used", **role | {"person_id": "NOT IN PERSONS"},
               investigation_id="NEWI")
    faulty.add("investigation_roles", "rejected", "role", **role | {"role": ""},
               investigation_id="NEWI")
    faulty.add("investigation_roles", "rejected", "person_id", **role | {"person_id": ""},
               investigation_id="NEWI")
    for home in ("A1", "A2"):  # one key, two homes
        faulty.add("investigation_roles", "rejected", "investigation_id",
                   **role | {"role": "witness"}, investigation_id="NEWI", home_address_id=home)
    pair = {"person_id": "P1", "related_person_id": "P2", "relationship": "SIBLING"}
    faulty.add("relationships", "used", **pair, investigation_id="I1")
    faulty.add("relationships", "duplicate", **pair, investigation_id="I1")
    faulty.add("relationships", "orphan", **pair, investigation_id="NOWHERE")
    faulty.add("relationships", "outside_window", **pair, investigation_id="OLDI")
    faulty.add("relationships", "rejected", "related_person_id", **pair | {"related_person_id": ""},
               investigation_id="I1")


def add_other_faults(faulty: FaultyForce) -> None:
    stay = {"person_id": "P1", "arrived_at": NEW, "released_at": "2025-05-05T09:05:05"}
    faulty.add("custody", "rejected", "arrived_at", **stay | {"arrived_at": "noon"},
               custody_id="CX1")
    faulty.add("custody", "rejected", "person_id", **stay | {"person_id": ""}, custody_id="CX2")
    faulty.add("custody", "outside_window", **stay | {"arrived_at": OLD}, custody_id="CX3")
    faulty.add("custody", "outside_window", **stay, created_at=OLD, custody_id="CX4")
    faulty.add("custody", "used", **stay | {"released_at": ""}, custody_id="CX5")
    faulty.add("custody", "used", **stay | {"person_id": "NOT IN PERSONS"}, custody_id="CX6")
    faulty.add("persons", "rejected", "person_id", forenames="A", surname="B")
    faulty.add("persons", "used", person_id="P1", forenames="ANOTHER", surname="VERSION")
    faulty.add("persons", "duplicate", person_id="P1", forenames="ANOTHER", surname="VERSION")
    faulty.add("persons", "used", person_id="P1", forenames="", surname="", date_of_birth="1999-??")
    faulty.add("arrests", "used", arrest_id="A1", person_id="P1", arrested_at=NEW)
    faulty.add("arrests", "outside_window", arrest_id="A2", person_id="P1", arrested_at=OLD)
    faulty.add("arrests", "rejected", "arrested_at", arrest_id="A3", person_id="P1")
    call = {"started_at": NEW, "duration_s": 60}
    faulty.add("calls", "used", **call, call_id="K1", incident_id="L1")
    faulty.add("calls", "used", **call, call_id="K2", incident_id="NOWHERE")  # falls back to phone
    faulty.add("calls", "used", **call, call_id="K3")
    faulty.add("calls", "excluded", **call, call_id="K4", incident_id="PLAN")
    faulty.add("calls", "outside_window", **call | {"started_at": OLD}, call_id="K5")
    faulty.add("calls", "rejected", "started_at", **call | {"started_at": "?"}, call_id="K6")
    faulty.add("calls", "duplicate", **call, call_id="K1", incident_id="L1")
    faulty.add("missing_reports", "used", report_id="M1", reported_at=NEW, person_id="P1")
    faulty.add("missing_reports", "outside_window", report_id="M2", reported_at=OLD)
    faulty.add("missing_reports", "rejected", "reported_at", report_id="M3")
    faulty.add("harm_scores", "used", offence_code="8N", harm_days="10.25")
    faulty.add("harm_scores", "rejected", "harm_days", offence_code="9X", harm_days="many")
    faulty.add("exclusions", "used", person_id="P7", reason="MOVED AWAY")
    faulty.add("exclusions", "duplicate", person_id="P7", reason="MOVED AWAY")
    faulty.add("exclusions", "rejected", "person_id", reason="WHO")


@pytest.fixture(scope="module")
def faulty() -> FaultyForce:
    result = FaultyForce()
    add_log_faults(result)
    add_resource_faults(result)
    add_investigation_faults(result)
    add_other_faults(result)
    return result


@pytest.fixture(scope="module")
def results(faulty, must_run, tmp_path_factory):
    folder = tmp_path_factory.mktemp("faults")
    faulty.force.write(folder / "force")
    must_run("run", "--input", folder / "force", "--output", folder / "results.h5",
             "--as-of", AS_OF, "--max-rejects", "100%")
    return folder / "results.h5"


@pytest.fixture(scope="module")
def reconciliation(results) -> pd.Series:
    table = read_table(results, "quality/reconciliation")
    return table.set_index(["table", "measure"])["rows"]


@pytest.mark.parametrize("table", [*SOUND, "relationships", "arrests", "calls", "missing_reports",
                                   "harm_scores", "exclusions"])
def test_every_row_is_where_it_belongs(faulty, reconciliation, table):
    found = {measure: int(reconciliation[table, measure]) for measure in MEASURES}
    assert found == faulty.expected_counts(table)
    assert found["rows_read"] == sum(found.values()) - found["rows_read"]


def test_every_reject_is_listed_in_file_order(faulty, results):
    rejects = read_table(results, "quality/rejects")
    order = rejects["table"].map(list(COLUMNS).index)
    rejects = rejects.iloc[order.argsort(kind="stable")]
    found = list(zip(rejects["table"], rejects["line"], strict=True))
    expected = faulty.expected_rejects()
    assert found == [(table, line) for table, line, _ in expected]
    assert (rejects["error_kind"] != "").all()
    for row, (table, line, column) in zip(rejects.itertuples(), expected, strict=True):
        assert row.file.endswith(f"{table}.csv")
        # Rows of one key that differ: the key's first column, or the whole row.
        assert row.column in ((column, "") if column == COLUMNS[table][0] else (column,)), (
            table, line, row.column)


def test_rejects_point_at_the_start_of_the_row(faulty, results):
    rejects = read_table(results, "quality/rejects")
    for row in rejects.itertuples():
        lines = faulty.force.text(row.table).encode().splitlines(keepends=True)
        assert row.byte_offset == sum(map(len, lines[:row.line - 1])), (row.table, row.line)


def test_rejects_hold_no_value(results):
    rejects = read_table(results, "quality/rejects")
    told = " ".join(rejects["error_kind"])
    for value in ("2025-02-30", "fax", "perhaps", "noon", "05/05/2025"):
        assert value not in told


def test_what_is_not_used_counts_nowhere(results):
    durations = read_table(results, "incidents/resource_durations")
    assert sorted(durations["incident_id"]) == sorted(
        [f"L{i}" for i in range(8)] + ["BLANKPLAN", "TWIN"])
    individuals = read_table(results, "ranking/individuals").set_index("person_id")
    assert "P7" not in individuals.index  # excluded
    assert individuals.loc["NOT IN PERSONS", ["suspect_count", "custody_count"]].tolist() == [1, 1]
    assert individuals.loc["P3", "suspect_count"] == 2  # I3 and NEWI once
    exclusions = read_table(results, "quality/exclusions")
    assert exclusions.to_numpy().tolist() == [["P7", "MOVED AWAY"]]


def test_first_ten_thousand_rejects_are_listed_all_are_counted(must_run, tmp_path):
    force = minimal_force()
    for i in range(10_050):
        force.add("resources", incident_id="L1", resource_id=f"U{i}", assigned_at="?")
    force.write(tmp_path / "force")
    must_run("run", "--input", tmp_path / "force", "--output", tmp_path / "results.h5",
             "--as-of", AS_OF, "--max-rejects", "100%")
    rejects = read_table(tmp_path / "results.h5", "quality/rejects")
    assert list(rejects["line"]) == list(range(10, 10_010))
    table = read_table(tmp_path / "results.h5", "quality/reconciliation")
    rows = table[table["table"] == "resources"].set_index("measure")["rows"]
    assert rows["rows_rejected"] == 10_050


def test_lines_and_bytes_with_breaks_in_values_and_parts(must_run, tmp_path):
    """Byte order mark, CRLF, line breaks inside values: where the row starts in its file."""
    force = minimal_force()
    for row in force.tables["incidents"]:
        row["location_address"] = "1 HIGH STREET\r\nANY TOWN"
    folder = force.write(tmp_path / "force")
    whole = force.text("incidents").replace("\r\n", "\n").replace("\n", "\r\n")
    columns = len(force.columns("incidents"))
    bad = "BAD,roc,?,0" + "," * (columns - 4) + "\r\n"
    (folder / "incidents.csv").unlink()
    (folder / "incidents.1.csv").write_bytes(("\ufeff" + whole + bad).encode())
    header = whole.split("\r\n")[0]
    (folder / "incidents.2.csv").write_bytes((header + "\r\n" + bad).encode())
    must_run("run", "--input", folder, "--output", tmp_path / "results.h5", "--as-of", AS_OF,
             "--max-rejects", "50%")
    rejects = read_table(tmp_path / "results.h5", "quality/rejects")
    found = [(row.file.split("/")[-1], row.line, row.byte_offset) for row in rejects.itertuples()]
    assert found == [("incidents.1.csv", 18, 3 + len(whole.encode())),
                     ("incidents.2.csv", 2, len(header) + 2)]
