"""What run.py prints: the measured figures beside the recorded ones of peers."""

from __future__ import annotations

import pandas as pd

from top_lists import METRICS


def print_sets(measured: pd.DataFrame, peers: pd.DataFrame) -> None:
    """The public sets: pairs; then calibration and clusters or best candidates."""
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
    groups = peers[(peers["tool"] == "Splink") & peers["compared"].isin(["clusters", "best"])]
    groups = groups.set_index("set")
    more["Splink best"] = measured["set"].map(groups["best_f1"])
    more["at 0.5"] = measured["set"].map(groups["at_half_f1"])
    _add_cost(more, measured)
    print("\nCalibration; clusters or the best candidate of each left record, Splink's beside")
    print(_text(more))


def print_forces(figures: pd.DataFrame, recalls: pd.DataFrame, peers: pd.DataFrame,
                 peer_recalls: pd.DataFrame) -> None:
    """The generated forces: figures by linkage and force; then recall by group, their mean."""
    kept = [f"kept_{metric}" for metric in METRICS]
    table = figures[["set", "precision", "recall", "f1", "ece", *kept]].copy()
    _add_cost(table, figures)
    splink = peers[(peers["compared"] == "mentions") & peers["set"].isin(figures["force"])]
    splink = splink.rename(columns={"best_precision": "precision", "best_recall": "recall",
                                    "best_f1": "f1"})
    splink = splink.assign(set=splink["set"] + " " + splink["tool"])
    print("\nMentions of generated forces, as decided; Splink at its best threshold in hindsight; "
          "of the true top hundred, how many stay")
    print(_text(pd.concat([table, splink[["set", "precision", "recall", "f1", *kept]]])))
    peer_recalls = peer_recalls[peer_recalls["set"].isin(figures["force"])]
    both = pd.concat([recalls, peer_recalls.rename(columns={"tool": "linkage"})])
    by_group = both.pivot_table(index=["grouping", "group"], columns="linkage", values="recall",
                                aggfunc="mean", sort=False)
    mentions = recalls.groupby(["grouping", "group", "force"])["mentions"].first()
    by_group.insert(0, "mentions", mentions.groupby(["grouping", "group"]).sum())
    print("\nRecall by group, mean of the forces")
    print(_text(by_group.reset_index()))


def print_sources(peers: pd.DataFrame) -> None:
    print("\nPeers, as recorded:")
    for source, text in peers[["source", "measured"]].drop_duplicates().itertuples(index=False):
        print(f"  {source}: {text}")


def _add_cost(table: pd.DataFrame, measured: pd.DataFrame) -> None:
    table["seconds"] = measured["seconds"]
    table["peak MiB"] = measured["peak_memory_bytes"] / 2**20


def _text(frame: pd.DataFrame) -> str:
    return frame.to_string(index=False, na_rep="-", float_format=lambda value: f"{value:.4f}")
