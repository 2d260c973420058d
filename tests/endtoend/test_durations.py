"""`fsu durations` on real dispatch data: San Francisco Fire Department, 173 incidents, 865 units.

The expected sums came with the data. They are plain sums of Available - Dispatch over rows; in this
data each unit has one row an incident, so the union over a unit's rows is the same.
"""

from __future__ import annotations

import csv
import os
from pathlib import Path

import pandas as pd
import pytest
from results import read_table

_REPOSITORY = Path(__file__).resolve().parents[2]
SHARED_DATA = Path(os.environ.get("FSU_SHARED_DATA", _REPOSITORY.parent / "shared/data"))

SETTINGS = """\
timezone = America/Los_Angeles

[resources]
column.incident_id    = Call Number
column.resource_id    = Unit ID
column.resource_group = Unit Type
column.assigned_at    = Dispatch DtTm
column.deployed_at    = Response DtTm
column.arrived_at     = On Scene DtTm
column.released_at    = Available DtTm
datetime-format       = %m/%d/%Y %I:%M:%S %p
"""

COLUMNS = ["incident_id", "resources", "attended", "resource_seconds", "row_seconds",
           "missing_start", "missing_end", "negative", "overlapping"]


@pytest.fixture(scope="module")
def expected() -> pd.DataFrame:
    path = SHARED_DATA / "sf_fire/expected_865.csv"
    if not path.exists():
        pytest.skip(f"no data at {path}: set FSU_SHARED_DATA")
    return pd.read_csv(path, dtype={"call_number": str}).set_index("call_number").sort_index()


@pytest.fixture(scope="module")
def run_of_real_data(expected, must_run, tmp_path_factory) -> tuple[pd.DataFrame, Path]:
    folder = tmp_path_factory.mktemp("durations")
    (folder / "durations.ini").write_text(SETTINGS, encoding="utf-8")
    must_run("durations", "--config", folder / "durations.ini",
             "--resources", SHARED_DATA / "sf_fire/sffd_865.csv",
             "--output", folder / "durations.h5", "--csv", folder / "durations.csv")
    table = read_table(folder / "durations.h5", "resource_durations")
    return table.set_index("incident_id").sort_index(), folder / "durations.csv"


def test_every_incident(run_of_real_data, expected):
    table, _ = run_of_real_data
    assert list(table.index) == list(expected.index)
    assert list(table["row_seconds"]) == list(expected["sum_assigned_s"])
    assert list(table["resource_seconds"]) == list(expected["sum_assigned_s"])
    assert list(table["resources"]) == list(expected["units"])
    assert list(table["missing_end"]) == list(expected["units_missing_end"])
    assert table["row_seconds"].sum() == 931_393


def test_first_and_last_instants(run_of_real_data, expected):
    table, _ = run_of_real_data
    for column, instants in (("first_assigned_at", "first_dispatch"),
                             ("last_released_at", "last_available")):
        local = pd.to_datetime(expected[instants]).dt.tz_localize("America/Los_Angeles")
        seconds = (local - pd.Timestamp(0, tz="UTC")).dt.total_seconds().astype("int64")
        assert list(table[column]) == list(seconds), column


def test_attended_where_a_unit_came_on_scene(run_of_real_data):
    table, _ = run_of_real_data
    with (SHARED_DATA / "sf_fire/sffd_865.csv").open(encoding="utf-8", newline="") as file:
        attended = {row["Call Number"] for row in csv.DictReader(file) if row["On Scene DtTm"]}
    assert set(table.index[table["attended"] == 1]) == attended


def test_csv_says_the_same(run_of_real_data):
    table, path = run_of_real_data
    frame = pd.read_csv(path, dtype={"incident_id": str})
    assert list(frame.columns) == COLUMNS
    frame = frame.set_index("incident_id").sort_index()
    for column in frame.columns:
        assert list(frame[column]) == list(table[column]), column


def test_durations_of_nothing(must_run, tmp_path):
    (tmp_path / "r.csv").write_text("incident_id,resource_id,resource_group,assigned_at,"
                                    "deployed_at,arrived_at,released_at\n", encoding="utf-8")
    must_run("durations", "--resources", tmp_path / "r.csv", "--output", tmp_path / "d.h5")
    assert len(read_table(tmp_path / "d.h5", "resource_durations")) == 0
