"""`fsu run --model` and `--save-model`: refused before the work where they cannot do, and no file
that is read is replaced; `fsu link` alike for its settings file."""

from __future__ import annotations

import json
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from force import AS_OF
from link_people import SETTINGS, people, write_people

#: Extracts that stop the run with 65 as soon as they are read.
BINARY = b"\x00\x01\x02\x00"


@pytest.fixture
def run(run_fsu, folder, tmp_path):
    def run(*options: object) -> CompletedProcess:
        return run_fsu("run", "--input", folder, "--output", tmp_path / "results.h5", "--as-of",
                       AS_OF, *options)

    return run


@pytest.fixture
def model(run, tmp_path) -> Path:
    """A model that fits, from a run whose results are gone."""
    done = run("--save-model", tmp_path / "model.json")
    assert done.returncode == 0, done.stderr
    (tmp_path / "results.h5").unlink()
    return tmp_path / "model.json"


def expect(done: CompletedProcess, code: int, *words: str) -> None:
    assert done.returncode == code, done.stderr
    for word in words:
        assert word in done.stderr


def test_the_model_is_saved_and_used(run, model, tmp_path):
    assert json.loads(model.read_text(encoding="utf-8"))["format"] == "fsu linkage model"
    assert model.stat().st_mode & 0o777 == 0o600
    expect(run("--model", model, "--save-model", tmp_path / "again.json"), 0)
    assert (tmp_path / "again.json").read_bytes() == model.read_bytes()


def test_evidence_that_the_model_was_not_learned_with_is_told(run, tmp_path):
    model = tmp_path / "model.json"
    expect(run("--evidence", "names,dob", "--save-model", model), 0)
    assert json.loads(model.read_text(encoding="utf-8"))["evidence"] == "names,dob"
    told = "the model was learned with --evidence names,dob"
    expect(run("--model", model), 0, told)
    assert told not in run("--model", model, "--evidence", "names,dob").stderr


@pytest.mark.parametrize("extra", [[], ["--dry-run"]])
@pytest.mark.parametrize("target", ["force/persons.csv", "force/../force/incidents.csv", "model.json",
                                    "results.h5", "run.ini"])
def test_a_saved_model_replaces_nothing(run, model, tmp_path, target, extra):
    (tmp_path / "run.ini").write_text("months = 12\n", encoding="utf-8")
    path = tmp_path / target
    before = path.read_bytes() if path.exists() else None
    done = run("--model", model, "--config", tmp_path / "run.ini", "--save-model", path, *extra)
    expect(done, 64, "--save-model", "same file")
    assert (path.read_bytes() if path.exists() else None) == before


def test_results_replace_no_settings_file(run_fsu, folder, tmp_path):
    settings = tmp_path / "run.ini"
    settings.write_text("months = 12\n", encoding="utf-8")
    done = run_fsu("run", "--input", folder, "--config", settings, "--output", settings)
    expect(done, 64, "--output", "--config", "same file")
    assert settings.read_text(encoding="utf-8") == "months = 12\n"


def test_links_replace_no_settings_file(run_fsu, tmp_path):
    left = write_people(tmp_path / "left.csv", people(5))
    settings = tmp_path / "link.ini"
    settings.write_text(SETTINGS, encoding="utf-8")
    done = run_fsu("link", "--left", left, "--config", settings, "--output", settings)
    expect(done, 64, "--output", "--config", "same file")
    assert settings.read_text(encoding="utf-8") == SETTINGS


@pytest.mark.parametrize("extra", [[], ["--dry-run"]])
def test_a_model_that_cannot_be_saved_stops_before_the_work(run, folder, tmp_path, extra):
    (folder / "persons.csv").write_bytes(BINARY)
    expect(run("--save-model", tmp_path / "absent/model.json", *extra), 73, "absent")


@pytest.mark.parametrize("extra", [[], ["--dry-run"]])
def test_a_model_that_does_not_fit_stops_before_the_work(run, model, folder, tmp_path, extra):
    (folder / "persons.csv").write_bytes(BINARY)
    expect(run("--model", tmp_path / "absent.json", *extra), 66, "absent.json")
    content = json.loads(model.read_text(encoding="utf-8"))
    content["comparisons"][0]["name"] = "colour"
    model.write_text(json.dumps(content), encoding="utf-8")
    expect(run("--model", model, *extra), 78, "does not fit", "colour")
    model.write_text("{", encoding="utf-8")
    expect(run("--model", model, *extra), 78, "model.json")


def test_exact_linkage_has_no_model(run, tmp_path):
    done = run("--linkage", "exact", "--save-model", tmp_path / "model.json")
    expect(done, 0, "warning: --model and --save-model do nothing")
    assert not (tmp_path / "model.json").exists()


def test_the_method_says_whose_model_it_was(run, model, must_run, tmp_path):
    def told(*options: object) -> str:
        expect(run(*options), 0)
        return must_run("export", tmp_path / "results.h5", "--table", "run/method", "--csv",
                        "-").stdout

    assert "learned from the mentions themselves" in told()
    assert "the run was given" in told("--model", model)


def test_evidence_with_blanks(run):
    expect(run("--evidence", "names, dob"), 0)
