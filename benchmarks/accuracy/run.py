#!/usr/bin/env python3
"""Accuracy of `fsu link` on public sets with a known truth, beside the recorded figures of peers.

    python benchmarks/accuracy/run.py --output accuracy.h5
    python benchmarks/accuracy/run.py --sets febrl3_core,fake_1000_core --check

One default model for all sets: sets/*.ini hold column names and formats only. --check exits 1 where
a floor of floors.csv is missed by more than its tolerance. A set that is not there is skipped, with
a word. Needs numpy, pandas and h5py. The file holds the tables accuracy/sets and accuracy/peers.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pandas as pd

from hdf5_tables import write_tables
from link_sets import SETS, LinkSet, data_folder, read_truth
from pair_accuracy import measure_file

_HERE = Path(__file__).resolve().parent
_ROOT = _HERE.parents[1]
_COUNTS = ["true_pairs", "pairs_written", "true_written"]


def main() -> int:
    options = _options()
    data = data_folder()
    rows = []
    for link_set in _chosen(options.sets):
        missing = [path.name for path in link_set.files(data) if not path.is_file()]
        if missing:
            names = " and no ".join(missing)
            print(f"skipped {link_set.name}: no {names} in the public data folder")
            continue
        rows.append(_run_set(options.fsu, link_set, data, options.keep))
    if not rows:
        print("nothing measured")
        return 0
    measured = pd.DataFrame(rows)
    sources = pd.read_csv(_HERE / "peer_sources.csv")
    peers = pd.read_csv(_HERE / "peers.csv").merge(sources, on="source")
    _print_tables(measured, peers)
    if options.output:
        version = subprocess.check_output([options.fsu, "--version"], text=True)
        write_tables(options.output, {"accuracy/sets": measured, "accuracy/peers": peers},
                     {"program": version.strip()})
    return _check(measured) if options.check else 0


def _run_set(fsu: Path, link_set: LinkSet, data: Path, keep: Path | None) -> dict[str, object]:
    """Links one set and measures what comes out."""
    with tempfile.TemporaryDirectory() as temporary:
        output = (keep or Path(temporary)) / f"{link_set.name}.h5"
        arguments = [fsu, "link", "--config", link_set.settings_file(), "--output", output,
                     "--quiet"]
        for side, path in zip(("--left", "--right"), link_set.files(data), strict=False):
            arguments += [side, path]
        seconds, peak_memory_bytes = _run(arguments)
        measures = measure_file(output, read_truth(link_set, data))
    return {"set": link_set.name, **measures, "seconds": seconds,
            "peak_memory_bytes": peak_memory_bytes}


def _run(arguments: list[object]) -> tuple[float, int]:
    """Seconds and peak memory of one process; it has to succeed."""
    started = time.perf_counter()
    process = subprocess.Popen([str(argument) for argument in arguments])
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit(f"fsu link ended with exit code {process.returncode}")
    return seconds, usage.ru_maxrss * 1024


def _print_tables(measured: pd.DataFrame, peers: pd.DataFrame) -> None:
    table = pd.DataFrame({"set": measured["set"], "true": measured["true_pairs"],
                          "written": measured["pairs_written"],
                          "best F1": measured["best_f1"], "P": measured["best_precision"],
                          "R": measured["best_recall"], "from p": measured["best_threshold"],
                          "at 0.5": measured["at_half_f1"]})
    for tool in ("Splink", "supervised"):
        of_tool = peers[(peers["tool"] == tool) & (peers["compared"] == "pairs")].set_index("set")
        for column, title in (("best_f1", "best"), ("at_half_f1", "at 0.5")):
            table[f"{tool} {title}"] = measured["set"].map(of_tool[column])
    print("Pairs, against all true pairs")
    print(_text(table))
    more = measured[["set", "ece", "sum_probability", "true_written"]].copy()
    for name in ("clusters_f1", "best_candidate_best_f1", "best_candidate_at_half_f1",
                 "best_candidate_linked_f1"):
        if name in measured:
            more[name.removesuffix("_f1").replace("_", " ")] = measured[name]
    groups = peers[(peers["tool"] == "Splink") & (peers["compared"] != "pairs")].set_index("set")
    more["Splink best"] = measured["set"].map(groups["best_f1"])
    more["at 0.5"] = measured["set"].map(groups["at_half_f1"])
    more["seconds"] = measured["seconds"]
    more["peak MiB"] = measured["peak_memory_bytes"] / 2**20
    print("\nCalibration; clusters or the best candidate of each left record, Splink's beside")
    print(_text(more))
    print("\nPeers, as recorded:")
    for source, text in peers[["source", "measured"]].drop_duplicates().itertuples(index=False):
        print(f"  {source}: {text}")


def _check(measured: pd.DataFrame) -> int:
    """1 where a measure is beyond its limit by more than the tolerance; says which."""
    floors = pd.read_csv(_HERE / "floors.csv")
    by_set = measured.set_index("set")
    missed = held = 0
    for floor in floors.itertuples(index=False):
        if floor.set not in by_set.index:
            continue
        value = by_set.loc[floor.set].get(floor.measure, float("nan"))
        if is_held(value, floor.bound, floor.limit, floor.tolerance):
            held += 1
            continue
        missed += 1
        print(f"missed: {floor.set} {floor.measure} is {value:.4f}, at {floor.bound} {floor.limit} "
              f"(tolerance {floor.tolerance})")
    print(f"\n{held} floors held, {missed} missed")
    return 1 if missed else 0


def is_held(value: float, bound: str, limit: float, tolerance: float) -> bool:
    """Whether a value keeps a bound, `least` or `most`; a missing value keeps none."""
    if bound == "least":
        return value >= limit - tolerance
    if bound == "most":
        return value <= limit + tolerance
    raise ValueError(f"floors.csv: bound {bound}")


def _chosen(names: list[str] | None) -> list[LinkSet]:
    unknown = set(names or []) - {link_set.name for link_set in SETS}
    if unknown:
        raise SystemExit(f"no set {', '.join(sorted(unknown))}; there are "
                         f"{', '.join(link_set.name for link_set in SETS)}")
    return [link_set for link_set in SETS if names is None or link_set.name in names]


def _text(frame: pd.DataFrame) -> str:
    return frame.to_string(index=False, na_rep="-", float_format=lambda value: f"{value:.4f}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fsu", type=Path,
                        default=Path(os.environ.get("FSU_BINARY", _ROOT / "build/release/fsu")))
    parser.add_argument("--sets", type=lambda text: text.split(","),
                        help="some of the sets, comma between; else all")
    parser.add_argument("--output", type=Path, help="HDF5 file to write")
    parser.add_argument("--keep", type=Path, help="folder where the links files stay")
    parser.add_argument("--check", action="store_true", help="hold the figures to floors.csv")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
