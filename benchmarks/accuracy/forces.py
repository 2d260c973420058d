"""Three generated forces, and three linkages of each by the program.

Seeds 1, 2 and 3: one year, 100,000 mentions, 60,000 persons. Exact linkage is the baseline;
names_dob_pnc uses what other tools can use too; all is the default. A linkage of a force is one
row, called force1_all and so on.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from force_accuracy import ForceTruth
from force_data import generate_force
from hdf5_tables import read_table
from program_linkage import results_file, run_linkage

#: Forces by name, with the seed of each.
FORCES = {f"force{seed}": seed for seed in (1, 2, 3)}
_MENTIONS = 100_000
_PERSONS = 60_000
_LINKAGES = {"exact": ["--linkage", "exact"],
             "names_dob_pnc": ["--evidence", "names,dob,pnc"],
             "all": ["--evidence", "all"]}


def measure_force(fsu: Path, name: str, folder: Path) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Generates a force in a new folder; the figures of its linkages, and their recall by group."""
    force = generate_force(fsu, folder, FORCES[name], _MENTIONS, _PERSONS)
    truth = None
    rows, recalls = [], []
    for linkage_name, options in _LINKAGES.items():
        linkage = run_linkage(fsu, folder, linkage_name, options)
        results = results_file(folder, linkage_name)
        individuals = read_table(results, "ranking/individuals")
        truth = truth or ForceTruth(force, read_table(results, "incidents/resource_durations"),
                                    individuals)
        truth.check_ranking(individuals, linkage.decided)
        key = {"set": f"{name}_{linkage_name}", "force": name, "linkage": linkage_name}
        calibrated = truth.calibration(linkage) if linkage.has_threshold else {}
        rows.append({**key, "mentions": len(truth.mentions), **truth.figures(linkage.decided),
                     **calibrated, "seconds": linkage.seconds,
                     "peak_memory_bytes": linkage.peak_memory_bytes})
        recalls.append(truth.recalls(linkage.decided).assign(**key))
    return pd.DataFrame(rows), pd.concat(recalls, ignore_index=True)


def derived_measures(figures: pd.DataFrame, recalls: pd.DataFrame, peers: pd.DataFrame,
                     peer_recalls: pd.DataFrame) -> pd.DataFrame:
    """`set` and what the floors compare: with Splink, between linkages, and between groups.

    f1_over_splink; f1_over_identity: over the same force's linkage by names, dob and pnc;
    name_group_gap: farthest that a name group's recall is from the whole's; KIND_over_splink:
    recall of a kind of error above `required_recall` of it.
    """
    splink = peers[(peers["tool"] == "Splink") & (peers["compared"] == "mentions")]
    found = figures[["set", "force", "f1", "recall"]].copy()
    found["f1_over_splink"] = found["f1"] - found["force"].map(splink.set_index("set")["best_f1"])
    identity = figures[figures["linkage"] == "names_dob_pnc"].set_index("force")["f1"]
    found["f1_over_identity"] = found["f1"] - found["force"].map(identity)
    by_name_group = recalls[recalls["grouping"] == "name_group"].set_index("set")["recall"]
    whole = by_name_group.index.map(found.set_index("set")["recall"])
    gaps = (by_name_group - whole).abs().groupby("set").max()
    found["name_group_gap"] = found["set"].map(gaps)
    kinds = recalls[recalls["grouping"] == "error_kind"].merge(
        peer_recalls[peer_recalls["tool"] == "Splink"].rename(columns={"set": "force"}),
        on=["force", "grouping", "group"], suffixes=("", "_peer"))
    kinds["over"] = kinds["recall"] - kinds["recall_peer"].map(required_recall)
    wide = kinds.pivot(index="set", columns="group", values="over").add_suffix("_over_splink")
    return found.drop(columns=["force", "f1", "recall"]).merge(wide, on="set", how="left")


def required_recall(peer_recall: float) -> float:
    """A tenth above the peer's recall, or half of its misses, whichever is less to ask."""
    return min(peer_recall + 0.1, (1 + peer_recall) / 2)
