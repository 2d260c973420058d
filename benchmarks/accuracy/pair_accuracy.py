"""What a links file is worth against the truth.

Precision, recall and F1 count pairs of records, and recall is over ALL true pairs: one that was
never compared is missed like any other. `at_half` is what a user gets who believes the
probabilities; the best F1 over thresholds is known in hindsight only. Calibration: expected
calibration error over ten equal bins of the pairs with a probability above 0.01, and the sum of the
probabilities beside the number of true pairs among those written.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from hdf5_tables import has_table, read_table
from link_sets import Truth

_NUM_BINS = 10
_LEAST_PROBABILITY = 0.01


def measure_file(path: Path, truth: Truth) -> dict[str, float]:
    """All measures of one links file; those that it has no table for are left out."""
    pairs = _checked_pairs(read_table(path, "pairs"), truth)
    num_true = truth.num_true_pairs()
    is_true = truth.are_true(pairs)
    found = {"true_pairs": num_true, "pairs_written": len(pairs),
             "true_written": int(is_true.sum()),
             **curve(pairs["probability"], is_true, num_true),
             **calibration(pairs["probability"], is_true)}
    if truth.right is not None:
        found |= _best_candidates(read_table(path, "best"), truth, num_true)
    elif has_table(path, "clusters"):
        found["clusters_f1"] = clusters_f1(read_table(path, "clusters"), truth)
    return found


def curve(probability: pd.Series, is_true: pd.Series, num_true: int) -> dict[str, float]:
    """Best F1 over thresholds, with its precision, recall and threshold; and F1 at 0.5."""
    by_value = pd.DataFrame({"p": probability, "true": is_true}).groupby("p")["true"]
    by_value = by_value.agg(["sum", "size"]).sort_index(ascending=False)
    right, number = by_value["sum"].cumsum(), by_value["size"].cumsum()
    at_half = probability >= 0.5
    figures = {"at_half_f1": _f1(int((is_true & at_half).sum()), int(at_half.sum()), num_true)}
    if len(by_value) == 0 or num_true == 0:
        return {"best_f1": 0.0, "best_precision": float("nan"), "best_recall": 0.0,
                "best_threshold": float("nan"), **figures}
    f1 = 2 * right / (number + num_true)
    threshold = f1.idxmax()
    return {"best_f1": float(f1[threshold]), "best_precision": right[threshold] / number[threshold],
            "best_recall": right[threshold] / num_true, "best_threshold": float(threshold),
            **figures}


def calibration(probability: pd.Series, is_true: pd.Series) -> dict[str, float]:
    """ece, sum_probability, and sum_off: its distance from the true pairs written, as a share."""
    stated = probability > _LEAST_PROBABILITY
    bins = np.minimum((probability[stated] * _NUM_BINS).astype(int), _NUM_BINS - 1)
    by_bin = pd.DataFrame({"p": probability[stated], "true": is_true[stated]}).groupby(bins)
    gaps = (by_bin["p"].mean() - by_bin["true"].mean()).abs() * by_bin.size()
    total, num_written = float(probability.sum()), int(is_true.sum())
    return {"ece": float(gaps.sum() / stated.sum()) if stated.any() else 0.0,
            "sum_probability": total,
            "sum_off": abs(total / num_written - 1) if num_written else float("nan")}


def clusters_f1(clusters: pd.DataFrame, truth: Truth) -> float:
    """F1 of the pairs of records that share a cluster."""
    frame = clusters.assign(person=clusters["id"].map(truth.left))
    if frame["person"].isna().any() or frame["id"].duplicated().any():
        raise ValueError("clusters: an id is unknown or stands twice")

    def num_pairs(by: list[str]) -> int:
        sizes = frame.groupby(by).size()
        return int((sizes * (sizes - 1) // 2).sum())

    return _f1(num_pairs(["cluster", "person"]), num_pairs(["cluster"]), truth.num_true_pairs())


def _best_candidates(best: pd.DataFrame, truth: Truth, num_true: int) -> dict[str, float]:
    """The same curve over the best candidate of each left record, and over those called linked."""
    if best["left_id"].duplicated().any():
        raise ValueError("best: a left record stands twice")
    best = best[best["right_id"] != ""]
    is_true = truth.are_true(best)
    figures = curve(best["probability"], is_true, num_true)
    linked = best["status"] == "linked"
    return {"best_candidate_best_f1": figures["best_f1"],
            "best_candidate_at_half_f1": figures["at_half_f1"],
            "best_candidate_linked_f1": _f1(int((is_true & linked).sum()), int(linked.sum()),
                                            num_true)}


def _checked_pairs(pairs: pd.DataFrame, truth: Truth) -> pd.DataFrame:
    """Each pair once, in the order of the contract, with a probability."""
    if pairs.duplicated(["left_id", "right_id"]).any():
        raise ValueError("pairs: a pair stands twice")
    if not pairs["probability"].between(0, 1).all():
        raise ValueError("pairs: a probability outside 0 to 1")
    if truth.right is None:
        is_ordered = (a.encode() < b.encode()
                      for a, b in zip(pairs["left_id"], pairs["right_id"], strict=True))
        if not all(is_ordered):
            raise ValueError("pairs: of one file, and left_id is not below right_id")
    return pairs


def _f1(right: int, number: int, num_true: int) -> float:
    return 2 * right / (number + num_true) if number + num_true else float("nan")
