#!/usr/bin/env python3
"""Splink, exact linkage and this program side by side on generated forces.

    pip install -r benchmarks/peers/requirements.txt
    python benchmarks/peers/splink_force.py --seeds 1,2,3 --output peers.h5

Same force, same truth, same mentions for all; Splink gets first forename, surname, date of birth
and PNC ID in a plain form. Prints one table a force and their mean, recall by group, and how many
of the true top hundred stay. The file holds the tables peers/linkages and peers/recall.
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

import mention_accuracy  # noqa: E402
import top_lists  # noqa: E402
from force_data import Force, generate_force, private_folder  # noqa: E402
from hdf5_tables import read_table, write_tables  # noqa: E402
from linkages import Linkage, program_linkages, results_file, splink_linkages  # noqa: E402

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
    linkages = program_linkages(options.fsu, force, folder)
    for names in ("separate", "together"):
        linkages += splink_linkages(force, names)
    results = results_file(folder, "fsu")
    judge = _Judge(force, read_table(results, "incidents/resource_durations"),
                   read_table(results, "ranking/individuals"))
    judge.check_ranking(linkages[1])
    rows, recalls = [], []
    for linkage in linkages:
        for decision, links in judge.decisions(linkage):
            name = {"seed": seed, "linkage": linkage.name, "decision": decision}
            rows.append({**name, **judge.figures(links), "seconds": linkage.seconds})
            recalls.append(judge.recalls(links).assign(**name))
    frame = pd.DataFrame(rows)
    print(f"\nForce of seed {seed}: {len(judge.truth)} mentions in scope, "
          f"{rows[0]['about']} about a person of the index")
    print(_text(frame[_SHOWN]), flush=True)
    return frame, pd.concat(recalls, ignore_index=True)


class _Judge:
    """What is true of one force."""

    def __init__(self, force: Force, durations: pd.DataFrame, individuals: pd.DataFrame) -> None:
        self._force, self._durations, self._individuals = force, durations, individuals
        self.truth = mention_accuracy.mentions_in_scope(force, durations)
        self._true_tops = self._tops(self.truth[self.truth["person_id"] != ""])

    def check_ranking(self, program: Linkage) -> None:
        """The lists made here from the program's links must be the program's own."""
        tops = self._tops(program.decided)
        for metric in top_lists.METRICS:
            by = [f"{metric}_score", f"{metric}_uncapped", "person_id"]
            ranked = self._individuals.sort_values(by, ascending=[False, False, True])
            if list(ranked["person_id"].head(top_lists.TOP)) != tops[metric]:
                raise AssertionError(f"the {metric} list is not the program's")

    def decisions(self, linkage: Linkage) -> list[tuple[str, pd.DataFrame]]:
        """As the linkage decides, and at its best threshold in hindsight."""
        decided = [("own", linkage.decided)]
        if linkage.has_threshold:
            judged = mention_accuracy.judge(linkage.best, self.truth, self._force)
            threshold = mention_accuracy.best_threshold(judged)
            decided.append(("hindsight", linkage.best[linkage.best["score"] >= threshold]))
        return decided

    def figures(self, links: pd.DataFrame) -> dict[str, float]:
        found = mention_accuracy.figures(mention_accuracy.judge(links, self.truth, self._force))
        stay = top_lists.kept(self._true_tops, self._tops(links), self._force.true_persons)
        return {**found, "threshold": float(links["score"].min()),
                **{f"kept_{metric}": number for metric, number in stay.items()}}

    def recalls(self, links: pd.DataFrame) -> pd.DataFrame:
        return mention_accuracy.by_group(mention_accuracy.judge(links, self.truth, self._force))

    def _tops(self, links: pd.DataFrame) -> dict[str, list[str]]:
        return top_lists.top_of(top_lists.totals_of(links, self._durations, self._individuals,
                                                    self._force.excluded))


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
