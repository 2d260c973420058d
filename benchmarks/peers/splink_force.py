#!/usr/bin/env python3
"""Splink, exact linkage and this program side by side on generated forces.

    pip install -r benchmarks/peers/requirements.txt
    python benchmarks/peers/splink_force.py --seeds 1,2,3 --output peers.h5

Same force, same truth, same mentions for all; Splink gets first forename, surname, date of birth
and PNC ID in a plain form. Prints one table a force and their mean, recall by group, and how many
of the true top hundred stay. The file holds the tables peers/linkages and peers/recall; record.py
puts Splink's figures where benchmarks/accuracy finds them.
"""

from __future__ import annotations

import argparse
import logging
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

import pandas as pd

_ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(_ROOT / "benchmarks/accuracy"))

import top_lists  # noqa: E402
from force_accuracy import ForceTruth  # noqa: E402
from force_data import generate_force, private_folder  # noqa: E402
from hdf5_tables import read_table, write_tables  # noqa: E402
from linkages import program_linkages, splink_linkages  # noqa: E402
from program_linkage import Linkage, results_file  # noqa: E402

_SHOWN = ["linkage", "decision", "precision", "recall", "f1", "threshold", *
          (f"kept_{metric}" for metric in top_lists.METRICS), "seconds"]


def main() -> int:
    options = _options()
    logging.getLogger("splink").setLevel(logging.ERROR)
    with tempfile.TemporaryDirectory() as temporary:
        work = private_folder(options.work or Path(temporary))
        parts = [_compare(options, work / f"force{seed}", seed) for seed in options.seeds]
    rows = pd.concat([part[0] for part in parts], ignore_index=True)
    recalls = pd.concat([part[1] for part in parts], ignore_index=True)
    _print_mean(rows, recalls)
    if options.output:
        versions = {name: version(name) for name in ("splink", "duckdb", "pandas")}
        write_tables(options.output, {"peers/linkages": rows, "peers/recall": recalls}, versions)
    return 0


def _compare(options: argparse.Namespace, folder: Path,
             seed: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """All linkages on one force: their figures, and their recall by group."""
    force = generate_force(options.fsu, folder, seed, options.mentions, options.persons)
    linkages = program_linkages(options.fsu, force)
    for names in ("separate", "together"):
        linkages += splink_linkages(force, names)
    results = results_file(folder, "fsu")
    individuals = read_table(results, "ranking/individuals")
    truth = ForceTruth(force, read_table(results, "incidents/resource_durations"), individuals)
    truth.check_ranking(individuals, linkages[1].decided)
    rows, recalls = [], []
    for linkage in linkages:
        for decision, links in _decisions(truth, linkage):
            name = {"seed": seed, "linkage": linkage.name, "decision": decision}
            rows.append({**name, **truth.figures(links), "threshold": float(links["score"].min()),
                         "seconds": linkage.seconds})
            recalls.append(truth.recalls(links).assign(**name))
    frame = pd.DataFrame(rows)
    print(f"\nForce of seed {seed}: {len(truth.mentions)} mentions in scope, "
          f"{rows[0]['about']} about a person of the index")
    print(_text(frame[_SHOWN]), flush=True)
    return frame, pd.concat(recalls, ignore_index=True)


def _decisions(truth: ForceTruth, linkage: Linkage) -> list[tuple[str, pd.DataFrame]]:
    """As the linkage decides, and at its best threshold in hindsight."""
    decided = [("own", linkage.decided)]
    if linkage.has_threshold:
        decided.append(("hindsight", truth.in_hindsight(linkage)))
    return decided


def _print_mean(rows: pd.DataFrame, recalls: pd.DataFrame) -> None:
    by = ["linkage", "decision"]
    print(f"\nMean of {rows['seed'].nunique()} forces")
    print(_text(rows.groupby(by, sort=False)[_SHOWN[2:]].mean().reset_index()))
    print("\nRecall by group, mean")
    recalls = recalls.assign(column=recalls["linkage"] + " " + recalls["decision"])
    table = recalls.pivot_table(index=["grouping", "group"], columns="column", values="recall",
                                aggfunc="mean", sort=False)
    mentions = recalls.groupby(["grouping", "group", "seed"])["mentions"].first()
    table.insert(0, "mentions", mentions.groupby(["grouping", "group"]).mean().round().astype(int))
    for start in range(1, len(table.columns), 4):
        part = table[["mentions", *table.columns[start:start + 4]]]
        print(_text(part.reset_index()) + "\n")


def _text(frame: pd.DataFrame) -> str:
    return frame.to_string(index=False, float_format=lambda value: f"{value:.4f}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fsu", type=Path, default=_ROOT / "build/release/fsu")
    parser.add_argument("--seeds", type=lambda text: [int(seed) for seed in text.split(",")],
                        default=[1, 2, 3], help="one force a seed (default: 1,2,3)")
    parser.add_argument("--mentions", type=int, default=100_000)
    parser.add_argument("--persons", type=int, default=60_000)
    parser.add_argument("--output", type=Path, help="HDF5 file to write")
    parser.add_argument("--work", type=Path, help="folder for the forces; a temporary one else")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
