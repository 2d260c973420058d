"""The results file itself: its tables and columns, attributes, missing values, and how it opens.

tests/golden/result_tables.txt states the tables and columns; of tables of run/ it states the first
columns only.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import h5py
import numpy as np
import pytest
import tables
from force import AS_OF
from oracle import METRICS, TOTALS
from results import read_table, table_names
from thirty_people import thirty_people

GOLDEN = Path(__file__).resolve().parents[1] / "golden/result_tables.txt"


def expand(word: str) -> list[str]:
    """The columns that one word of the golden file stands for."""
    if "<total>" in word:
        return [word.replace("<total>", total) for total in TOTALS]
    if "<metric>" in word:
        return [part.replace("<metric>", metric) for metric in METRICS for part in word.split("+")]
    return [word]


def golden_tables() -> dict[str, list[str]]:
    lines = GOLDEN.read_text(encoding="utf-8").splitlines()
    stated = (line.split(": ") for line in lines if not line.startswith("#"))
    return {table: [c for word in words.split() for c in expand(word)] for table, words in stated}


@pytest.fixture(scope="module")
def path(must_run, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("file")
    thirty_people().write(folder / "force")
    must_run("run", "--input", folder / "force", "--output", folder / "results.h5", "--as-of",
             AS_OF)
    return folder / "results.h5"


@pytest.mark.parametrize("table", golden_tables())
def test_tables_and_columns(path, table):
    columns = golden_tables()[table]
    assert table in table_names(path)
    found = list(read_table(path, table).columns)
    assert found[:len(columns)] == columns
    if not table.startswith("run/"):
        assert len(found) == len(columns)


def test_root_attributes(path):
    with h5py.File(path) as file:
        names = set(file.attrs)
        assert file.attrs["complete"] in (1, b"1", "1")
        assert AS_OF in str(file.attrs["as_of"])
    assert names >= {"schema_version", "run_id", "as_of", "window_start", "settings_digest",
                     "content_digest", "complete"}


def test_every_table_is_one_packed_compound_with_pytables_attributes(path):
    with h5py.File(path) as file:
        for name in table_names(path):
            table = file[name]
            assert table.dtype.names, name
            assert table.ndim == 1, name
            sizes = sum(table.dtype[column].itemsize for column in table.dtype.names)
            assert table.dtype.itemsize == sizes, f"{name} is not packed"
            assert table.attrs["CLASS"] == b"TABLE" or table.attrs["CLASS"] == "TABLE", name
            assert "VERSION" in table.attrs and "TITLE" in table.attrs, name
            for i, column in enumerate(table.dtype.names):
                field = table.attrs[f"FIELD_{i}_NAME"]
                assert (field.decode() if isinstance(field, bytes) else field) == column, name


def test_texts_are_fixed_utf8(path):
    with h5py.File(path) as file:
        for name in table_names(path):
            for column in file[name].dtype.names:
                kind = file[name].dtype[column]
                if kind.kind in "SO":
                    text = h5py.check_string_dtype(kind)
                    assert text.encoding == "utf-8", (name, column)
                    assert text.length is not None, (name, column)


def test_pytables_reads_the_same(path):
    with tables.open_file(str(path)) as file:
        for name in table_names(path):
            node = file.get_node("/" + name)
            assert isinstance(node, tables.Table), name
            assert node.nrows == len(read_table(path, name)), name
            node.read()


def test_stages_tell_bytes_and_processor_time(path):
    stages = read_table(path, "run/stages").set_index("stage")
    assert stages.bytes["read"] == sum(file.stat().st_size
                                       for file in (path.parent / "force").glob("*.csv"))
    # The file grows a little after the stage: this table, attributes.
    assert 0.5 * path.stat().st_size < stages.bytes["write"] <= path.stat().st_size
    assert (stages.bytes.drop(["read", "write"]) == 0).all()
    assert (stages.cpu_seconds >= 0).all() and stages.cpu_seconds.sum() > 0
    assert stages.cpu_seconds.sum() <= stages.seconds.sum() * os.cpu_count() * 1.1


def test_the_closing_line_tells_processor_time(must_run, path):
    told = must_run("run", "--input", path.parent / "force", "--output",
                    path.with_name("again.h5"), "--as-of", AS_OF).stderr
    assert re.search(r"^time: +\d+\.\d s, \d+\.\d processor seconds a second, peak memory ", told,
                     re.MULTILINE), told


def test_rows_come_in_a_fixed_order(path):
    for table, key in (("ranking/individuals", "person_id"),
                       ("incidents/resource_durations", "incident_id")):
        ids = list(read_table(path, table)[key])
        assert ids == sorted(ids, key=str.encode), table


def test_missing_values(path):
    durations = read_table(path, "incidents/resource_durations").set_index("incident_id")
    missing = np.iinfo(np.int64).min
    assert durations.loc["L03", "first_assigned_at"] == missing
    assert durations.loc["L03", "last_released_at"] == missing
    users = read_table(path, "ranking/frequent_service_users").set_index("person_id")
    assert users["harm_caused"].isna().all(), "there are no harm scores: missing, not 0"
    assert users.loc["P01", "home_lpa"] == ""
    assert users.loc["GHOST", ["forenames", "surname", "date_of_birth"]].tolist() == ["", "", ""]


def test_person_ids_hold_only_bytes_of_the_name(path):
    with h5py.File(path) as file:
        ids = file["ranking/individuals"]["person_id"]
    assert all(b"\0" not in bytes(i) for i in ids)
