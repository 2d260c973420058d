"""`fsu link` on files of people whose truth is known: two files, and one against itself."""

from __future__ import annotations

import csv
import random
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from link_people import SETTINGS, Linkage, people, with_slips, write_people, write_rows
from results import attribute, content_digest, read_table, table_bytes

NUM_PEOPLE = 300
NUM_SHARED = 200


@pytest.fixture
def linkage(run_fsu, tmp_path) -> Linkage:
    return Linkage(run_fsu, tmp_path)


@pytest.fixture
def two_files(tmp_path):
    """300 people; the first 200 of them again with slips, among 100 others."""
    persons = people(NUM_PEOPLE)
    others = [with_slips(p) for p in persons[:NUM_SHARED]]
    strangers = people(100, seed=9)
    others += [with_slips(p, seed=3) for p in strangers]
    others = [replace(p, id=f"q{i:04d}") for i, p in enumerate(others)]
    return (write_people(tmp_path / "left.csv", persons),
            write_people(tmp_path / "right.csv", others))


@pytest.fixture
def one_file(tmp_path):
    persons = people(NUM_PEOPLE)
    return write_people(tmp_path / "people.csv",
                        persons + [with_slips(p) for p in persons[:NUM_SHARED]])


def is_true(row) -> bool:
    return row.left_id[1:] == row.right_id[1:] and int(row.left_id[1:]) < NUM_SHARED


def test_two_files(linkage, two_files):
    left, right = two_files
    done = linkage.run(left, "--right", right)
    pairs = read_table(linkage.output, "pairs")
    best = read_table(linkage.output, "best")
    assert list(zip(pairs.left_id, pairs.right_id)) == sorted(
        set(zip(pairs.left_id, pairs.right_id)))
    assert (pairs.weight > -10).all()
    assert np.allclose(pairs.probability, 1 / (1 + np.exp2(-pairs.weight)), rtol=1e-12, atol=0)
    assert list(best.left_id) == [f"p{i:04d}" for i in range(NUM_PEOPLE)]
    linked = best[best.status == "linked"]
    right_ones = sum(is_true(row) for row in linked.itertuples())
    assert right_ones >= 0.97 * NUM_SHARED
    assert right_ones >= 0.98 * len(linked)
    for line in ("300 and 300", "expected to be true", "settled after"):
        assert line in done.stderr


def test_one_file(linkage, one_file):
    linkage.run(one_file)
    pairs = read_table(linkage.output, "pairs")
    assert (pairs.left_id < pairs.right_id).all()
    assert not pairs.duplicated(["left_id", "right_id"]).any()
    clusters = read_table(linkage.output, "clusters")
    assert len(clusters) == len(set(clusters.id)) == NUM_PEOPLE + NUM_SHARED
    cluster_of = dict(zip(clusters.id, clusters.cluster))
    together = sum(cluster_of[f"p{i:04d}"] == cluster_of[f"q{i:04d}"] for i in range(NUM_SHARED))
    assert together >= 0.97 * NUM_SHARED
    assert clusters.groupby("cluster").id.count().max() <= 3
    assert clusters.cluster.nunique() >= NUM_PEOPLE - 5
    best = read_table(linkage.output, "best").set_index("left_id")
    assert len(best) == NUM_PEOPLE + NUM_SHARED
    assert (best[best.status == "linked"].right_id != "").all()


def test_expected_true_pairs_are_about_as_many_as_there_are(linkage, two_files):
    left, right = two_files
    linkage.run(left, "--right", right)
    summary = read_table(linkage.output, "linkage/summary")
    summary = summary[summary.role == ""].set_index("measure").value
    assert abs(summary["expected_true_pairs"] - NUM_SHARED) < 0.05 * NUM_SHARED
    assert summary["converged"] == 1


def test_tables_of_the_model(linkage, two_files):
    left, right = two_files
    linkage.run(left, "--right", right)
    levels = read_table(linkage.output, "linkage/levels")
    assert list(dict.fromkeys(levels.comparison)) == [
        "names", "other_forenames", "date_of_birth", "identifier", "town"]
    said = levels[levels.m.notna()]
    assert np.allclose(said.weight, np.log2(said.m / said.u), atol=1e-5)
    patterns = read_table(linkage.output, "linkage/patterns")
    assert patterns.pairs.sum() == NUM_PEOPLE * (NUM_SHARED + 100)
    pairs = read_table(linkage.output, "pairs")
    assert set(pairs.pattern) <= set(patterns.pattern)
    assert read_table(linkage.output, "linkage/passes").pairs.sum() == patterns.pairs.sum()


def test_attributes(linkage, two_files):
    left, right = two_files
    linkage.run(left, "--right", right, "--link-probability", "0.75")
    assert attribute(linkage.output, "program") == "fsu"
    assert float(attribute(linkage.output, "link_probability")) == 0.75
    assert float(attribute(linkage.output, "link_margin")) == 0
    assert len(attribute(linkage.output, "run_id")) == 64
    settings = read_table(linkage.output, "run/settings").set_index("setting").value
    assert float(settings["link-probability"]) == 0.75
    inputs = read_table(linkage.output, "run/inputs")
    assert list(inputs.table) == ["left", "right"]


@pytest.fixture(scope="module")
def large_file(tmp_path_factory):
    """So many records that passes find the pairs and the rest is sampled."""
    persons = people(2000)
    draw = random.Random(6)
    common = [replace(p, surname=draw.choice(["Smith", "Jones", "Brown"])) for p in persons[:600]]
    rows = common + persons[600:] + [with_slips(p) for p in common + persons[600:1000]]
    rows += [replace(p, forename="", surname="", dob="", number="", town="", id=f"z{p.id}")
             for p in persons[:20]]
    return write_people(tmp_path_factory.mktemp("large") / "people.csv", rows)


def test_threads_and_order_change_nothing_where_files_are_blocked(linkage, large_file, tmp_path):
    header, *rows = large_file.read_text(encoding="utf-8").splitlines()
    reversed_file = tmp_path / "reversed.csv"
    reversed_file.write_text("\n".join([header, *rows[::-1]]) + "\n", encoding="utf-8")
    outputs = []
    for path, threads in ((large_file, 1), (large_file, 2), (large_file, 3), (reversed_file, 2)):
        linkage.run(path, "--threads", threads, "--save-model", linkage.folder / "m.json")
        outputs.append((table_bytes(linkage.output), content_digest(linkage.output),
                        (linkage.folder / "m.json").read_bytes()))
    assert all(output == outputs[0] for output in outputs[1:])
    passes = read_table(linkage.output, "linkage/passes").set_index("pass")
    assert passes.pairs.get("all_pairs", 0) == 0 and (passes.new_pairs > 0).sum() >= 5
    summary = read_table(linkage.output, "linkage/summary").set_index(["role", "measure"]).value
    assert 2900 < summary["left", "records"] < 3100
    assert summary["left", "insufficient"] == 20
    assert 0.9 < summary["", "blocking_recall"] <= 1


def test_the_recall_of_blocking_is_counted_and_told(linkage, two_files, large_file):
    left, right = two_files
    done = linkage.run(left, "--right", right)
    summary = read_table(linkage.output, "linkage/summary").set_index(["role", "measure"]).value
    assert summary["", "blocking_recall"] == 1
    assert "an estimated 100% of the true pairs are among those compared" in done.stderr
    done = linkage.run(large_file)
    summary = read_table(linkage.output, "linkage/summary").set_index(["role", "measure"]).value
    told = f"{100 * summary['', 'blocking_recall']:.4g}% of the true pairs"
    assert told in done.stderr


def test_threads_change_nothing(linkage, one_file):
    outputs = []
    for threads in (1, 2):
        linkage.run(one_file, "--threads", threads, "--save-model", linkage.folder / "m.json")
        outputs.append((table_bytes(linkage.output), content_digest(linkage.output),
                        attribute(linkage.output, "run_id"),
                        (linkage.folder / "m.json").read_bytes()))
    assert outputs[0] == outputs[1]


def test_the_order_of_rows_and_columns_changes_nothing(linkage, two_files, tmp_path):
    left, right = two_files
    linkage.run(left, "--right", right)
    before = table_bytes(linkage.output)
    draw = random.Random(4)
    for path in two_files:
        frame = pd.read_csv(path, dtype=str, keep_default_na=False)
        frame = frame.sample(frac=1, random_state=draw.randrange(1000))
        frame[draw.sample(list(frame.columns), len(frame.columns))].to_csv(path, index=False)
    linkage.run(left, "--right", right)
    assert table_bytes(linkage.output) == before


def test_dates_in_three_columns_are_the_same_dates(linkage, two_files, tmp_path):
    left, right = two_files
    linkage.run(left, "--right", right)
    before = table_bytes(linkage.output)
    frame = pd.read_csv(right, dtype=str, keep_default_na=False)
    frame[["year", "month", "day"]] = frame.dob.str.split("-", expand=True)
    frame.drop(columns="dob").to_csv(right, index=False)
    linkage.settings.write_text(SETTINGS + "right.date-of-birth = year,month,day\n",
                                encoding="utf-8")
    linkage.run(left, "--right", right)
    assert table_bytes(linkage.output) == before


def write_day_first(paths) -> None:
    """Writes the dates of birth as DD/MM/YYYY."""
    for path in paths:
        frame = pd.read_csv(path, dtype=str, keep_default_na=False)
        frame.dob = frame.dob.str.replace(r"(\d+)-(\d+)-(\d+)", r"\3/\2/\1", regex=True)
        frame.to_csv(path, index=False)


def test_a_date_format(linkage, two_files):
    left, right = two_files
    linkage.run(left, "--right", right)
    before = table_bytes(linkage.output)
    write_day_first(two_files)
    linkage.settings.write_text(SETTINGS + "date-format = %d/%m/%Y\n", encoding="utf-8")
    linkage.run(left, "--right", right)
    assert table_bytes(linkage.output) == before


def test_dates_among_the_further_fields_follow_the_format_too(linkage, two_files):
    """Day and month exchanged is one level, whatever the order in which a file writes them."""
    left, right = two_files
    settings = SETTINGS.replace("date-of-birth = dob\n", "compare = dob:date\n")
    linkage.settings.write_text(settings, encoding="utf-8")
    linkage.run(left, "--right", right)
    before = table_bytes(linkage.output)
    levels = read_table(linkage.output, "linkage/levels")
    assert "same" in set(levels.loc[levels.comparison == "dob", "label"])
    write_day_first(two_files)
    linkage.settings.write_text(settings + "date-format = %d/%m/%Y\n", encoding="utf-8")
    linkage.run(left, "--right", right)
    assert table_bytes(linkage.output) == before


def test_members_of_a_household_are_no_matches(linkage, tmp_path):
    """They share surname and postcode, and are more pairs than the true ones."""
    persons = people(2000, seed=4)
    members = [replace(p, surname=persons[i - i % 5].surname,
                       town=f"AB{i // 50} {i // 5 % 10}CD", number="")
               for i, p in enumerate(persons)]
    path = write_people(tmp_path / "people.csv", members + [with_slips(p) for p in members[::2]])
    settings = SETTINGS.replace("id = number:opaque\n", "").replace("town:text", "town:postcode")
    linkage.settings.write_text(settings, encoding="utf-8")
    linkage.run(path)
    pairs = read_table(linkage.output, "pairs").query("probability >= 0.5")
    right = sum(row.left_id[1:] == row.right_id[1:] for row in pairs.itertuples())
    assert right >= 0.97 * 1000
    assert right >= 0.97 * len(pairs)


def test_columns_that_only_one_file_calls_so(linkage, two_files):
    left, right = two_files
    linkage.run(left, "--right", right)
    before = table_bytes(linkage.output)
    names = {"id": "key", "surname": "last_name", "number": "nino", "town": "place",
             "forename": "Given, first"}
    frame = pd.read_csv(right, dtype=str, keep_default_na=False).rename(columns=names)
    frame.to_csv(right, index=False)
    linkage.settings.write_text(
        SETTINGS + "right-id = key\nright.surname = last_name\nright.id = nino\n"
        "right.town = place\nright.forename = Given, first\n", encoding="utf-8")
    linkage.run(left, "--right", right)
    assert table_bytes(linkage.output) == before


def test_blanks_around_values_are_trimmed(linkage, two_files):
    left, right = two_files
    linkage.run(left, "--right", right)
    before = table_bytes(linkage.output)
    frame = pd.read_csv(left, dtype=str, keep_default_na=False)
    frame = frame.apply(lambda column: "  " + column + " ")
    frame.rename(columns=lambda name: " " + name).to_csv(left, index=False)
    linkage.run(left, "--right", right)
    assert table_bytes(linkage.output) == before


def test_one_to_one(linkage, tmp_path):
    persons = people(60)
    twice = persons + [replace(p, id=p.id.replace("p", "r"))
                       for p in persons[:20]]
    left = write_people(tmp_path / "left.csv", twice)
    right = write_people(tmp_path / "right.csv", [with_slips(p) for p in persons])
    linkage.run(left, "--right", right)
    linked = read_table(linkage.output, "best").query("status == 'linked'")
    assert linked.right_id.duplicated().any()
    linkage.run(left, "--right", right, "--one-to-one")
    linked = read_table(linkage.output, "best").query("status == 'linked'")
    assert not linked.right_id.duplicated().any()
    assert len(linked) > 50


def test_one_to_one_makes_nothing_more_certain(linkage, tmp_path):
    """Two equal right records of one person: each is as probable as the other."""
    persons = people(60)
    left = write_people(tmp_path / "left.csv", persons)
    right = write_people(tmp_path / "right.csv", [replace(p, id=p.id.replace("p", "q"))
                                                  for p in persons]
                         + [replace(persons[7], id="twin")])
    for options in ((), ("--one-to-one",)):
        linkage.run(left, "--right", right, "--link-probability", "0.6", *options)
        best = read_table(linkage.output, "best").set_index("left_id").loc["p0007"]
        assert {best.right_id, best.runner_up_id} == {"q0007", "twin"}
        assert best.weight == best.runner_up_weight
        assert best.probability == pytest.approx(0.5, abs=1e-4)
        assert best.status == "below_threshold"
    linkage.run(left, "--right", right, "--one-to-one", "--link-probability", "0.3",
                "--link-margin", "1")
    best = read_table(linkage.output, "best").set_index("left_id")
    assert best.status["p0007"] == "ambiguous"
    assert (best.status.drop("p0007") == "linked").sum() > 55


def test_csv_says_the_same_and_no_spreadsheet_takes_an_id_for_a_formula(linkage, tmp_path):
    persons = people(40)
    rows = [p.row() for p in persons + [with_slips(p) for p in persons[:30]]]
    for row in rows:
        row[0] = "=" + row[0]
    path = write_rows(tmp_path / "people.csv", ["id", "forename", "surname", "dob", "number",
                                                "town"], rows)
    files = {name: tmp_path / f"{name}.csv" for name in ("pairs", "best", "clusters")}
    linkage.run(path, *(word for name, file in files.items() for word in (f"--{name}-csv", file)))
    for name, file in files.items():
        assert file.stat().st_mode & 0o777 == 0o600
        table = read_table(linkage.output, name)
        with file.open(encoding="utf-8", newline="") as lines:
            header, *cells = csv.reader(lines)
        assert header == list(table.columns)
        for column, written in zip(header, zip(*cells)):
            if pd.api.types.is_numeric_dtype(table[column]):
                assert np.array_equal([float(cell or "nan") for cell in written], table[column],
                                      equal_nan=True), column
            else:
                guarded = [f"'{v}" if v.startswith("=") else v for v in table[column]]
                assert list(written) == guarded, column
    assert linkage.output.stat().st_mode & 0o777 == 0o600


def test_stages_tell_the_bytes_of_all_files(linkage, two_files, tmp_path):
    left, right = two_files
    pairs = tmp_path / "pairs.csv"
    linkage.run(left, "--right", right, "--pairs-csv", pairs)
    stages = read_table(linkage.output, "run/stages")
    assert list(stages[stages.stage == "read"].bytes) == [f.stat().st_size for f in two_files]
    written = stages[stages.stage == "write"].bytes.item()
    largest = linkage.output.stat().st_size + pairs.stat().st_size
    # The results file grows a little after the stage: the table itself, attributes.
    assert pairs.stat().st_size + 0.5 * linkage.output.stat().st_size < written <= largest
    assert (stages[~stages.stage.isin(["read", "write"])].bytes == 0).all()


def test_evidence_left_out_is_as_if_the_settings_did_not_name_it(linkage, two_files):
    left, right = two_files
    linkage.run(left, "--right", right, "--evidence", "names,dob,together")
    by_option = table_bytes(linkage.output)
    linkage.settings.write_text("[link]\nleft-id = id\nforename = forename\nsurname = surname\n"
                                "date-of-birth = dob\n", encoding="utf-8")
    linkage.run(left, "--right", right)
    assert by_option == table_bytes(linkage.output)


def test_evidence_together(linkage, two_files):
    left, right = two_files
    linkage.run(left, "--right", right, "--evidence", "names,dob,id,fields,together")
    with_context = read_table(linkage.output, "pairs")
    linkage.run(left, "--right", right)
    assert with_context.equals(read_table(linkage.output, "pairs"))
    linkage.run(left, "--right", right, "--evidence", "names,dob,id,fields")
    alone = read_table(linkage.output, "pairs")
    patterns = read_table(linkage.output, "linkage/patterns").set_index("pattern").weight
    assert not alone.equals(with_context)
    # Alone, two pairs of one pattern differ by the frequency of their values only.
    assert (alone.weight - alone.pattern.map(patterns)).abs().max() < 25


def test_the_command_line_wins_over_the_section_and_that_over_the_top(linkage, two_files):
    left, right = two_files

    def stated() -> float:
        return float(attribute(linkage.output, "link_probability"))

    linkage.settings.write_text("link-probability = 0.25\n" + SETTINGS, encoding="utf-8")
    linkage.run(left, "--right", right)
    assert stated() == 0.25
    linkage.settings.write_text("link-probability = 0.25\n" + SETTINGS
                                + "link-probability = 0.75\npairs-floor-weight = 3\n",
                                encoding="utf-8")
    linkage.run(left, "--right", right)
    assert stated() == 0.75
    assert read_table(linkage.output, "pairs").weight.min() > 3
    linkage.run(left, "--right", right, "--link-probability", "0.5", "--pairs-floor-weight=-20")
    assert stated() == 0.5
    assert read_table(linkage.output, "pairs").weight.min() < 3


def test_a_model_is_saved_and_used_again(linkage, two_files, tmp_path):
    left, right = two_files
    linkage.run(left, "--right", right, "--save-model", tmp_path / "one.json")
    levels = read_table(linkage.output, "linkage/levels")
    linkage.run(left, "--right", right, "--model", tmp_path / "one.json", "--save-model",
                tmp_path / "two.json")
    assert (tmp_path / "one.json").read_bytes() == (tmp_path / "two.json").read_bytes()
    assert (tmp_path / "one.json").stat().st_mode & 0o777 == 0o600
    assert levels.equals(read_table(linkage.output, "linkage/levels"))
    linked = read_table(linkage.output, "best").query("status == 'linked'")
    assert sum(is_true(row) for row in linked.itertuples()) >= 0.97 * NUM_SHARED


def test_a_field_of_digits_says_something(linkage, tmp_path):
    """Postcodes, house numbers and the like: an agreement on them must not be missing."""
    persons = [replace(p, town=f"{4000 + i % 40}")
               for i, p in enumerate(people(200))]
    left = write_people(tmp_path / "left.csv", persons)
    right = write_people(tmp_path / "right.csv", [with_slips(p) for p in persons[:150]])
    for kind in ("exact", "text", "postcode", "phone", "number"):
        linkage.settings.write_text(SETTINGS.replace("town:text", f"town:{kind}"),
                                    encoding="utf-8")
        done = linkage.run(left, "--right", right)
        assert "comparison town" not in done.stderr, kind
        levels = read_table(linkage.output, "linkage/levels").query("comparison == 'town'")
        assert levels[levels.label == "same"].weight.iloc[0] > 2, kind
