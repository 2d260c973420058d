"""`fsu run` on data that say little or nothing of people: it ends well and warns, field by field."""

from __future__ import annotations

import random

import h5py
import numpy as np
import pytest
from force import AS_OF, Force, minimal_force
from results import read_table

LETTERS = "bcdfgklmnprstvz"
VOWELS = "aeiou"
#: The columns of a field, of persons and of incidents.
FIELDS = {
    "names": (["forenames", "surname"],
              ["originator_forename", "originator_surname", "subject_forename",
               "subject_surname"]),
    "date of birth": (["date_of_birth"], ["originator_dob", "subject_dob"]),
    "PNC ID": (["pnc_id"], ["originator_pnc_id", "subject_pnc_id"]),
}


def a_name(draw: random.Random) -> str:
    return "".join(draw.choice(LETTERS) + draw.choice(VOWELS) for _ in range(4)).capitalize()


def a_pnc_id(year: int, serial: int) -> str:
    letter = "ZABCDEFGHJKLMNPQRTUVWXY"[(year % 100 * 10**7 + serial) % 23]
    return f"{year}/{serial:07}{letter}"


def a_person(draw: random.Random, number: int) -> dict[str, str]:
    return {"forename": a_name(draw), "surname": a_name(draw),
            "dob": f"{draw.randint(1940, 2005)}-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}",
            "pnc_id": a_pnc_id(2000 + number % 20, number)}


def whole_force(num_people: int, num_logs: int, strangers: bool = False, seed: int = 3) -> Force:
    """People on record and logs whose originators are some of them, or nobody on record."""
    draw = random.Random(seed)
    people = [a_person(draw, i) for i in range(num_people)]
    others = [a_person(draw, num_people + i) for i in range(max(num_people, 1))]
    force = minimal_force()
    force.tables["persons"] = []
    force.tables["incidents"] = []
    force.tables["resources"] = []
    for i, person in enumerate(people):
        force.add("persons", person_id=f"P{i}", forenames=person["forename"],
                  surname=person["surname"], date_of_birth=person["dob"], pnc_id=person["pnc_id"])
    for i in range(num_logs):
        named = draw.choice(others if strangers else people)
        force.add("incidents", incident_id=f"L{i}", record_type="incident", pre_planned=0,
                  created_at=f"2025-{i % 12 + 1:02}-02T20:00:00",
                  **{f"originator_{part}": value for part, value in named.items()})
        force.add("resources", incident_id=f"L{i}", resource_id="U1", resource_group="RESPONSE",
                  assigned_at=f"2025-{i % 12 + 1:02}-02T20:05:00",
                  released_at=f"2025-{i % 12 + 1:02}-02T21:00:00")
    return force


def blank(force: Force, table: str, columns: list[str]) -> Force:
    for row in force.tables[table]:
        row.update({column: "" for column in columns if column in row})
    return force


@pytest.fixture
def warnings(run_fsu, tmp_path):
    """Runs on a force: the warnings; numbers of the results are finite."""

    def run(force: Force, *options: object) -> list[str]:
        folder = force.write(tmp_path / "force")
        done = run_fsu("run", "--input", folder, "--output", tmp_path / "results.h5", "--as-of",
                       AS_OF, "--top", 5, *options)
        assert done.returncode == 0, done.stderr
        with h5py.File(tmp_path / "results.h5") as file:
            for table, column in (("linkage/levels", "weight"), ("linkage/patterns", "weight"),
                                  ("linkage/summary", "value")):
                assert np.isfinite(file[table][column]).all(), (table, column)
        return [line for line in done.stderr.splitlines() if "warning" in line]

    return run


def about_linkage(lines: list[str]) -> list[str]:
    words = ("have one", "teach little", "nobody", "expected to be of")
    return [line for line in lines if any(word in line for word in words)]


def num_linked(tmp_path) -> int:
    return int((read_table(tmp_path / "results.h5", "linkage/links")["status"] == "linked").sum())


def test_a_force_without_fault_is_not_doubted(warnings, tmp_path):
    assert about_linkage(warnings(whole_force(200, 400))) == []
    assert num_linked(tmp_path) > 380


@pytest.mark.parametrize("field", FIELDS)
def test_a_field_that_no_mention_fills(warnings, tmp_path, field):
    told = about_linkage(warnings(blank(whole_force(200, 400), "incidents", FIELDS[field][1])))
    assert len(told) == 1 and f"{field}: 0 of 400 mentions" in told[0], told
    assert num_linked(tmp_path) > 300


@pytest.mark.parametrize("field", FIELDS)
def test_a_field_that_no_person_fills(warnings, field):
    told = about_linkage(warnings(blank(whole_force(200, 400), "persons", FIELDS[field][0])))
    assert len(told) == 1 and f"{field}: 0 of 200 rows of persons" in told[0], told


@pytest.mark.parametrize(("num_filled", "is_doubted"), [(2, True), (3, False)])
def test_a_field_that_hardly_any_mention_fills(warnings, num_filled, is_doubted):
    force = whole_force(200, 2000)
    for row in force.tables["incidents"][num_filled:]:
        row["originator_pnc_id"] = ""
    told = about_linkage(warnings(force))
    assert len(told) == is_doubted, told
    assert all(f"PNC ID: {num_filled} of 2000 mentions" in line for line in told)


def test_a_field_that_is_left_out_is_not_doubted(warnings):
    force = blank(whole_force(200, 400), "incidents", FIELDS["PNC ID"][1])
    assert about_linkage(warnings(force, "--evidence", "names,dob")) == []


def test_identities_that_are_all_equal(warnings):
    force = whole_force(200, 400)
    person = a_person(random.Random(9), 1)
    for row in force.tables["persons"]:
        row.update(forenames=person["forename"], surname=person["surname"],
                   date_of_birth=person["dob"], pnc_id=person["pnc_id"])
    for row in force.tables["incidents"]:
        row.update({f"originator_{part}": value for part, value in person.items()})
    told = about_linkage(warnings(force))
    for field in FIELDS:
        assert any(f"{field}: the same in all of 200 rows of persons" in line for line in told)
        assert any(f"{field}: the same in all of 400 mentions" in line for line in told)


@pytest.mark.parametrize(("num_people", "is_doubted"), [(1, True), (19, True), (20, False)])
def test_few_people(warnings, num_people, is_doubted):
    told = [line for line in warnings(whole_force(num_people, 60)) if "teach little" in line]
    assert len(told) == is_doubted
    assert all(f"{num_people} people in the index" in line for line in told)


def test_few_mentions(warnings):
    told = [line for line in warnings(whole_force(100, 3)) if "teach little" in line]
    assert len(told) == 1 and "3 mentions" in told[0]


def test_few_people_with_a_model_of_more(warnings, tmp_path):
    warnings(whole_force(200, 400), "--save-model", tmp_path / "model.json")
    told = warnings(whole_force(5, 10), "--model", tmp_path / "model.json")
    assert not any("teach little" in line for line in told)


@pytest.mark.parametrize("options", [(), ("--linkage", "exact")])
def test_nobody_of_the_index_is_mentioned(warnings, tmp_path, options):
    told = about_linkage(warnings(whole_force(200, 400, strangers=True), *options))
    assert num_linked(tmp_path) == 0
    assert len(told) == 1 and "nobody in common" in told[0], told


def test_logs_that_name_nobody(warnings):
    columns = [column for _, names in FIELDS.values() for column in names]
    told = about_linkage(warnings(blank(whole_force(30, 40), "incidents", columns)))
    assert len(told) == 1 and "no log names anybody" in told[0], told


def test_nobody_on_record(warnings):
    told = about_linkage(warnings(whole_force(0, 0)))
    assert len(told) == 1 and "table persons is empty" in told[0], told
