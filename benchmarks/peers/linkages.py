"""The linkages that are compared, each as links: incident_id, role, person_id, score.

Exact linkage and the fuzzy one are runs of the program; Splink's pairs become one best person a
mention. A linkage with a threshold also stands at its best one in hindsight, which nobody knows on
real data.
"""

from __future__ import annotations

import time
from pathlib import Path

import pandas as pd

import splink_linkage
from force_data import MENTION, Force
from identities import distinct_identities, distinct_versions, normalise
from program_linkage import LINK, Linkage, run_linkage

#: Kinds of evidence with which the program runs beside its defaults.
_EVIDENCE = ["names,dob,pnc", "all"]


def program_linkages(fsu: Path, force: Force) -> list[Linkage]:
    """Exact, fuzzy as it comes, and with each choice of evidence. Seconds are of the whole job."""
    return [run_linkage(fsu, force.folder, "exact", ["--linkage", "exact"]),
            run_linkage(fsu, force.folder, "fsu", []),
            *(run_linkage(fsu, force.folder, f"fsu {kinds}", ["--evidence", kinds])
              for kinds in _EVIDENCE)]


def splink_linkages(force: Force, names: str) -> list[Linkage]:
    """By the weight of the best pair, and by its share among all candidates and nobody.

    Splink stops at pairs; the second is what a careful user would add to it.
    """
    started = time.perf_counter()
    mentions = normalise(force.mentions)
    identities, mentions["identity"] = distinct_identities(mentions)
    versions = distinct_versions(normalise(force.versions))
    candidates = splink_linkage.score_candidates(identities, versions, names)
    candidates["odds"] = 2.0 ** candidates["weight"]
    candidates["probability"] = candidates["odds"] / (1 + candidates["odds"])
    everybody = 1 + candidates.groupby("identity")["odds"].transform("sum")
    candidates["share"] = candidates["odds"] / everybody
    first = candidates.drop_duplicates("identity")
    best = mentions[[*MENTION, "identity"]].merge(first, on="identity")
    seconds = time.perf_counter() - started
    return [_scored(f"Splink {names}", best, "probability", seconds),
            _scored(f"Splink {names}, share", best, "share", seconds)]


def _scored(name: str, best: pd.DataFrame, score: str, seconds: float) -> Linkage:
    links = best.assign(score=best[score])[LINK]
    return Linkage(name, links, links[links["score"] >= 0.5], seconds)
