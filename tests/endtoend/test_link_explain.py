"""`fsu link --explain`: the waterfall of a pair, with personal values only where asked for."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from link_people import COLUMNS, Linkage, people, with_slips, write_people, write_rows
from results import read_table


@pytest.fixture
def linkage(run_fsu, tmp_path) -> Linkage:
    return Linkage(run_fsu, tmp_path)


@pytest.fixture
def persons():
    return people(80)


@pytest.fixture
def files(tmp_path, persons):
    return (write_people(tmp_path / "left.csv", persons),
            write_people(tmp_path / "right.csv", [with_slips(p) for p in persons]))


def test_the_total_is_the_weight_of_the_pair(linkage, files):
    left, right = files
    for i in (0, 7, 33):
        done = linkage.run(left, "--right", right, "--explain", f"p{i:04d}:q{i:04d}")
        pairs = read_table(linkage.output, "pairs").set_index(["left_id", "right_id"])
        weight = pairs.weight[(f"p{i:04d}", f"q{i:04d}")]
        assert f"total {weight:+.2f} bits" in done.stdout
        lines = re.findall(r"^(prior|names|context).*\s([+-]\d+\.\d\d)$", done.stdout, re.M)
        sums = [value for what, value in lines if what == "context"]
        assert sums[0] == f"{weight:+.2f}"


def test_best_and_runner_up_stand_beside_it(linkage, files):
    left, right = files
    done = linkage.run(left, "--right", right, "--explain", "p0003:q0004")
    best = read_table(linkage.output, "best").set_index("left_id").loc["p0003"]
    assert f"p0003 as the left record: {best.status}" in done.stdout
    assert f"best        {best.right_id}, weight {best.weight:+.2f}" in done.stdout
    assert f"runner-up   {best.runner_up_id}, weight {best.runner_up_weight:+.2f}" in done.stdout


def totals(text: str) -> list[str]:
    return re.findall(r"^total ([+-]\d+\.\d\d) bits", text, re.M)


def test_best_and_runner_up_have_waterfalls_of_their_own(linkage, files, persons):
    left, right = files
    done = linkage.run(left, "--right", right, "--explain", "p0003:q0004")
    best = read_table(linkage.output, "best").set_index("left_id").loc["p0003"]
    assert best.right_id == "q0003"
    assert totals(done.stdout)[1:] == [f"{best.weight:+.2f}", f"{best.runner_up_weight:+.2f}"]
    for heading in (f"best: {best.right_id}", f"runner-up: {best.runner_up_id}"):
        assert f"\n{heading}\nwhat " in done.stdout
    assert persons[3].surname.lower() not in done.stdout.lower()
    open_text = linkage.run(left, "--right", right, "--explain", "p0003:q0004",
                            "--with-values").stdout.lower()
    assert open_text.count(persons[3].surname.lower()) >= 3
    itself = linkage.run(left, "--right", right, "--explain", "p0003:q0003").stdout
    assert totals(itself) == [f"{best.weight:+.2f}", f"{best.runner_up_weight:+.2f}"]


def test_why_there_is_nothing_to_compare(linkage, persons, tmp_path):
    rows = [p.row() for p in persons] + [["s1", "", "", "", "", ""],
                                         ["s2", "City", "Hospital", "", "", "Ashford"]]
    path = write_rows(tmp_path / "people.csv", COLUMNS, rows)
    for pair, why in (("p0001:s1", "no field is filled in both records"),
                      ("s2:p0001", "an organisation, which is compared with nobody")):
        text = linkage.run(path, "--explain", pair).stdout
        assert f"no candidate: {why}" in text
    assert "s2 as the left record: organisation" in text
    assert totals(text) == []


def test_personal_values_only_where_asked_for(linkage, files, persons):
    left, right = files
    person = persons[5]
    done = linkage.run(left, "--right", right, "--explain", "p0005:q0005")
    for value in (person.forename, person.surname, person.dob, person.number, person.town):
        assert value.lower() not in (done.stdout + done.stderr).lower()
    done = linkage.run(left, "--right", right, "--explain", "p0005:q0005", "--with-values")
    for value in (person.forename, person.surname, person.dob, person.number, person.town):
        assert value.lower() in done.stdout.lower()
        assert value.lower() not in done.stderr.lower()


def test_either_order_in_one_file(linkage, persons, tmp_path):
    path = write_people(tmp_path / "people.csv", persons + [with_slips(p) for p in persons])
    one = linkage.run(path, "--explain", "p0001:q0001").stdout
    other = linkage.run(path, "--explain", "q0001:p0001").stdout
    assert one.splitlines()[1:12] == other.splitlines()[1:12]
    assert "q0001 as the left record" in other


def test_ids_with_colons_are_split_at_the_last_one(linkage, persons, tmp_path):
    renamed = [replace(p, id="A:" + p.id) for p in persons]
    left = write_people(tmp_path / "left.csv", renamed)
    right = write_people(tmp_path / "right.csv", [with_slips(p) for p in persons])
    done = linkage.run(left, "--right", right, "--explain", "A:p0001:q0001")
    assert done.stdout.startswith("A:p0001 : q0001\n")


def test_a_pair_that_no_pass_found(linkage, tmp_path):
    """Files so large that they are not compared whole, and two people with nothing in common."""
    persons = people(1600)
    path = write_people(tmp_path / "people.csv", persons)
    done = linkage.run(path, "--explain", "p0000:p0001")
    assert "no candidate: no blocking pass found this pair" in done.stdout
    assert re.search(r"total -\d+\.\d\d bits", done.stdout)


@pytest.mark.parametrize(("pair", "word"), [
    ("p0001:nobody", "no record nobody"), ("nobody:q0001", "no record nobody"),
    ("p0001", "LEFT:RIGHT"), (":q0001", "LEFT:RIGHT"), ("p0001:", "LEFT:RIGHT")])
def test_pairs_that_are_none(linkage, files, pair, word):
    left, right = files
    done = linkage.attempt(left, "--right", right, "--explain", pair)
    assert done.returncode == 64
    assert word in done.stderr
    assert not linkage.output.exists()


def test_values_go_with_a_pair(linkage, files):
    left, right = files
    done = linkage.attempt(left, "--right", right, "--with-values")
    assert done.returncode == 64
    assert "--explain" in done.stderr
