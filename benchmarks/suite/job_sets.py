"""Whole jobs of the program: `fsu durations`, `fsu link`, `fsu run`.

Seconds are those of a whole process, from files to a written file. What was written is verified
after every run: durations against the sums of the same rows with one thread, links by F1 against
the truth. The roofline is reading the input's bytes from the system's cache.
"""

from __future__ import annotations

import math
import statistics
from dataclasses import replace
from pathlib import Path

from file_roofline import NAME as READING
from file_roofline import reading_row
from force_folders import input_files, persons_of, prepared_force
from hdf5_tables import read_table
from link_files import best_person_f1, write_link_files
from measured_process import Measured, measure_process
from options import Options
from rows import Row, SetResult
from speed_sets import SPEED_SETS, SpeedSet

_SMALL, _LARGE = (25_000, 100_000, 400_000), (100_000, 1_000_000, 3_000_000)
#: Below it a linkage has not done its work.
_LEAST_F1 = 0.5


def forces_of(options: Options, small: tuple[int, ...], large: tuple[int, ...]) -> list[Path]:
    """The forces that were named, else generated ones of the set's sizes."""
    return list(options.forces) or [
        prepared_force(options.fsu, options.work, mentions, persons_of(mentions))
        for mentions in options.sizes(small, large)]


def job_row(name: str, size: int, measured: list[Measured], threads: int,
            **further: object) -> Row:
    """A row of several runs of one process."""
    return Row(name, size, tuple(one.seconds for one in measured), threads,
               processor_seconds=statistics.median(one.processor_seconds for one in measured),
               peak_memory_bytes=max(one.peak_memory_bytes for one in measured), **further)


def durations(options: Options) -> SetResult:
    """`fsu durations` on the resources of forces of several sizes."""
    rows = []
    for force in forces_of(options, _SMALL, _LARGE):
        rows += durations_rows(options, force / "resources.csv")
    return SetResult("durations", rows, {}, ["Totals were the same with one thread."])


def durations_rows(options: Options, resources: Path) -> list[Row]:
    """The program and its roofline on one file; the size is its number of rows."""
    num_rows = count_lines(resources) - 1
    _, expected = program_durations(options, resources, 1)
    measured = []
    for _ in range(options.runs):
        one, totals = program_durations(options, resources, options.threads)
        if totals != expected:
            raise SystemExit(f"fsu durations: {totals} with {options.threads} threads, "
                             f"{expected} with one")
        measured.append(one)
    num_bytes = resources.stat().st_size
    return [job_row("fsu durations", num_rows, measured, options.threads, items=num_rows,
                    bytes=num_bytes, roofline=READING),
            reading_row([resources], num_rows, options.runs, num_rows)]


def program_durations(options: Options, resources: Path, threads: int,
                      time_zone: str = "Europe/London") -> tuple[Measured, tuple[int, int]]:
    """One run: what it took; incidents and the sum of their seconds."""
    output = options.temporary / "durations.h5"
    measured = measure_process([options.fsu, "durations", "--resources", resources, "--output",
                                output, "--timezone", time_zone, "--threads", threads, "--quiet"])
    table = read_table(output, "resource_durations")
    output.unlink()
    return measured, (len(table), int(table["resource_seconds"].sum()))


def linkage(options: Options) -> SetResult:
    """The linkages of benchmarks/speed, and `fsu link` on two files of mentions and versions."""
    rows, remarks = [], []
    for speed_set in SPEED_SETS if not options.forces else []:
        if speed_set.name == "mentions1m" and not options.is_large:
            remarks.append("mentions1m is left out at small sizes.")
            continue
        data = speed_set.prepare(options.fsu, options.work)
        if data is None:
            remarks.append(f"{speed_set.name} skipped: its files are not in the public data folder "
                           "(FSU_SHARED_DATA).")
            continue
        rows += _speed_rows(options, speed_set, data)
    for force in forces_of(options, (25_000, 100_000), (100_000, 1_000_000)):
        rows += link_rows(options, link_files_of(options, force))
    return SetResult("linkage", rows, {}, remarks)


def _speed_rows(options: Options, speed_set: SpeedSet, data: Path) -> list[Row]:
    output = options.temporary / f"{speed_set.name}.h5"
    measured, linkages = [], []
    for _ in range(options.runs):
        measured.append(measure_process([*speed_set.call(options.fsu, data, output), "--threads",
                                         options.threads]))
        found = speed_set.verify(data, output)
        check_f1(speed_set.name, found.f1)
        linkages.append(found.linkage_seconds)
    output.unlink()
    inputs = _inputs_of(speed_set.call(options.fsu, data, output))
    roof = reading_row(inputs, found.left, options.runs, found.left)
    roof = replace(roof, name=f"{READING} of {speed_set.name}")
    rows = [job_row(speed_set.name, found.left, measured, options.threads, items=found.left,
                    bytes=roof.bytes, f1=found.f1, roofline=roof.name), roof]
    if not any(math.isnan(seconds) for seconds in linkages):
        rows.append(Row(f"{speed_set.name}, linkage alone", found.left, tuple(linkages),
                        options.threads, items=found.left))
    return rows


def _inputs_of(call: list[object]) -> list[Path]:
    """The CSV files that a call names, and the tables of a force's folder that it names."""
    paths = [argument for argument in call if isinstance(argument, Path)]
    return [path for path in paths if path.is_file() and path.suffix == ".csv"] + [
        table for path in paths if path.is_dir() for table in input_files(path)]


def link_files_of(options: Options, force: Path) -> Path:
    """The force's mentions and versions as two files, made once."""
    folder = options.work / f"link-{force.name}"
    if not (folder / "link.ini").is_file():
        write_link_files(force, folder)
    return folder


def link_rows(options: Options, files: Path) -> list[Row]:
    """`fsu link` on two files, and its roofline."""
    return link_rows_of(options, files, [link_once(options, files) for _ in range(options.runs)])


def link_once(options: Options, files: Path) -> tuple[Measured, dict[str, float]]:
    """One run of `fsu link`, and its figures against the truth."""
    output = options.temporary / "links.h5"
    measured = measure_process(
        [options.fsu, "link", "--left", files / "mentions.csv", "--right", files / "versions.csv",
         "--config", files / "link.ini", "--output", output, "--threads", options.threads,
         "--quiet"])
    best = read_table(output, "best").rename(columns={
        "left_id": "mention_id", "right_id": "version_id", "probability": "score"})
    output.unlink()
    best = best[best["version_id"] != ""].assign(linked=lambda table: table["status"] == "linked")
    figures = best_person_f1(best, files)
    check_f1("fsu link", figures["f1"])
    return measured, figures


def link_rows_of(options: Options, files: Path,
                 runs: list[tuple[Measured, dict[str, float]]]) -> list[Row]:
    """The rows of some runs; the size is the number of left records."""
    inputs = [files / "mentions.csv", files / "versions.csv"]
    mentions = count_lines(inputs[0]) - 1
    figures = runs[-1][1]
    return [job_row("fsu link", mentions, [measured for measured, _ in runs], options.threads,
                    items=mentions, bytes=sum(path.stat().st_size for path in inputs),
                    f1=figures["f1"], roofline=READING,
                    note=f"best F1 in hindsight {figures['best_f1']:.4f}"),
            reading_row(inputs, mentions, options.runs, mentions)]


def check_f1(name: str, f1: float) -> None:
    if not f1 >= _LEAST_F1:
        raise SystemExit(f"{name}: F1 {f1:.4f}, below {_LEAST_F1}: what was timed is not the work")


def count_lines(path: Path) -> int:
    with path.open("rb") as file:
        return sum(piece.count(b"\n") for piece in iter(lambda: file.read(1 << 20), b""))


def run_bytes(force: Path) -> int:
    return sum(path.stat().st_size for path in input_files(force))
