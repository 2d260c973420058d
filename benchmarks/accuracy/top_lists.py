"""The top hundred of each metric under given links, and how many of the true ones stay.

The nine totals: 1 to 5 come from investigations and custody and are taken from a run of the
program, since no linkage changes them; 6 to 9 are counted here from links and the resource time of
incidents. Scaled as min(x / m, 1), m the mean of the 1000 largest values; a metric is the sum of
its scaled totals, compared in whole 1e-12, then the sum of x / m, then the person's id.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

TOP = 100
_VALUES_IN_SCALE = 1000
_FIXED_TOTALS = ["suspect_count", "offender_count", "victim_count", "custody_count",
                 "custody_hours"]
_LINKED_TOTALS = ["originator_calls", "originator_resource_hours", "subject_calls",
                  "subject_resource_hours"]
TOTALS = [*_FIXED_TOTALS, *_LINKED_TOTALS]
#: Totals of each metric; the first metric does not depend on linkage.
METRICS = {"originator": TOTALS[5:7], "subject": TOTALS[7:9], "overall": TOTALS}


def totals_of(links: pd.DataFrame, durations: pd.DataFrame, individuals: pd.DataFrame,
              excluded: frozenset[str]) -> pd.DataFrame:
    """The nine totals by person; `links` holds incident_id, role, person_id."""
    hours = durations.set_index("incident_id")["resource_seconds"] / 3600
    in_scope = links[links["incident_id"].isin(hours.index)]
    in_scope = in_scope.assign(hours=in_scope["incident_id"].map(hours))
    parts = [individuals.set_index("person_id")[_FIXED_TOTALS]]
    for role in ("originator", "subject"):
        hours_by_person = in_scope[in_scope["role"] == role].groupby("person_id")["hours"]
        counted = hours_by_person.agg(["size", "sum"])
        counted.columns = [f"{role}_calls", f"{role}_resource_hours"]
        parts.append(counted)
    totals = pd.concat(parts, axis=1).fillna(0.0).astype(float)
    return totals[~totals.index.isin(excluded)].sort_index()


def top_of(totals: pd.DataFrame) -> dict[str, list[str]]:
    """The first hundred of each metric, by person_id."""
    unlimited = pd.DataFrame({name: totals[name] / _scale(totals[name]) for name in TOTALS})
    capped = unlimited.clip(upper=1.0)
    tops = {}
    for metric, names in METRICS.items():
        frame = pd.DataFrame({"score": _whole(capped[names]), "uncapped": _whole(unlimited[names])})
        frame = frame[frame["score"] > 0].rename_axis("person_id").reset_index()
        ordered = frame.sort_values(["score", "uncapped", "person_id"],
                                    ascending=[False, False, True])
        tops[metric] = list(ordered["person_id"].head(TOP))
    return tops


def kept(true_tops: dict[str, list[str]], tops: dict[str, list[str]],
         true_persons: pd.Series) -> dict[str, int]:
    """How many of the true hundred of each metric are still there, under any of their ids."""
    def people(ids: list[str]) -> set[str]:
        return set(pd.Series(ids, dtype=object).map(true_persons).fillna(pd.Series(ids)))

    return {metric: len(people(true_tops[metric]) & people(tops[metric])) for metric in METRICS}


def _scale(values: pd.Series) -> float:
    largest = np.sort(values[values > 0].to_numpy())[::-1][:_VALUES_IN_SCALE]
    return float(largest.mean()) if len(largest) else float("inf")


def _whole(scaled: pd.DataFrame) -> pd.Series:
    """The sum of the columns from first to last, in whole 1e-12."""
    total = scaled.iloc[:, 0].copy()
    for name in scaled.columns[1:]:
        total += scaled[name]
    return (total * 1e12).round().astype("int64")
