"""Runs a Google Benchmark program of this project and makes rows of its repetitions.

A row of a program is called FUNCTION/arguments: numbers, or words with a number (rows:10,
threads:2). The last number that is no thread count is the size. Which row bounds which is said by
the set. The programs verify their results before they time them; a row that reports an error ends
the run.
"""

from __future__ import annotations

import json
import os
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import NamedTemporaryFile

from rows import Row, with_references

_SECONDS = {"ns": 1e-9, "us": 1e-6, "ms": 1e-3, "s": 1.0}
#: Markers of Google Benchmark at the end of a row's name.
_MARKERS = {"real_time", "process_time", "manual_time"}
#: What a program says of a row that this machine cannot run.
_NOT_HERE = "this machine does not have"


@dataclass(frozen=True)
class Program:
    """One benchmark program, and which row bounds which."""

    name: str
    #: Name of a row -> name of its roofline.
    rooflines: dict[str, str] = field(default_factory=dict)
    #: Words for numbers that are no size, such as the path of instructions: by place.
    words: dict[int, tuple[str, ...]] = field(default_factory=dict)
    #: It never uses a second thread.
    is_serial: bool = False


def run_program(program: Program, build: Path, runs: int, threads: int, pattern: str = ".",
                min_seconds: float = 0.05) -> list[Row]:
    """The rows of a program whose names match; on so many threads."""
    path = build / "benchmarks" / program.name
    if not path.is_file():
        raise SystemExit(f"no {path}: build with -DFSU_BUILD_BENCHMARKS=ON, or name --build")
    lines: dict[str, list[dict]] = {}
    for line in _lines(path, runs, threads, pattern, min_seconds):
        if line.get("error_occurred"):
            if line["error_message"].startswith(_NOT_HERE):
                continue
            raise SystemExit(f"{line['run_name']}: {line['error_message']}")
        if line["run_type"] == "iteration":
            lines.setdefault(line["run_name"], []).append(line)
    rows = [_row(program, name, repetitions, threads) for name, repetitions in lines.items()]
    return with_references(rows, program.rooflines)


def _lines(path: Path, runs: int, threads: int, pattern: str, min_seconds: float) -> list[dict]:
    with NamedTemporaryFile(suffix=".json") as output:
        subprocess.run(
            [path, f"--benchmark_filter={pattern}", f"--benchmark_repetitions={runs}",
             f"--benchmark_min_time={min_seconds}", f"--benchmark_out={output.name}",
             "--benchmark_out_format=json", "--benchmark_format=json"],
            check=True, stdout=subprocess.DEVNULL, preexec_fn=lambda: _keep_to(threads))
        text = output.read().decode()
    return json.loads(text)["benchmarks"] if text else []


def _keep_to(threads: int) -> None:
    """The programs take as many threads as they have processors."""
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:threads])


def _row(program: Program, name: str, repetitions: list[dict], threads: int) -> Row:
    parts = name.split("/")
    is_wall = "real_time" in parts or "manual_time" in parts
    words, size = [], 0
    # Without a clock of its own a row counts its thread's time.
    threads = threads if is_wall and not program.is_serial else 1
    for place, part in enumerate(p for p in parts if p not in _MARKERS):
        label, _, number = part.rpartition(":")
        if label == "threads":
            threads = int(number)
        elif place in program.words and part.isdigit():
            words.append(program.words[place][int(part)])
        elif number.isdigit():
            size = int(number)
        else:
            words.append(part)
    seconds = tuple(line["real_time" if is_wall else "cpu_time"] * _SECONDS[line["time_unit"]]
                    for line in repetitions)
    # Items and bytes are per run: rates that the program gives, times its own seconds.
    first = repetitions[0]
    return Row(" ".join(words), size, seconds, threads,
               items=first.get("items_per_second", float("nan")) * seconds[0],
               bytes=first.get("bytes_per_second", float("nan")) * seconds[0],
               roofline="")
