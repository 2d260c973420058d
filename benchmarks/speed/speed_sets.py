"""The three linkages whose speed is measured: their data, how they are called, what is right.

    febrl4       5,000 records against 5,000 others (public, FSU_SHARED_DATA)
    people50k    50,000 records against themselves: versions of the people of a generated force
    mentions1m   1 M mentions against 1 M versions of people: `fsu run` over a generated force

Data are made once in the work folder and used again where they are there. What was timed is
verified: a linkage that finds little is fast.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from force_data import MENTION, read_csv
from hdf5_tables import read_table
from link_sets import SETS, Truth, data_folder
from link_sets import read_truth as read_pair_truth
from pair_accuracy import measure_file

_HERE = Path(__file__).resolve().parent
_RECORDS = 50_000
#: Persons of a force that has more versions than _RECORDS, and about 1 M of them.
_PERSONS_OF_RECORDS = 20_000
_PERSONS, _MENTIONS = 320_000, 1_000_000
_SEED = 7
#: Stages of `fsu run` that are linkage; one may come twice.
LINKAGE_STAGES = ("identities", "exact linkage", "index", "model of identities", "candidates",
                  "model of evidence", "leads", "speakers", "leads together", "linkage")


@dataclass(frozen=True)
class Found:
    """What one linkage was of and what it found."""

    left: int
    right: int
    f1: float
    #: Of the linkage alone; missing where the program does nothing else.
    linkage_seconds: float = float("nan")


@dataclass(frozen=True)
class SpeedSet:
    """One linkage to time."""

    name: str
    #: Seconds of the whole process that it may take, on two cores.
    target_seconds: float
    #: Makes the data in the work folder, or finds it; None where it is not to be had.
    prepare: Callable[[Path, Path], Path | None]
    #: The call, from program, data and the file to write.
    call: Callable[[Path, Path, Path], list[object]]
    #: What stands in the file that was written.
    verify: Callable[[Path, Path], Found]


def _prepare_febrl(_fsu: Path, _work: Path) -> Path | None:
    data = data_folder()
    return data if all(path.is_file() for path in _FEBRL4.files(data)) else None


def _call_febrl(fsu: Path, data: Path, output: Path) -> list[object]:
    left, right = _FEBRL4.files(data)
    return [fsu, "link", "--config", _FEBRL4.settings_file(), "--left", left, "--right", right,
            "--output", output, "--quiet"]


def _verify_febrl(data: Path, output: Path) -> Found:
    truth = read_pair_truth(_FEBRL4, data)
    return Found(len(truth.left), len(truth.right), measure_file(output, truth)["at_half_f1"])


def _generate(fsu: Path, folder: Path, persons: int, mentions: int) -> None:
    """Makes a force; the folder gets its name when it is whole."""
    unfinished = folder.with_name(f".{folder.name}.{os.getpid()}.part")
    try:
        subprocess.run([fsu, "generate", "--output", unfinished, "--persons", str(persons),
                        "--mentions", str(mentions), "--years", "1", "--seed", str(_SEED),
                        "--quiet"], check=True)
        unfinished.rename(folder)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def _prepare_people(fsu: Path, work: Path) -> Path:
    """A file of records with ids of their own, and the person of each."""
    folder = work / "people50k"
    if not folder.is_dir():
        _generate(fsu, folder, _PERSONS_OF_RECORDS, 1000)
    if not (folder / "truth.csv").is_file():
        true_persons = read_csv(folder / "truth_persons.csv").set_index("person_id")
        people = read_csv(folder / "persons.csv")
        people["person"] = people["person_id"].map(true_persons["true_person_id"])
        people = people.dropna(subset="person").head(_RECORDS)
        people.insert(0, "record_id", [f"R{number:06}" for number in range(len(people))])
        people.drop(columns=["person_id", "person"]).to_csv(folder / "people.csv", index=False)
        people[["record_id", "person"]].to_csv(folder / "truth.csv", index=False)
    return folder


def _call_people(fsu: Path, data: Path, output: Path) -> list[object]:
    return [fsu, "link", "--config", _HERE / "people.ini", "--left", data / "people.csv",
            "--output", output, "--quiet"]


def _verify_people(data: Path, output: Path) -> Found:
    truth = read_csv(data / "truth.csv")
    persons = Truth(dict(zip(truth["record_id"], truth["person"], strict=True)), None)
    return Found(len(truth), len(truth), measure_file(output, persons)["at_half_f1"])


def _prepare_force(fsu: Path, work: Path) -> Path:
    folder = work / "m1"
    if not folder.is_dir():
        _generate(fsu, folder, _PERSONS, _MENTIONS)
    return folder


def _call_force(fsu: Path, data: Path, output: Path) -> list[object]:
    return [fsu, "run", "--config", data / "run.ini", "--input", data, "--output", output,
            "--quiet"]


def _verify_force(data: Path, output: Path) -> Found:
    summary = read_table(output, "linkage/summary").set_index("measure")["value"]
    stages = read_table(output, "run/stages")
    of_linkage = stages.loc[stages["stage"].isin(LINKAGE_STAGES), "seconds"]
    return Found(int(summary["mentions"].sum()), int(summary["person_versions"]),
                 mentions_f1(data, output), float(of_linkage.sum()))


def mentions_f1(data: Path, output: Path) -> float:
    """F1 of the links, against all mentions about a person of the index in the run's scope."""
    true_persons = read_csv(data / "truth_persons.csv").set_index("person_id")["true_person_id"]
    truth = read_csv(data / "truth_mentions.csv")
    scope = read_table(output, "incidents/resource_durations")["incident_id"]
    truth = truth[truth["incident_id"].isin(scope)]
    links = read_table(output, "linkage/links")
    links = links.loc[links["status"] == "linked", [*MENTION, "person_id"]]
    both = truth.merge(links, on=MENTION, how="left", suffixes=("", "_linked"), validate="1:1")
    true_of_mention = both["person_id"].map(true_persons)
    true_of_link = both["person_id_linked"].map(true_persons)
    right = int((true_of_link.notna() & (true_of_link == true_of_mention)).sum())
    return 2 * right / int(both["person_id_linked"].notna().sum() + true_of_mention.notna().sum())


_FEBRL4 = next(link_set for link_set in SETS if link_set.name == "febrl4_core")

SPEED_SETS = [
    SpeedSet("febrl4", 1, _prepare_febrl, _call_febrl, _verify_febrl),
    SpeedSet("people50k", 10, _prepare_people, _call_people, _verify_people),
    SpeedSet("mentions1m", 120, _prepare_force, _call_force, _verify_force)]


def expected_records(name: str) -> tuple[int, int]:
    """How many records each side has, about; data of another size time something else."""
    return {"febrl4": (5_000, 5_000), "people50k": (_RECORDS, _RECORDS),
            "mentions1m": (_MENTIONS, _MENTIONS)}[name]
