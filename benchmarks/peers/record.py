#!/usr/bin/env python3
"""Puts Splink's figures on the generated forces where benchmarks/accuracy prints and holds to them.

    python benchmarks/peers/record.py peers.h5

Reads what splink_force.py wrote and replaces the rows about forces in peers.csv and
peer_recalls.csv: names compared each for itself, at the best threshold in hindsight; `Splink share`
divides each pair's odds by those of all candidates first. Say in peer_sources.csv what ran.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pandas as pd

_ACCURACY = Path(__file__).resolve().parents[1] / "accuracy"
sys.path.insert(0, str(_ACCURACY))

from hdf5_tables import read_table  # noqa: E402

_TOOLS = {"Splink separate": "Splink", "Splink separate, share": "Splink share"}
_SOURCE = "splink_forces"


def main() -> int:
    if len(sys.argv) != 2:
        print(__doc__)
        return 64
    measured = Path(sys.argv[1])
    record(read_table(measured, "peers/linkages"), read_table(measured, "peers/recall"), _ACCURACY)
    return 0


def record(rows: pd.DataFrame, recalls: pd.DataFrame, folder: Path) -> None:
    """Writes the rows of `_TOOLS` into both files of `folder`."""
    rows, recalls = _named(rows), _named(recalls)
    at_half = rows[rows["decision"] == "own"].set_index(["set", "tool"])["f1"]
    best = rows[rows["decision"] == "hindsight"].set_index(["set", "tool"])
    figures = pd.DataFrame({
        "compared": "mentions", "best_f1": best["f1"], "at_half_f1": at_half, "source": _SOURCE,
        "best_precision": best["precision"], "best_recall": best["recall"],
        **{name: best[name].astype("Int64") for name in best if name.startswith("kept_")}})
    others = pd.read_csv(folder / "peers.csv", dtype=str, keep_default_na=False)
    others = others[others["source"] != _SOURCE]
    _write(pd.concat([others, _as_text(figures.reset_index())]), folder / "peers.csv")
    by_group = recalls[recalls["decision"] == "hindsight"].assign(source=_SOURCE)
    columns = ["set", "tool", "grouping", "group", "mentions", "recall", "source"]
    _write(_as_text(by_group[columns]), folder / "peer_recalls.csv")


def _named(frame: pd.DataFrame) -> pd.DataFrame:
    frame = frame[frame["linkage"].isin(_TOOLS)]
    return frame.assign(set="force" + frame["seed"].astype(str),
                        tool=frame["linkage"].map(_TOOLS))


def _as_text(frame: pd.DataFrame) -> pd.DataFrame:
    """Shares with four digits."""
    floats = frame.select_dtypes("float").columns
    return frame.assign(**{name: frame[name].map("{:.4f}".format) for name in floats}).astype(str)


def _write(frame: pd.DataFrame, path: Path) -> None:
    frame.fillna("").to_csv(path, index=False, lineterminator="\n")


if __name__ == "__main__":
    sys.exit(main())
