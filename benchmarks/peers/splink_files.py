#!/usr/bin/env python3
"""Splink 5 on DuckDB links two CSV files of people, as `fsu link` does: one timed job.

    python benchmarks/peers/link_files.py force files
    python benchmarks/peers/splink_files.py --files files --output best.parquet --threads 2

The whole job is timed, after the packages are loaded: reading both files, the plain form of the
four fields, distinct identities, training, prediction, and one best version a mention. Settings are
those of splink_linkage.py; expectation maximisation sees at most --max-training-pairs pairs of each
block, without which it takes longer than the prediction and finds the same. Prints one JSON object:
seconds, processor_seconds, pairs, version. The file holds mention_id, version_id, probability.
"""

from __future__ import annotations

import argparse
import json
import logging
import resource
import sys
import time
from importlib.metadata import version
from pathlib import Path

import pandas as pd

sys.path.append(str(Path(__file__).resolve().parents[1] / "accuracy"))

import splink_linkage  # noqa: E402
from force_data import FIELDS  # noqa: E402
from identities import distinct_identities, normalise  # noqa: E402


def main() -> int:
    options = _options()
    logging.disable(logging.WARNING)
    start, used = time.perf_counter(), _processor_seconds()
    best, pairs = _link(options)
    best.to_parquet(options.output)
    figures = {"seconds": time.perf_counter() - start,
               "processor_seconds": _processor_seconds() - used, "pairs": pairs,
               "version": f"{version('splink')} on DuckDB {version('duckdb')}"}
    print(json.dumps(figures))
    return 0


def _link(options: argparse.Namespace) -> tuple[pd.DataFrame, int]:
    """mention_id, version_id, probability of the best pair of each mention; pairs kept."""
    mentions = normalise(_read(options.files / "mentions.csv"))
    identities, mentions["identity"] = distinct_identities(mentions)
    versions = normalise(_read(options.files / "versions.csv"))
    # Nothing tells equal versions apart, so each identity is compared once.
    versions = versions[versions[list(FIELDS)].notna().any(axis=1)].drop_duplicates(list(FIELDS))
    versions = versions.rename(columns={"version_id": "person_id"}).reset_index(drop=True)
    pairs = splink_linkage.score_candidates(
        identities, versions, options.names, threads=options.threads,
        max_training_pairs=options.max_training_pairs)
    first = pairs.drop_duplicates("identity")
    best = mentions[["mention_id", "identity"]].merge(first, on="identity")
    odds = 2.0 ** best["weight"]
    best = best.assign(probability=odds / (1 + odds)).rename(columns={"person_id": "version_id"})
    return best[["mention_id", "version_id", "probability"]], len(pairs)


def _read(path: Path) -> pd.DataFrame:
    return pd.read_csv(path, dtype=str, keep_default_na=False)


def _processor_seconds() -> float:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=Path, required=True, help="folder of link_files.py")
    parser.add_argument("--output", type=Path, required=True, help="parquet file to write")
    parser.add_argument("--names", choices=("separate", "together"), default="separate",
                        help="a comparison for each name, or one for the full name")
    parser.add_argument("--max-training-pairs", type=float, default=5e6)
    parser.add_argument("--threads", type=int, default=2)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
