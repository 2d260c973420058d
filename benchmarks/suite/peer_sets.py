"""Peers on the same inputs in the same run, each row with how many times as long it takes as ours.

Runs alternate between the tools, so that a busy machine is busy for all. Every result is held to
ours before its time counts: the same totals, the same rows, F1 against the truth.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

from file_roofline import NAME as READING
from file_roofline import reading_row
from google_benchmark import run_program
from job_sets import (
    check_f1,
    count_lines,
    forces_of,
    job_row,
    link_files_of,
    link_once,
    link_rows_of,
    program_durations,
)
from link_files import best_person_f1
from measured_process import measure_process
from options import ROOT, Options, Skipped, need_packages
from program_sets import NAMES
from rows import Row, SetResult

_PEERS = ROOT / "benchmarks/peers"
_DURATION_TOOLS = {"duckdb": "DuckDB SQL", "polars": "polars", "pandas": "pandas"}
#: All read this zone's local times; the totals are compared in UTC, where no hour comes twice.
_TIME_ZONE = "Europe/London"


def durations(options: Options) -> SetResult:
    """Union of intervals by incident and resource: DuckDB SQL, polars, pandas, and ours."""
    need_packages("duckdb", "polars", "pandas", "pyarrow")
    rows = []
    for force in forces_of(options, (100_000,), (1_000_000,)):
        rows += _durations_rows(options, force / "resources.csv")
    return SetResult("peers-durations", rows, {}, [
        "From resources.csv to a written file (ours HDF5 with its digest, theirs parquet). Peers' "
        "clocks start after their packages are loaded; ours is a whole process.",
        "Before timing, incidents and total seconds were equal for all, with times read as UTC."])


def _durations_rows(options: Options, resources: Path) -> list[Row]:
    num_rows = count_lines(resources) - 1
    _, expected = program_durations(options, resources, options.threads, "UTC")
    for tool in _DURATION_TOOLS:
        said, _ = _run_durations(options, tool, resources, "UTC")
        totals = (said["incidents"], said["total_seconds"])
        if totals != expected:
            raise SystemExit(f"{tool}: {totals} incidents and seconds, fsu durations {expected}")
    own, peers = [], {tool: [] for tool in _DURATION_TOOLS}
    for _ in range(options.runs):
        own.append(program_durations(options, resources, options.threads, _TIME_ZONE)[0])
        for tool in _DURATION_TOOLS:
            peers[tool].append(_run_durations(options, tool, resources, _TIME_ZONE))
    of_file = {"items": num_rows, "bytes": resources.stat().st_size, "roofline": READING}
    rows = [job_row("fsu durations", num_rows, own, options.threads, **of_file)]
    for tool, said in peers.items():
        rows.append(_peer_row(f"{_DURATION_TOOLS[tool]} {said[0][0]['version']}", num_rows, said,
                              options.threads, against="fsu durations", **of_file))
    return [*rows, reading_row([resources], num_rows, options.runs, num_rows)]


def _run_durations(options: Options, tool: str, resources: Path,
                   time_zone: str) -> tuple[dict, int]:
    return _run_peer("durations.py", "--tool", tool, "--resources", resources, "--output",
                     options.temporary / "durations.parquet", "--time-zone", time_zone,
                     "--threads", options.threads)


def linkage(options: Options) -> SetResult:
    """`fsu link` and Splink 5 on DuckDB, on the same two CSV files, with the F1 of both."""
    need_packages("splink", "duckdb", "jellyfish", "pyarrow")
    rows = []
    for force in forces_of(options, (100_000,), (1_000_000,)):
        rows += _linkage_rows(options, link_files_of(options, force))
    return SetResult("peers-linkage", rows, {}, [
        "Names, date of birth and PNC ID, from two CSV files to a written file of best pairs. "
        "Splink: ten blocking rules, term frequencies, expectation maximisation on at most 5e6 "
        "pairs of a block, candidates from -10 bits on; its clock starts after its packages are "
        "loaded.",
        "F1 of what each links at probability 0.5, of one best version a mention, against all "
        "mentions about a person of the index."])


def _linkage_rows(options: Options, files: Path) -> list[Row]:
    own_runs, said, figures = [], [], {}
    output = options.temporary / "best.parquet"
    for _ in range(options.runs):
        own_runs.append(link_once(options, files))
        said.append(_run_peer("splink_files.py", "--files", files, "--output", output,
                              "--threads", options.threads))
        figures = _splink_f1(output, files)
        check_f1("Splink", figures["f1"])
    own = link_rows_of(options, files, own_runs)
    peer = _peer_row(f"Splink {said[0][0]['version']}", own[0].size, said, options.threads,
                     items=own[0].items, bytes=own[0].bytes, roofline=READING, against=own[0].name,
                     f1=figures["f1"], note=f"best F1 in hindsight {figures['best_f1']:.4f}")
    return [own[0], peer, *own[1:]]


def _splink_f1(output: Path, files: Path) -> dict[str, float]:
    import pandas as pd

    best = pd.read_parquet(output).rename(columns={"probability": "score"})
    return best_person_f1(best.assign(linked=best["score"] >= 0.5), files)


def names(options: Options) -> SetResult:
    """rapidfuzz-cpp's scorers and our batch kernels, one name against a dictionary."""
    pattern = options.pattern if options.pattern != "." else \
        "jaro_winkler_from_cutoff|edits_within_2|roof_|rapidfuzz"
    rows = run_program(NAMES, options.build, options.runs, options.threads, pattern)
    if not any(row.name.startswith("rapidfuzz") for row in rows):
        raise Skipped("the build has no rapidfuzz-cpp: configure with -DFSU_BUILD_PEERS=ON "
                      "-DFSU_RAPIDFUZZ_DIR=FOLDER, the folder of its source release")
    return SetResult("peers-names", [_with_own(row) for row in rows], {}, [
        "Seconds are of one name against the whole dictionary, on one core; all count the same "
        "names. rapidfuzz-cpp is built for this processor: cached compares name by name, multi "
        "many names at a time. It is held to our kernel on the best path of the machine."])


def _with_own(row: Row) -> Row:
    """A scorer of rapidfuzz with our kernel of the same task and path."""
    scorer, _, path = row.name.partition(" ")
    if not scorer.startswith("rapidfuzz"):
        return row
    is_edits = "edits" in scorer
    own = "edits_within_2" if is_edits else "jaro_winkler_from_cutoff"
    roof = "roof_edit_columns" if is_edits else "roof_columns"
    return replace(row, name=scorer, against=f"{own} {path}", roofline=f"{roof} {path}")


def csv(options: Options) -> SetResult:
    """Reading resources.csv: DuckDB, polars, pyarrow, and ours (csv_readers.py)."""
    need_packages("duckdb", "polars", "pyarrow")
    rows = []
    for force in forces_of(options, (100_000,), (1_000_000,)):
        path = force / "resources.csv"
        said = _run_script(options, "csv_readers.py", path, "--table", "resources",
                           "--benchmark", options.build / "benchmarks/csv_benchmark", "--threads",
                           options.threads, "--runs", options.runs)
        size, num_bytes = count_lines(path) - 1, path.stat().st_size
        rows += [Row(f"{name}: reading resources.csv", size, tuple(run[0] for run in runs),
                     options.threads, items=size, bytes=num_bytes,
                     processor_seconds=statistics.median(run[1] for run in runs), roofline=READING,
                     against="" if name == "fsu" else "fsu: reading resources.csv")
                 for name, runs in said.items()]
        rows.append(reading_row([path], size, options.runs, size))
    return SetResult("peers-csv", rows, {}, [
        "Instants as timestamps, all else as text. Ours also checks UTF-8, settles local times and "
        "takes the file's SHA-256."])


def hdf5(options: Options) -> SetResult:
    """Ten million rows of results: the HDF5 library, h5py, PyTables, and ours (hdf5_writers.py)."""
    need_packages("h5py", "tables")
    said = _run_script(options, "hdf5_writers.py", "--benchmark",
                       options.build / "benchmarks/hdf5_benchmark", "--turns", options.runs)
    rows = []
    for name, turns in said["turns"].items():
        job, _, threads = name.partition(", threads ")
        own = "own read" if job.endswith("read") else "own write"
        has_own = job not in ("own write", "own read", "own publish", "copy", "file write")
        rows.append(Row(job, said["rows"], tuple(turns["wall"]), int(threads or 1),
                        items=said["rows"], bytes=said["bytes"], roofline="copy",
                        processor_seconds=statistics.median(turns["processor"]),
                        against=own if has_own else "",
                        note="" if job == "copy" else
                        f"file of {turns['file_bytes'] / 1e6:.0f} MB"))
    return SetResult("peers-hdf5", rows, {}, [
        "All write the same rows with SHUFFLE and DEFLATE 1 in chunks of 1 MiB; peers get them as "
        "one array, ready to write, ours starts from columns and makes the digest as well. Peers "
        "use one thread and are held to ours with one."])


def _run_peer(script: str, *arguments: object) -> tuple[dict, int]:
    """What a peer's script says of itself, and its peak memory."""
    measured = measure_process([sys.executable, _PEERS / script, *arguments], takes_output=True)
    return json.loads(measured.output.splitlines()[-1]), measured.peak_memory_bytes


def _peer_row(name: str, size: int, said: list[tuple[dict, int]], threads: int,
              **further: object) -> Row:
    return Row(name, size, tuple(one["seconds"] for one, _ in said), threads,
               processor_seconds=statistics.median(one["processor_seconds"] for one, _ in said),
               peak_memory_bytes=max(peak for _, peak in said), **further)


def _run_script(options: Options, script: str, *arguments: object) -> dict:
    """Runs a script that can write its measurements as JSON; it exits with 1 where it is wrong."""
    output = options.temporary / "measured.json"
    subprocess.run([sys.executable, _PEERS / script, *map(str, arguments), "--json", output],
                   check=True, stdout=subprocess.DEVNULL)
    return json.loads(output.read_text(encoding="utf-8"))
