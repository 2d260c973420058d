#!/usr/bin/env python3
"""Writing and reading one table of results: this program, the HDF5 library, h5py and PyTables.

    pip install -r benchmarks/peers/requirements.txt
    python benchmarks/peers/hdf5_writers.py --benchmark build/release/benchmarks/hdf5_benchmark

All write the same ten million rows of 64 bytes with SHUFFLE and DEFLATE 1 in chunks of 1 MiB, to
files of the system's temporary folder, and everybody's file is read back and compared first. The
peers in Python get the rows as one array, ready to write; this program starts from columns, and its
time holds the table's digest too. Prints the median of several turns, the fastest and the slowest,
raw MB/s of the median, the file's size, and how many times as long the median takes as this
program's with two threads. Turns change from one writer to the next, so that a busy machine is busy
for all; the processor's time beside the time that passed tells how busy it was.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import h5py
import numpy as np
import tables

_TABLE = "group/table"
_CHUNK_ROWS = 16384
_ROWS = 10_000_000
_OWN = ("own_write/rows:{}/threads:1", "own_write/rows:{}/threads:2",
        "own_publish/rows:{}/threads:2", "library_gzip/rows:{}/threads:1",
        "library_plain/rows:{}/threads:1", "own_read/rows:{}/threads:1",
        "own_read/rows:{}/threads:2", "library_read/rows:{}/threads:1",
        "copy/rows:{}/threads:1", "file_write/rows:{}/threads:1")


class Turns:
    """Seconds that passed and seconds of the processor, a turn each, and the file's size."""

    def __init__(self) -> None:
        self.wall: list[float] = []
        self.processor: list[float] = []
        self.file_bytes = 0

    def add(self, wall: float, processor: float, file_bytes: int) -> None:
        self.wall.append(wall)
        self.processor.append(processor)
        self.file_bytes = file_bytes


def main() -> int:
    options = _options()
    turns: dict[str, Turns] = {}
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        rows = _rows(options.benchmark, folder / "given.h5")
        peers = {"h5py": (_write_h5py, _read_h5py), "PyTables": (_write_pytables, _read_pytables)}
        for turn in range(options.turns):
            _take_own_turn(options.benchmark, folder, turns)
            for name, (write, read) in peers.items():
                path = folder / f"{name}.h5"
                _take_turn(turns, f"{name} write", lambda w=write, p=path: w(p, rows), path)
                if turn == 0:
                    _check(path, rows)
                _take_turn(turns, f"{name} read", lambda r=read, p=path: r(p), path)
    _print(turns, rows.nbytes)
    if options.json:
        figures = {"rows": len(rows), "bytes": rows.nbytes,
                   "turns": {name: vars(times) for name, times in turns.items()}}
        options.json.write_text(json.dumps(figures), encoding="utf-8")
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--benchmark", type=Path, required=True, help="the hdf5_benchmark program")
    parser.add_argument("--turns", type=int, default=5)
    parser.add_argument("--json", type=Path, help="file for the figures of every turn")
    return parser.parse_args()


def _rows(benchmark: Path, path: Path) -> np.ndarray:
    """The benchmark's own table, so that all write the same."""
    subprocess.run([benchmark, f"--table={path}"], check=True)
    with h5py.File(path) as file:
        rows = file[_TABLE][:]
    path.unlink()
    if len(rows) != _ROWS:
        sys.exit(f"the benchmark's table has {len(rows)} rows")
    # PyTables takes the machine's own order of bytes for another one where it is spelt out.
    return rows.view([(name, rows.dtype[name].str) for name in rows.dtype.names])


def _take_own_turn(benchmark: Path, folder: Path, turns: dict[str, Turns]) -> None:
    """One turn of each of the C++ benchmark's rows; it verifies before it times."""
    names = [name.format(_ROWS) for name in _OWN]
    pattern = "^(" + "|".join(names) + ")/"
    output = subprocess.run(
        [benchmark, f"--benchmark_filter={pattern}", "--benchmark_min_time=0.01",
         "--benchmark_format=json"],
        check=True, stdout=subprocess.PIPE, env={**os.environ, "TMPDIR": str(folder)}).stdout
    for row in json.loads(output)["benchmarks"]:
        if row.get("error_occurred"):
            sys.exit(f"{row['name']}: {row['error_message']}")
        function, _, threads, *_ = row["name"].split("/")
        name = function.replace("_", " ") + ", " + threads.replace(":", " ")
        turns.setdefault(name, Turns()).add(row["real_time"] / 1e3, row["cpu_time"] / 1e3,
                                            int(row["file_MB"] * 1e6))


def _take_turn(turns: dict[str, Turns], name: str, work: Callable[[], object], path: Path) -> None:
    wall, processor = time.perf_counter(), time.process_time()
    work()
    wall, processor = time.perf_counter() - wall, time.process_time() - processor
    turns.setdefault(name, Turns()).add(wall, processor, path.stat().st_size)


def _write_h5py(path: Path, rows: np.ndarray) -> None:
    with h5py.File(path, "w", libver=("v110", "v110")) as file:
        file.create_dataset(_TABLE, data=rows, chunks=(_CHUNK_ROWS,), compression="gzip",
                            compression_opts=1, shuffle=True)


def _read_h5py(path: Path) -> np.ndarray:
    with h5py.File(path) as file:
        return file[_TABLE][:]


def _write_pytables(path: Path, rows: np.ndarray) -> None:
    filters = tables.Filters(complevel=1, complib="zlib", shuffle=True)
    with tables.open_file(str(path), "w") as file:
        table = file.create_table("/group", "table", description=rows.dtype, filters=filters,
                                  chunkshape=(_CHUNK_ROWS,), expectedrows=len(rows),
                                  createparents=True)
        table.append(rows)


def _read_pytables(path: Path) -> np.ndarray:
    with tables.open_file(str(path)) as file:
        return file.get_node("/" + _TABLE).read()


def _check(path: Path, rows: np.ndarray) -> None:
    with h5py.File(path) as file:
        stored = file[_TABLE]
        is_same_form = (stored.chunks == (_CHUNK_ROWS,) and stored.shuffle
                        and (stored.compression, stored.compression_opts) == ("gzip", 1))
        # As bytes: NaN is not equal to itself.
        if not is_same_form or stored[:].tobytes() != rows.tobytes():
            sys.exit(f"{path.name} does not hold the rows as it should")


def _print(turns: dict[str, Turns], raw_bytes: int) -> None:
    print(f"h5py {version('h5py')}, PyTables {version('tables')}, "
          f"{raw_bytes / 1e6:.0f} MB of rows, {os.cpu_count()} processors")
    print(f"{'':28}{'median s':>9}{'min':>7}{'max':>7}{'cpu s':>7}{'MB/s':>7}{'file MB':>9}"
          f"{'x own':>7}")
    for name, times in turns.items():
        median = statistics.median(times.wall)
        own = "own read" if name.split(",")[0].endswith("read") else "own write"
        base = statistics.median(turns[f"{own}, threads 2"].wall)
        print(f"{name:28}{median:9.2f}{min(times.wall):7.2f}{max(times.wall):7.2f}"
              f"{statistics.median(times.processor):7.2f}{raw_bytes / median / 1e6:7.0f}"
              f"{times.file_bytes / 1e6:9.1f}{median / base:7.1f}")


if __name__ == "__main__":
    sys.exit(main())
