#!/usr/bin/env python3
"""Accuracy of the linkage where the truth is known, beside the recorded figures of peers.

    python benchmarks/accuracy/run.py --output accuracy.h5
    python benchmarks/accuracy/run.py --sets force1,febrl3_core,fake_1000_core --check

`fsu link` on public sets, with one default model for all: sets/*.ini hold column names and formats
only. `fsu run` on three generated forces (force1, force2, force3): exact, with the evidence that
peers can use too, and with all. --check exits 1 where a floor of floors.csv is missed by more than
its tolerance. A public set that is not there is skipped, with a word. Needs numpy, pandas and h5py.
The file holds the tables accuracy/sets, accuracy/forces, accuracy/recall (by name group, kind of
error and role), accuracy/peers and accuracy/peer_recalls.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pandas as pd

from floors import check
from force_data import private_folder
from forces import FORCES, derived_measures, measure_force
from hdf5_tables import write_tables
from link_sets import SETS, LinkSet, data_folder, read_truth
from measured_process import run_measured
from pair_accuracy import measure_file
from report import print_forces, print_sets, print_sources

_HERE = Path(__file__).resolve().parent
_ROOT = _HERE.parents[1]


def main() -> int:
    options = _options()
    peers, peer_recalls = _read_peers()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or Path(temporary)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        sets = _measure_sets(options.fsu, _chosen(options.sets), folder)
        forces, recalls = _measure_forces(options.fsu, options.sets, folder)
    tables, measured = {}, []
    if len(sets):
        print_sets(sets, peers)
        tables["accuracy/sets"] = sets
        measured.append(sets)
    if len(forces):
        print_forces(forces, recalls, peers, peer_recalls)
        forces = forces.merge(derived_measures(forces, recalls, peers, peer_recalls), on="set")
        tables |= {"accuracy/forces": forces, "accuracy/recall": recalls}
        measured.append(forces)
    if not measured:
        print("nothing measured")
        return 0
    print_sources(peers)
    if options.output:
        version = subprocess.check_output([options.fsu, "--version"], text=True)
        tables |= {"accuracy/peers": peers, "accuracy/peer_recalls": peer_recalls}
        write_tables(options.output, tables, {"program": version.strip()})
    return check(pd.concat(measured, ignore_index=True)) if options.check else 0


def _measure_sets(fsu: Path, link_sets: list[LinkSet], folder: Path) -> pd.DataFrame:
    """Links the public sets that are there; one row each."""
    data = data_folder()
    rows = []
    for link_set in link_sets:
        missing = [path.name for path in link_set.files(data) if not path.is_file()]
        if missing:
            names = " and no ".join(missing)
            print(f"skipped {link_set.name}: no {names} in the public data folder")
            continue
        rows.append(_run_set(fsu, link_set, data, folder))
    return pd.DataFrame(rows)


def _run_set(fsu: Path, link_set: LinkSet, data: Path, folder: Path) -> dict[str, object]:
    """Links one set and measures what comes out."""
    output = folder / f"{link_set.name}.h5"
    arguments = [fsu, "link", "--config", link_set.settings_file(), "--output", output, "--quiet"]
    for side, path in zip(("--left", "--right"), link_set.files(data), strict=False):
        arguments += [side, path]
    seconds, peak_memory_bytes = run_measured(arguments)
    return {"set": link_set.name, **measure_file(output, read_truth(link_set, data)),
            "seconds": seconds, "peak_memory_bytes": peak_memory_bytes}


def _measure_forces(fsu: Path, names: list[str] | None,
                    folder: Path) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Figures and recall by group of the chosen forces."""
    chosen = [name for name in FORCES if names is None or name in names]
    parts = [measure_force(fsu, name, private_folder(folder / name)) for name in chosen]
    if not parts:
        return pd.DataFrame(), pd.DataFrame()
    figures, recalls = (pd.concat(part, ignore_index=True) for part in zip(*parts, strict=True))
    return figures, recalls


def _read_peers() -> tuple[pd.DataFrame, pd.DataFrame]:
    """The recorded figures of peers, and their recall by group."""
    sources = pd.read_csv(_HERE / "peer_sources.csv")
    peers, recalls = (pd.read_csv(_HERE / f"{name}.csv").merge(sources, "left", on="source",
                                                               validate="m:1")
                      for name in ("peers", "peer_recalls"))
    return peers, recalls


def _chosen(names: list[str] | None) -> list[LinkSet]:
    """The public sets among the names; every name has to be a set or a force."""
    known = [*(link_set.name for link_set in SETS), *FORCES]
    unknown = set(names or []) - set(known)
    if unknown:
        raise SystemExit(f"no set {', '.join(sorted(unknown))}; there are {', '.join(known)}")
    return [link_set for link_set in SETS if names is None or link_set.name in names]


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fsu", type=Path,
                        default=Path(os.environ.get("FSU_BINARY", _ROOT / "build/release/fsu")))
    parser.add_argument("--sets", type=lambda text: text.split(","),
                        help="some of the sets and forces, comma between; else all")
    parser.add_argument("--output", type=Path, help="HDF5 file to write")
    parser.add_argument("--keep", type=Path, help="folder where forces and links files stay")
    parser.add_argument("--check", action="store_true", help="hold the figures to floors.csv")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
