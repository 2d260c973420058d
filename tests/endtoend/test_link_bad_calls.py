"""What `fsu link` refuses: calls, settings, files and models, each with its exit code and a word."""

from __future__ import annotations

import dataclasses
import json

import pytest
from link_people import SETTINGS, Linkage, people, with_slips, write_people


@pytest.fixture
def linkage(run_fsu, tmp_path) -> Linkage:
    return Linkage(run_fsu, tmp_path)


@pytest.fixture
def files(tmp_path):
    persons = people(40)
    return (write_people(tmp_path / "left.csv", persons),
            write_people(tmp_path / "right.csv", [with_slips(p) for p in persons]))


def refuse(linkage, code, words, left, *options) -> None:
    done = linkage.attempt(left, *options)
    assert done.returncode == code, done.stderr
    for word in words:
        assert word in done.stderr, f"{word!r} is not in: {done.stderr}"
    assert not linkage.output.exists()


@pytest.mark.parametrize(("options", "word"), [
    (["--evidence", "names,shoes"], "'shoes' is no evidence"),
    (["--evidence", "phone"], "'phone' is no evidence"),
    (["--evidence", "together"], "nothing to compare"),
    (["--link-probability", "2"], "from 0 to 1"),
    (["--link-margin", "x"], "must be a number"),
    (["--max-rejects", "x"], "must be a number of rows"),
    (["--timezone", "UTC"], "timezone"),
    (["--top", "5"], "top")])
def test_options(linkage, files, options, word):
    refuse(linkage, 64, [word], files[0], "--right", files[1], *options)


def test_clusters_are_of_one_file(linkage, files):
    refuse(linkage, 64, ["clusters"], files[0], "--right", files[1], "--clusters-csv", "c.csv")


def test_what_must_be_given(run_fsu, linkage, files):
    for words, told in (([], "--left is needed"), (["--left", files[0]], "--output is needed"),
                        (["--left", files[0], "--output", linkage.output], "[link]")):
        done = run_fsu("link", *words)
        assert done.returncode == 64
        assert told in done.stderr


def test_all_problems_of_the_settings_at_once(linkage, files):
    linkage.settings.write_text("[link]\nsurnames = x\ncompare = town:colour\n[theme]\na = b\n",
                                encoding="utf-8")
    refuse(linkage, 78, ["line 2: [link] surnames", "line 3: [link] compare", "left-id is needed",
                         "[theme] a: unknown section"], files[0])


def test_a_file_without_the_section(linkage, files):
    linkage.settings.write_text("quiet = 1\n", encoding="utf-8")
    refuse(linkage, 78, ["left-id is needed"], files[0])


def test_bad_words_of_the_settings_file_are_configuration(linkage, files):
    linkage.settings.write_text("evidence = shoes\n" + SETTINGS, encoding="utf-8")
    refuse(linkage, 78, ["shoes"], files[0])


def test_the_section_disturbs_no_other_command(run_fsu, tmp_path, linkage):
    (tmp_path / "r.csv").write_text("incident_id,resource_id,resource_group,assigned_at,"
                                    "deployed_at,arrived_at,released_at\n", encoding="utf-8")
    linkage.settings.write_text(SETTINGS + "compare = other:exact\n", encoding="utf-8")
    done = run_fsu("durations", "--resources", tmp_path / "r.csv", "--config", linkage.settings,
                   "--output", tmp_path / "d.h5")
    assert done.returncode == 0, done.stderr


def test_other_sections_disturb_not(linkage, files):
    linkage.settings.write_text("resource-cap-hours = 24\n" + SETTINGS + "[incidents]\n"
                                "column.incident_id = Log #\n", encoding="utf-8")
    linkage.run(files[0], "--right", files[1])


def test_missing_files_and_columns(linkage, files, tmp_path):
    refuse(linkage, 66, ["none.csv"], tmp_path / "none.csv")
    refuse(linkage, 66, ["none.csv"], files[0], "--right", tmp_path / "none.csv")
    refuse(linkage, 66, ["none.json"], files[0], "--model", tmp_path / "none.json")
    linkage.settings.write_text(SETTINGS.replace("= surname", "= family"), encoding="utf-8")
    refuse(linkage, 65, ["family", "left.csv"], files[0])


def test_too_many_rejects(linkage, tmp_path):
    persons = people(40)
    other = dataclasses.replace(persons[0], surname="Other")  # one id, two contents
    path = write_people(tmp_path / "left.csv", [*persons, other])
    refuse(linkage, 65, ["--max-rejects"], path)
    linkage.run(path, "--max-rejects", "2")


@pytest.mark.parametrize("option", ["--output", "--pairs-csv", "--best-csv", "--clusters-csv",
                                    "--save-model"])
def test_no_output_replaces_an_input(linkage, files, option):
    before = files[0].read_bytes()
    done = linkage.attempt(files[0], option, files[0])
    assert done.returncode == 64, done.stderr
    assert "same file" in done.stderr
    assert files[0].read_bytes() == before


def test_outputs_that_cannot_be_made(linkage, files, tmp_path):
    for option in ("--pairs-csv", "--best-csv", "--save-model"):
        refuse(linkage, 73, ["absent"], files[0], option, tmp_path / "absent/x")


def test_models_that_do_not_fit(linkage, files, tmp_path):
    model = tmp_path / "m.json"
    linkage.run(files[0], "--right", files[1], "--save-model", model)
    linkage.output.unlink()
    both = ["--right", files[1], "--model", model]
    refuse(linkage, 78, ["does not fit", "town"], files[0], *both, "--evidence", "names,dob,id")
    linkage.settings.write_text(SETTINGS.replace("town:text", "town:exact"), encoding="utf-8")
    refuse(linkage, 78, ["does not fit", "comparison town has 6 levels, but 3"], files[0], *both)
    linkage.settings.write_text(SETTINGS, encoding="utf-8")
    content = json.loads(model.read_text(encoding="utf-8"))
    content["comparisons"][0]["levels"][0]["u"] = 0
    model.write_text(json.dumps(content), encoding="utf-8")
    refuse(linkage, 78, ["u is not between"], files[0], *both)
    model.write_text("{", encoding="utf-8")
    refuse(linkage, 78, ["m.json"], files[0], *both)


def test_help_teaches(run_fsu):
    done = run_fsu("link", "--help")
    assert done.returncode == 0
    for word in ("one file against itself", "two files", "[link]", "left-id", "compare = ",
                 "--one-to-one", "--explain"):
        assert word in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 120


def test_a_column_that_is_not_there_is_named_in_the_section_that_named_it(linkage, files):
    linkage.settings.write_text(SETTINGS.replace("= dob", "= dobb"), encoding="utf-8")
    refuse(linkage, 65, ["required column missing: dobb", "in section [link]"], files[0])
