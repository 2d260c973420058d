"""`fsu link` on data that say little or nothing: whole tables, no NaN, a warning, nobody linked."""

from __future__ import annotations

import h5py
import numpy as np
import pytest
from link_people import COLUMNS, Linkage, people, with_slips, write_people, write_rows
from results import read_table


@pytest.fixture
def linkage(run_fsu, tmp_path) -> Linkage:
    return Linkage(run_fsu, tmp_path)


def assert_finite(path) -> None:
    """Numbers are missing only where the contract says so."""
    best = read_table(path, "best")
    assert (best.weight.isna() == (best.right_id == "")).all()
    assert (best.probability.isna() == (best.right_id == "")).all()
    assert (best.runner_up_weight.isna() == (best.runner_up_id == "")).all()
    levels = read_table(path, "linkage/levels")
    assert (levels.m.isna() == levels.u.isna()).all()
    assert (levels.weight[levels.m.isna()] == 0).all()
    assert ((levels.m.dropna() > 0) & (levels.u.dropna() > 0)).all()
    with h5py.File(path) as file:
        for table, columns in (("pairs", ["weight", "probability"]), ("best", []),
                               ("linkage/levels", ["weight"]), ("linkage/summary", ["value"]),
                               ("linkage/patterns", ["weight", "pair_probability"])):
            for column in columns:
                assert np.isfinite(file[table][column]).all(), (table, column)


def num_linked(path) -> int:
    return int((read_table(path, "best").status == "linked").sum())


@pytest.mark.parametrize("number", [0, 1, 2, 10])
def test_few_different_people(linkage, tmp_path, number):
    path = write_people(tmp_path / "people.csv", people(number))
    done = linkage.run(path)
    assert_finite(linkage.output)
    assert len(read_table(linkage.output, "best")) == number
    assert list(read_table(linkage.output, "clusters").cluster) == list(range(number))
    assert num_linked(linkage.output) == 0
    assert "warning" in done.stderr


@pytest.mark.parametrize(("left", "right"), [(0, 0), (0, 5), (5, 0), (1, 1), (1, 10), (10, 2)])
def test_two_small_files_of_strangers(linkage, tmp_path, left, right):
    one = write_people(tmp_path / "left.csv", people(left))
    other = write_people(tmp_path / "right.csv", people(right, seed=8))
    done = linkage.run(one, "--right", other)
    assert_finite(linkage.output)
    assert len(read_table(linkage.output, "best")) == left
    assert num_linked(linkage.output) == 0
    assert "warning" in done.stderr


@pytest.mark.parametrize("column", [1, 2, 3, 4, 5])
@pytest.mark.parametrize("number", [10, 120])
def test_a_field_that_is_always_missing(linkage, tmp_path, column, number):
    persons = people(number)
    rows = [p.row() for p in persons + [with_slips(p) for p in persons[:number // 2]]]
    for row in rows:
        row[column] = ""
    done = linkage.run(write_rows(tmp_path / "people.csv", COLUMNS, rows))
    assert_finite(linkage.output)
    if column in (3, 4, 5):
        name = {3: "date_of_birth", 4: "identifier", 5: "town"}[column]
        assert f"comparison {name}: no pair has a value" in done.stderr
    if number == 120:
        assert num_linked(linkage.output) > 80


@pytest.mark.parametrize("column", [1, 2, 3, 4, 5])
@pytest.mark.parametrize("number", [2, 10, 120])
def test_one_column_alone(linkage, tmp_path, column, number):
    rows = [[value if i in (0, column) else "" for i, value in enumerate(p.row())]
            for p in people(number)]
    done = linkage.run(write_rows(tmp_path / "people.csv", COLUMNS, rows))
    assert_finite(linkage.output)
    assert "warning" in done.stderr
    probability = read_table(linkage.output, "pairs").probability
    assert ((probability >= 0) & (probability <= 1)).all()


@pytest.mark.parametrize("number", [2, 10, 120, 2000])
def test_records_that_are_all_equal(linkage, tmp_path, number):
    rows = [[f"r{i:04d}", "Anna", "Smith", "1980-02-03", "1234567", "Ashford"]
            for i in range(number)]
    done = linkage.run(write_rows(tmp_path / "people.csv", COLUMNS, rows))
    assert_finite(linkage.output)
    assert "warning" in done.stderr


@pytest.mark.parametrize("number", [1, 2, 10, 2000])
def test_blank_records_are_insufficient(linkage, tmp_path, number):
    rows = [[f"r{i:04d}", "", "", "", "", ""] for i in range(number)]
    done = linkage.run(write_rows(tmp_path / "people.csv", COLUMNS, rows))
    assert_finite(linkage.output)
    best = read_table(linkage.output, "best")
    assert set(best.status) == {"insufficient"}
    assert set(best.right_id) == {""}
    assert read_table(linkage.output, "clusters").cluster.nunique() == number
    assert "warning" in done.stderr


EQUAL = [[f"r{i:02d}", "Anna", "Smith", "1980-02-03", "1234567", "Ashford"] for i in range(10)]
APART = [["s1", "", "", "", "", ""], ["s2", " ", "", " ", "", ""],
         ["s3", "City Hospital", "", "", "", "Ashford"], ["s4", "", "Tesco Ltd", "", "", ""]]


@pytest.mark.parametrize("number", [2, 4])
def test_blank_records_and_organisations_among_equal_ones(linkage, tmp_path, number):
    """Pairs in which nothing is compared take no part: the rest is as if they were not there."""
    linkage.run(write_rows(tmp_path / "alone.csv", COLUMNS, EQUAL))
    alone = {name: read_table(linkage.output, name)
             for name in ("pairs", "best", "clusters", "linkage/levels", "linkage/patterns")}
    assert len(alone["pairs"]) == 45
    done = linkage.run(write_rows(tmp_path / "among.csv", COLUMNS, EQUAL + APART[:number]))
    assert_finite(linkage.output)
    for name in ("pairs", "linkage/levels", "linkage/patterns"):
        assert read_table(linkage.output, name).equals(alone[name]), name
    best = read_table(linkage.output, "best")
    assert best[:10].equals(alone["best"])
    assert list(best.status[10:]) == ["insufficient"] * 2 + ["organisation"] * (number - 2)
    assert set(best.right_id[10:]) == {""}
    assert list(read_table(linkage.output, "clusters").cluster) == [0] * 10 + [
        i + 1 for i in range(number)]
    summary = read_table(linkage.output, "linkage/summary")
    values = summary.set_index(["role", "measure"]).value
    assert values["", "expected_true_pairs"] == pytest.approx(45, abs=0.01)
    assert values["", "pairs_compared"] == 45
    assert values["left", "organisations"] == number - 2
    assert f"2 with too little to link on, {number - 2} organisations" in done.stderr


def test_an_organisation_is_linked_with_nobody(linkage, tmp_path):
    """Not by what it shares with people: an equal or near value of a further field."""
    persons = people(60)
    left = [p.row() for p in persons] + [["s1", "City", "Hospital", "", "", persons[0].town]]
    right = [with_slips(p).row() for p in persons] + [["t1", "City", "Hospital", "", "", "Ashford"]]
    done = linkage.run(write_rows(tmp_path / "left.csv", COLUMNS, left), "--right",
                       write_rows(tmp_path / "right.csv", COLUMNS, right))
    best = read_table(linkage.output, "best").set_index("left_id")
    assert best.status["s1"] == "organisation"
    assert best.right_id["s1"] == ""
    pairs = read_table(linkage.output, "pairs")
    assert not (pairs.left_id == "s1").any() and not (pairs.right_id == "t1").any()
    assert not ((best.right_id == "t1") | (best.runner_up_id == "t1")).any()
    assert "1 organisations and 1 in the right file" in done.stderr


def test_a_person_who_bears_the_name_of_an_organisation_is_linked(linkage, tmp_path):
    """With a date or an identifier a record is a person, whatever the words."""
    persons = people(60)
    row = ["p9999", "Anna", "College", "1980-02-03", "", "Ashford"]
    other = ["q9999", "Anna", "College", "", "7654321", "Ashford"]
    linkage.run(write_rows(tmp_path / "left.csv", COLUMNS, [p.row() for p in persons] + [row]),
                "--right",
                write_rows(tmp_path / "right.csv", COLUMNS,
                           [with_slips(p).row() for p in persons] + [other]))
    best = read_table(linkage.output, "best").set_index("left_id")
    assert best.right_id["p9999"] == "q9999"
    assert best.status["p9999"] != "organisation"


def test_no_true_pair_at_all(linkage, tmp_path):
    left = write_people(tmp_path / "left.csv", people(300))
    right = write_people(tmp_path / "right.csv", people(300, seed=77))
    done = linkage.run(left, "--right", right)
    assert_finite(linkage.output)
    assert num_linked(linkage.output) <= 1
    assert "no pair is more probable than not" in done.stderr or num_linked(linkage.output) == 1


def test_everybody_is_in_both_files(linkage, tmp_path):
    persons = people(100)
    left = write_people(tmp_path / "left.csv", persons)
    right = write_people(tmp_path / "right.csv", persons)
    linkage.run(left, "--right", right)
    assert_finite(linkage.output)
    best = read_table(linkage.output, "best")
    assert (best.left_id == best.right_id).all()
    assert (best.status == "linked").all()
