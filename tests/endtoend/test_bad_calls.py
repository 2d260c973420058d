"""Wrong calls and settings: exit code 64 or 78, a message that names the option, no output."""

from __future__ import annotations

import pytest
from force import minimal_force


@pytest.mark.parametrize("arguments", [
    [], ["run"], ["run", "--input", "."], ["run", "--output", "x.h5"], ["nonsense"],
    ["run", "--input", ".", "--output", "x.h5", "--no-such-option"],
    ["run", "--input", ".", "--output", "x.h5", "surplus"],
    ["durations", "--output", "x.h5"],
])
def test_usage(run_fsu, tmp_path, arguments):
    done = run_fsu(*arguments, cwd=tmp_path)
    assert done.returncode == 64, done.stderr
    assert done.stderr.strip()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", [[], ["run"], ["generate"], ["durations"]])
def test_help_is_no_error(must_run, command):
    assert "--help" in must_run(*command, "--help").stdout


@pytest.mark.parametrize(("option", "value"), [
    ("--as-of", "2025-02-30"), ("--as-of", "01/02/2025"), ("--months", "many"),
    ("--months", "0"), ("--months", "-1"),
    ("--top", "-1"), ("--scaling", "least"), ("--linkage", "magic"), ("--timezone", "Mars/Olympus"),
    ("--max-rejects", "some"), ("--threads", "-2"), ("--link-probability", "2"),
    ("--resource-overlap", "none"), ("--resource-cap-hours", "-1"),
])
def test_bad_value_of_an_option(attempt, option, value):
    bad = attempt(minimal_force(), option, value)
    assert bad.done.returncode in (64, 78), bad.message
    assert option.strip("-") in bad.message
    assert not bad.output.exists()


@pytest.mark.parametrize("settings", [
    "no-such-setting = 1\n", "months = many\n", "scaling = least\n", "as-of = 2025-02-30\n",
    "[incidents]\ncolumn.no_such_column = Log\n", "[no_such_table]\ncolumn.x = Y\n", "months 12\n",
    "[incidents\ncolumn.incident_id = Log\n",
])
def test_bad_settings_file(run_fsu, folder, tmp_path, settings):
    (tmp_path / "bad.ini").write_text(settings, encoding="utf-8")
    done = run_fsu("run", "--config", tmp_path / "bad.ini", "--input", folder,
                   "--output", tmp_path / "results.h5")
    assert done.returncode == 78, done.stderr
    assert not (tmp_path / "results.h5").exists()


def test_all_bad_settings_are_told_at_once(run_fsu, folder, tmp_path):
    (tmp_path / "bad.ini").write_text("scaling = least\nmonths = many\n", encoding="utf-8")
    done = run_fsu("run", "--config", tmp_path / "bad.ini", "--input", folder,
                   "--output", tmp_path / "results.h5")
    assert done.returncode == 78, done.stderr
    assert "scaling" in done.stderr and "months" in done.stderr


def test_absent_settings_file(attempt, tmp_path):
    bad = attempt(minimal_force(), "--config", tmp_path / "absent.ini")
    assert bad.done.returncode in (66, 78), bad.message
    assert "absent.ini" in bad.message
