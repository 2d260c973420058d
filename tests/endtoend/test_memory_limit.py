"""`fsu run --memory-limit`: the limit is held, the results are the same, and nothing is left behind."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from results import content_digest, read_table, table_bytes

MIB = 2**20
#: A force whose run takes some 180 MiB without a limit, most of it in columns and tables.
SHAPE = ["--persons", 50_000, "--mentions", 150_000, "--years", 2, "--seed", 51]
LIMIT_MIB = 120
#: On a busy machine what comes back from the file may be put out again a little late.
LATE_MIB = 10


@pytest.fixture(scope="module")
def force(must_run, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("limited") / "force"
    must_run("generate", "--output", folder, *SHAPE)
    return folder


@pytest.fixture(scope="module")
def run_force(force, must_run):
    def run(output: Path, *options: object) -> str:
        output.parent.mkdir()
        return must_run("run", "--config", force / "run.ini", "--input", force, "--output", output,
                        "--threads", 2, *options).stderr

    return run


@pytest.fixture(scope="module")
def unlimited(force, run_force) -> Path:
    run_force(force.parent / "unlimited" / "results.h5")
    return force.parent / "unlimited" / "results.h5"


def peak_mib(results: Path) -> float:
    return read_table(results, "run/stages")["peak_memory_bytes"].max() / MIB


def assert_same(one: Path, other: Path) -> None:
    left, right = table_bytes(one), table_bytes(other)
    assert left.keys() == right.keys()
    assert [name for name in left if left[name] != right[name]] == []
    assert content_digest(one) == content_digest(other)


def test_a_limit_is_held_for_the_same_results(unlimited, run_force, tmp_path):
    output = tmp_path / "held" / "results.h5"
    log = run_force(output, "--memory-limit", f"{LIMIT_MIB}M")
    assert "large tables are kept in a file" in log
    assert peak_mib(output) <= LIMIT_MIB + LATE_MIB < 0.9 * peak_mib(unlimited)
    assert ("raise the limit" in log) == (peak_mib(output) > LIMIT_MIB)
    assert_same(unlimited, output)
    assert list(output.parent.iterdir()) == [output]


def test_a_limit_that_small_blocks_pass_is_told(unlimited, run_force, tmp_path):
    output = tmp_path / "passed" / "results.h5"
    log = run_force(output, "--memory-limit", "64M")
    assert "more than --memory-limit 64 MiB" in log and "raise the limit" in log
    assert_same(unlimited, output)


def test_a_limit_far_away_changes_nothing(unlimited, run_force, tmp_path):
    output = tmp_path / "far" / "results.h5"
    log = run_force(output, "--memory-limit", "1.5GiB", "--log-format", "json")
    messages = [json.loads(line).get("message", "") for line in log.splitlines()]
    assert messages and not [message for message in messages if "memory-limit" in message]
    assert_same(unlimited, output)


def test_a_dry_run_says_what_the_limit_takes(force, must_run, tmp_path):
    call = ["run", "--config", force / "run.ini", "--input", force, "--output", tmp_path / "r.h5",
            "--dry-run"]
    said = must_run(*call, "--memory-limit", f"{LIMIT_MIB}M").stdout
    assert "large tables are kept in a file in" in said and "with the results" in said
    assert "memory-limit" not in must_run(*call, "--memory-limit", "8G").stdout
