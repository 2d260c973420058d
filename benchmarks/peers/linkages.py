"""The linkages that are compared, each as links: incident_id, role, person_id, score.

Exact linkage and the fuzzy one are runs of the program; Splink's pairs become one best person a
mention. A linkage with a threshold also stands at its best one in hindsight, which nobody knows on
real data.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

import splink_linkage
from force_data import MENTION, Force, program_options, run_program
from hdf5_tables import read_table
from identities import distinct_identities, distinct_versions, normalise

_LINK = [*MENTION, "person_id", "score"]
#: Kinds of evidence with which the program runs, where it lets them be chosen.
_EVIDENCE = ["names,dob,pnc", "all"]


@dataclass(frozen=True)
class Linkage:
    """What one linkage says of all mentions."""

    name: str
    #: The best person of every mention that has one.
    best: pd.DataFrame
    #: Those that it calls links itself.
    decided: pd.DataFrame
    seconds: float
    has_threshold: bool = True


def program_linkages(fsu: Path, force: Force, work: Path) -> list[Linkage]:
    """Exact, fuzzy as it comes, and with each choice of evidence. Seconds are of the whole job."""
    found = [_run(fsu, force, work, "exact", ["--linkage", "exact"], has_threshold=False),
             _run(fsu, force, work, "fsu", [])]
    if "--evidence" in program_options(fsu):
        found += [_run(fsu, force, work, f"fsu {kinds}", ["--evidence", kinds])
                  for kinds in _EVIDENCE]
    return found


def results_file(work: Path, name: str) -> Path:
    """Where the run of that name leaves its results."""
    return work / f"{name.replace(' ', '-').replace(',', '-')}.h5"


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
    links = best.assign(score=best[score])[_LINK]
    return Linkage(name, links, links[links["score"] >= 0.5], seconds)


def _run(fsu: Path, force: Force, work: Path, name: str, options: list[str],
         has_threshold: bool = True) -> Linkage:
    results = results_file(work, name)
    started = time.perf_counter()
    run_program(fsu, force.folder, results, *options)
    seconds = time.perf_counter() - started
    rows = read_table(results, "linkage/links")
    rows["score"] = rows["probability"] if has_threshold else 1.0
    linked = rows[rows["status"] == "linked"]
    return Linkage(name, rows[_LINK], linked[_LINK], seconds, has_threshold)
