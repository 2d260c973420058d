"""Rows are made of what a benchmark program writes; a program in its place says what is asked."""

from __future__ import annotations

import json

import pytest
from google_benchmark import Program, run_program

_PROGRAM = """#!/bin/sh
for argument; do
  case "$argument" in --benchmark_out=*) cp {json} "${{argument#--benchmark_out=}}" ;; esac
done
"""


def line(name, repetition, milliseconds, **further):
    return {"run_name": name, "run_type": "iteration", "repetition_index": repetition,
            "real_time": milliseconds, "cpu_time": 10 * milliseconds, "time_unit": "ms", **further}


def run(tmp_path, lines, **further):
    folder = tmp_path / "benchmarks"
    folder.mkdir()
    (tmp_path / "said.json").write_text(json.dumps({"benchmarks": lines}))
    program = folder / "made_up"
    program.write_text(_PROGRAM.format(json=tmp_path / "said.json"))
    program.chmod(0o755)
    return run_program(Program("made_up", **further), tmp_path, 3, 1)


def test_rows_of_repetitions(tmp_path):
    lines = [line("sort/1000/real_time", i, ms, items_per_second=1000 / (ms * 1e-3))
             for i, ms in enumerate((2.0, 4.0, 3.0))]
    lines += [line("copy/1000/real_time", 0, 1.0, bytes_per_second=8e6),
              {**lines[0], "run_type": "aggregate", "real_time": 99}]
    sort, copy = run(tmp_path, lines, rooflines={"sort": "copy"})
    assert (sort.name, sort.size, sort.threads, sort.roofline) == ("sort", 1000, 1, "copy")
    assert sort.seconds == pytest.approx((2e-3, 4e-3, 3e-3)) and sort.items == pytest.approx(1000)
    assert copy.bytes == pytest.approx(8000) and copy.roofline == ""


def test_names_sizes_and_threads_of_arguments(tmp_path):
    rows = run(tmp_path, [line("find/2/500", 0, 1.0), line("read/csv/70/real_time", 0, 1.0),
                          line("write/rows:90/threads:2/process_time/real_time", 0, 1.0)],
               words={1: ("portable", "avx2", "avx512")})
    assert [(row.name, row.size, row.threads) for row in rows] == [
        ("find avx512", 500, 1), ("read csv", 70, 1), ("write", 90, 2)]
    # Without a clock of its own a row counts the processor's time.
    assert [row.median for row in rows] == pytest.approx([1e-2, 1e-3, 1e-3])


def test_a_wrong_result_ends_the_run(tmp_path):
    wrong = line("sort/10", 0, 0.0, error_occurred=True, error_message="the order differs")
    with pytest.raises(SystemExit, match="sort/10: the order differs"):
        run(tmp_path, [wrong])


def test_what_the_machine_has_not_is_left_out(tmp_path):
    absent = line("sort/10", 0, 0.0, error_occurred=True,
                  error_message="this machine does not have the path")
    assert [row.name for row in run(tmp_path, [absent, line("copy/10", 0, 1.0)])] == ["copy"]


def test_a_program_that_is_not_built(tmp_path):
    with pytest.raises(SystemExit, match="FSU_BUILD_BENCHMARKS"):
        run_program(Program("absent"), tmp_path, 3, 1)
