#!/usr/bin/env python3
"""Two CSV files of people from a generated force, with their truth: one linkage job for any tool.

    python benchmarks/peers/link_files.py FORCE FOLDER

FOLDER gets mentions.csv (mention_id and the four fields as the logs have them), versions.csv
(version_id and the four fields, one row a version of a person), link.ini for `fsu link`,
mention_truth.csv and version_truth.csv (the true person of each id; blank: nobody in the index).
"""

from __future__ import annotations

import sys
from pathlib import Path

import pandas as pd

sys.path.append(str(Path(__file__).resolve().parents[1] / "accuracy"))

from force_data import FIELDS, MENTION, read_force  # noqa: E402

_SETTINGS = """[link]
left-id = mention_id
right-id = version_id
forename = forename
surname = surname
date-of-birth = dob
id = pnc_id:pnc
"""


def write_link_files(force_folder: Path, folder: Path) -> None:
    """Writes the files; folder is made where it is missing."""
    force = read_force(force_folder)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    mentions = force.mentions.assign(mention_id=_mention_ids(force.mentions))
    mentions = mentions.drop_duplicates("mention_id")
    _write(mentions[["mention_id", *FIELDS]], folder / "mentions.csv")
    versions = force.versions.assign(version_id=[f"V{i:08}" for i in range(len(force.versions))])
    _write(versions[["version_id", *FIELDS]], folder / "versions.csv")
    versions["person"] = versions["person_id"].map(force.true_persons)
    _write(versions[["version_id", "person"]], folder / "version_truth.csv")
    truth = force.truth.assign(mention_id=_mention_ids(force.truth))
    truth = truth[truth["mention_id"].isin(mentions["mention_id"])]
    truth = truth.rename(columns={"true_person_id": "person"})
    _write(truth[["mention_id", "person"]], folder / "mention_truth.csv")
    (folder / "link.ini").write_text(_SETTINGS, encoding="utf-8")


def best_person_f1(best: pd.DataFrame, folder: Path) -> dict[str, float]:
    """Precision, recall and F1 of one best version a mention.

    `best` has mention_id, version_id, score and linked. `f1` is of what was linked, `best_f1` at
    the best threshold in hindsight. A mention about somebody whom the index does not hold is wrong
    wherever it is linked.
    """
    of_mention = _read(folder / "mention_truth.csv").set_index("mention_id")["person"]
    of_version = _read(folder / "version_truth.csv").set_index("version_id")["person"]
    about = int((of_mention != "").sum())
    if best["mention_id"].duplicated().any():
        raise ValueError("a mention has several best versions")
    truth = best["mention_id"].map(of_mention).fillna("")
    is_right = (truth != "") & (best["version_id"].map(of_version).fillna("") == truth)
    right, linked = int((is_right & best["linked"]).sum()), int(best["linked"].sum())
    by_score = is_right[best["score"].sort_values(ascending=False, kind="stable").index].cumsum()
    f1 = 2 * by_score.to_numpy() / (about + 1 + pd.RangeIndex(len(by_score)).to_numpy())
    return {"precision": right / linked if linked else float("nan"), "recall": right / about,
            "f1": 2 * right / (linked + about), "best_f1": float(f1.max(initial=0.0))}


def _mention_ids(frame: pd.DataFrame) -> pd.Series:
    return frame[MENTION[0]] + ":" + frame[MENTION[1]]


def _read(path: Path) -> pd.DataFrame:
    return pd.read_csv(path, dtype=str, keep_default_na=False)


def _write(frame: pd.DataFrame, path: Path) -> None:
    frame.fillna("").to_csv(path, index=False, lineterminator="\n")
    path.chmod(0o600)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    write_link_files(Path(sys.argv[1]), Path(sys.argv[2]))
