#!/usr/bin/env python3
"""Reading one extract: csv_benchmark beside DuckDB, polars and pyarrow, on the same file and threads.

    fsu generate --preset wmp-1y --output force
    python benchmarks/peers/csv_readers.py --benchmark build/release/benchmarks/csv_benchmark \\
        force/resources.csv --table resources

Every reader parses the instants as timestamps and all else as text, with quotes and faulty rows
allowed; the peers give the maximum of every column, so that none can leave a column unread. The
program's own reader also checks UTF-8, settles local times, keeps every rejected row's place, codes
texts and takes the file's SHA-256. Runs alternate, so that a busy machine is busy for all; printed
are medians of seconds, of the wall clock and of the processors, and how many times the program's
each is. Exit code 1 where the numbers of rows are further apart than faulty rows explain. Needs
duckdb, polars and pyarrow.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

#: The program rejects faulty rows that some peers take, and the other way round.
_ROW_TOLERANCE = 0.001


class Run(NamedTuple):
    """What one reading took."""

    wall_seconds: float
    processor_seconds: float
    rows: int


def main() -> int:
    options = _options()
    os.environ["POLARS_MAX_THREADS"] = str(options.threads)
    readers: dict[str, Callable[[argparse.Namespace], Run]] = {
        "fsu": _program, "DuckDB": _timed(_duckdb_rows), "polars": _timed(_polars_rows),
        "pyarrow": _timed(_pyarrow_rows)}
    runs: dict[str, list[Run]] = {name: [] for name in readers}
    for _ in range(options.runs):
        for name, read in readers.items():
            runs[name].append(read(options))
    _print(runs, options.file.stat().st_size)
    if options.json:
        options.json.write_text(json.dumps(runs), encoding="utf-8")
    rows = [measured[0].rows for measured in runs.values()]
    if max(rows) - min(rows) > _ROW_TOLERANCE * max(rows):
        print(f"the readers do not agree on the rows: {rows}")
        return 1
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--table", required=True)
    parser.add_argument("--benchmark", required=True, type=Path)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--json", type=Path, help="file for the figures of every run")
    return parser.parse_args()


def _program(options: argparse.Namespace) -> Run:
    said = subprocess.check_output([options.benchmark, options.table, options.file,
                                    str(options.threads), "1"], text=True)
    row = next(csv.DictReader(io.StringIO(said)))
    return Run(float(row["wall_seconds"]), float(row["processor_seconds"]), int(row["rows"]))


def _timed(read: Callable[[argparse.Namespace, list[str]], int]) -> Callable[..., Run]:
    """The reading in a process of its own, since some readers keep threads and memory."""

    def run(options: argparse.Namespace) -> Run:
        receive, send = os.pipe()
        child = os.fork()
        if child == 0:
            with options.file.open(encoding="utf-8") as file:
                columns = file.readline().rstrip("\r\n").split(",")
            _import(read)
            start, used = time.perf_counter(), _processor_seconds()
            rows = read(options, columns)
            figures = (time.perf_counter() - start, _processor_seconds() - used, rows)
            os.write(send, " ".join(map(str, figures)).encode())
            os._exit(0)
        os.close(send)
        with os.fdopen(receive) as said:
            wall, processor, rows = said.read().split()
        os.waitpid(child, 0)
        return Run(float(wall), float(processor), int(rows))

    return run


def _import(read: Callable[..., int]) -> None:
    """Loads the reader's package before the clock starts."""
    __import__({"_duckdb_rows": "duckdb", "_polars_rows": "polars",
                "_pyarrow_rows": "pyarrow.csv"}[read.__name__])


def _processor_seconds() -> float:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def _is_instant(column: str) -> bool:
    return column.endswith("_at")


def _duckdb_rows(options: argparse.Namespace, columns: list[str]) -> int:
    import duckdb

    connection = duckdb.connect(config={"threads": options.threads})
    types = {name: "TIMESTAMP" if _is_instant(name) else "VARCHAR" for name in columns}
    greatest = ", ".join(f'max("{name}")' for name in columns)
    return connection.execute(
        f"SELECT count(*), {greatest} FROM read_csv($file, columns = {types}, header = true, "
        "auto_detect = false, delim = ',', quote = '\"', escape = '\"', ignore_errors = true)",
        {"file": str(options.file)}).fetchone()[0]


def _polars_rows(options: argparse.Namespace, columns: list[str]) -> int:
    import polars

    types = {name: polars.Datetime if _is_instant(name) else polars.String for name in columns}
    rows = polars.scan_csv(options.file, schema=types, encoding="utf8-lossy", ignore_errors=True,
                           truncate_ragged_lines=True)
    return rows.select(polars.len().alias("rows"), polars.all().max()).collect()["rows"][0]


def _pyarrow_rows(options: argparse.Namespace, columns: list[str]) -> int:
    import pyarrow
    import pyarrow.compute
    import pyarrow.csv

    pyarrow.set_cpu_count(options.threads)
    # Instants of faulty rows stop pyarrow, so they are texts here and turned into timestamps behind.
    types = {name: pyarrow.binary() for name in columns}
    table = pyarrow.csv.read_csv(
        options.file,
        parse_options=pyarrow.csv.ParseOptions(newlines_in_values=True,
                                               invalid_row_handler=lambda row: "skip"),
        convert_options=pyarrow.csv.ConvertOptions(column_types=types))
    for name in columns:
        values = table[name]
        if _is_instant(name):
            length = pyarrow.compute.binary_length(values)
            values = values.filter(pyarrow.compute.equal(length, len("YYYY-MM-DDTHH:MM:SS")))
            values = pyarrow.compute.strptime(values.cast(pyarrow.string()),
                                              format="%Y-%m-%dT%H:%M:%S", unit="s",
                                              error_is_null=True)
        pyarrow.compute.max(values)
    return table.num_rows


def _print(runs: dict[str, list[Run]], num_bytes: int) -> None:
    print(f"{'reader':10}{'wall s':>9}{'GB/s':>8}{'times':>8}{'processor s':>14}{'times':>8}{'rows':>12}")
    own = [statistics.median(column) for column in zip(*runs["fsu"])]
    for name, measured in runs.items():
        wall, processor, rows = (statistics.median(column) for column in zip(*measured))
        print(f"{name:10}{wall:9.2f}{num_bytes / wall / 1e9:8.2f}{wall / own[0]:8.1f}"
              f"{processor:14.2f}{processor / own[1]:8.1f}{rows:12.0f}")


if __name__ == "__main__":
    sys.exit(main())
