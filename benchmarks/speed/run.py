#!/usr/bin/env python3
"""Speed of the linkage at three sizes, each verified against its truth.

    python benchmarks/speed/run.py --check
    python benchmarks/speed/run.py --sets febrl4,people50k --runs 1 --work forces

Seconds are of whole processes, reading and writing too: the median of --runs. For mentions1m, a
whole `fsu run`, the seconds of its linkage stages stand beside. Run it on a quiet machine, and once
before to have the files in memory. Exit code 1 where a linkage has an F1 below 0.9 or the data are
not of the size that is claimed, and with --check where a target is missed. The file of --output
holds the table speed/linkage. Needs numpy, pandas and h5py.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import pandas as pd

_HERE = Path(__file__).resolve().parent
_ROOT = _HERE.parents[1]
sys.path.append(str(_ROOT / "benchmarks/accuracy"))

from hdf5_tables import write_tables  # noqa: E402
from measured_process import run_measured  # noqa: E402
from speed_sets import SPEED_SETS, Found, SpeedSet, expected_records  # noqa: E402

#: Below it a linkage has not done its work.
_LEAST_F1 = 0.9
#: A size may be off by this share: a generated force has about as many as were asked for.
_SIZE_TOLERANCE = 0.1


def main() -> int:
    options = _options()
    with tempfile.TemporaryDirectory() as temporary:
        work = options.work or Path(temporary)
        work.mkdir(mode=0o700, parents=True, exist_ok=True)
        rows = [row for speed_set in _chosen(options.sets)
                if (row := _measure(options, speed_set, work, Path(temporary)))]
    if not rows:
        print("nothing measured")
        return 0
    table = pd.DataFrame(rows)
    print(_text(table))
    if options.output:
        version = subprocess.check_output([options.fsu, "--version"], text=True)
        write_tables(options.output, {"speed/linkage": table},
                     {"program": version.strip(), "processors": str(os.cpu_count()),
                      "machine": platform.machine()})
    faults = _faults(table, options.check)
    for fault in faults:
        print(fault)
    return 1 if faults else 0


def _measure(options: argparse.Namespace, speed_set: SpeedSet, work: Path,
             temporary: Path) -> dict[str, object] | None:
    data = speed_set.prepare(options.fsu, work)
    if data is None:
        print(f"skipped {speed_set.name}: its files are not in the public data folder")
        return None
    output = temporary / f"{speed_set.name}.h5"
    timed: list[tuple[float, int]] = []
    linkage_seconds: list[float] = []
    for _ in range(options.runs):
        call = [*speed_set.call(options.fsu, data, output), "--threads", options.threads]
        timed.append(run_measured(call))
        found = speed_set.verify(data, output)
        linkage_seconds.append(found.linkage_seconds)
    output.unlink()
    return _row(speed_set, found, timed, statistics.median(linkage_seconds))


def _row(speed_set: SpeedSet, found: Found, timed: list[tuple[float, int]],
         linkage_seconds: float) -> dict[str, object]:
    seconds = [one for one, _ in timed]
    return {"set": speed_set.name, "left": found.left, "right": found.right, "f1": found.f1,
            "runs": len(timed), "seconds": statistics.median(seconds), "fastest": min(seconds),
            "slowest": max(seconds), "linkage_seconds": linkage_seconds,
            "target_seconds": float(speed_set.target_seconds),
            "peak_memory_bytes": max(peak for _, peak in timed)}


def _faults(table: pd.DataFrame, holds_targets: bool) -> list[str]:
    faults = []
    for row in table.itertuples(index=False):
        for side, expected in zip((row.left, row.right), expected_records(row.set), strict=True):
            if abs(side / expected - 1) > _SIZE_TOLERANCE:
                faults.append(f"{row.set}: {side} records instead of about {expected}")
        if not row.f1 >= _LEAST_F1:
            faults.append(f"{row.set}: F1 {row.f1:.4f}, below {_LEAST_F1}: what was timed is "
                          "not the work")
        if holds_targets and not row.seconds < row.target_seconds:
            faults.append(f"{row.set}: {row.seconds:.2f} s, target {row.target_seconds:g} s")
    return faults


def _text(table: pd.DataFrame) -> str:
    shown = table.rename(columns={"linkage_seconds": "linkage alone", "target_seconds": "target"})
    shown["peak MiB"] = (shown.pop("peak_memory_bytes") / 2**20).round()
    return shown.to_string(index=False, na_rep="-",
                           formatters={"f1": "{:.4f}".format, "target": "{:g}".format,
                                       "peak MiB": "{:.0f}".format},
                           float_format="{:.2f}".format)


def _chosen(names: list[str] | None) -> list[SpeedSet]:
    known = [speed_set.name for speed_set in SPEED_SETS]
    unknown = set(names or []) - set(known)
    if unknown:
        raise SystemExit(f"no set {', '.join(sorted(unknown))}; there are {', '.join(known)}")
    return [speed_set for speed_set in SPEED_SETS if names is None or speed_set.name in names]


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fsu", type=Path,
                        default=Path(os.environ.get("FSU_BINARY", _ROOT / "build/release/fsu")))
    parser.add_argument("--sets", type=lambda text: text.split(","),
                        help="some of the sets, comma between; else all")
    parser.add_argument("--runs", type=_positive, default=3, help="runs of each (3)")
    parser.add_argument("--threads", type=_positive, default=2, help="threads (2)")
    parser.add_argument("--work", type=Path,
                        help="folder where generated data stay, to be used again")
    parser.add_argument("--output", type=Path, help="HDF5 file to write")
    parser.add_argument("--check", action="store_true", help="hold the seconds to the targets")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
