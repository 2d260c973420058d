"""A generated force: what its logs say about people, the index of people, and the truth.

A force's files hold faulty rows on purpose (wrong bytes, wrong number of fields). The program
decides which logs count: a mention is in scope where its log stands in incidents/resource_durations
of a run.
"""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

ROLES = ("originator", "subject")
#: What identifies a mention.
MENTION = ["incident_id", "role"]
#: The four fields that every linkage here may use, by their names in logs.
FIELDS = {"forename": "forenames", "surname": "surname", "dob": "date_of_birth", "pnc_id": "pnc_id"}
#: A kind of error that the truth file does not tell apart: a maiden name or alias that some version
#: of the person in the index has as its surname.
ALIAS_ON_RECORD = "alias_on_record"


@dataclass(frozen=True)
class Force:
    """The tables of a force that a comparison of linkages needs, all as text."""

    folder: Path
    #: incident_id, role and the four fields as the log has them.
    mentions: pd.DataFrame
    #: person_id and the four fields, one row a version.
    versions: pd.DataFrame
    #: incident_id, role, person_id (blank: nobody in the index), true_person_id, name_group,
    #: error_kinds, among them ALIAS_ON_RECORD.
    truth: pd.DataFrame
    #: person_id -> true_person_id.
    true_persons: pd.Series
    #: Persons that the ranking leaves out.
    excluded: frozenset[str]


def generate_force(fsu: Path, folder: Path, seed: int, mentions: int, persons: int) -> Force:
    """Makes a force of one year in a new folder, and reads it.

    The clerk's decisions are taken out: they would tell one linkage what the other cannot know.
    """
    subprocess.run([fsu, "generate", "--output", folder, "--mentions", str(mentions), "--persons",
                    str(persons), "--years", "1", "--seed", str(seed), "--quiet"], check=True)
    (folder / "link_decisions.csv").unlink(missing_ok=True)
    return read_force(folder)


def read_force(folder: Path) -> Force:
    persons = read_csv(folder / "persons.csv")
    versions = persons.rename(columns={v: k for k, v in FIELDS.items()})[["person_id", *FIELDS]]
    truth_persons = read_csv(folder / "truth_persons.csv")
    true_persons = truth_persons.set_index("person_id")["true_person_id"]
    groups = truth_persons.set_index("person_id")["name_group"]
    truth = read_csv(folder / "truth_mentions.csv")
    truth["true_person_id"] = truth["person_id"].map(true_persons)
    truth["name_group"] = truth["person_id"].map(groups)
    mentions = _mentions(folder)
    truth.loc[_has_alias_on_record(truth, mentions, versions, true_persons),
              "error_kinds"] += f"|{ALIAS_ON_RECORD}"
    excluded = frozenset(read_csv(folder / "exclusions.csv")["person_id"])
    return Force(folder, mentions, versions, truth, true_persons, excluded)


def _has_alias_on_record(truth: pd.DataFrame, mentions: pd.DataFrame, versions: pd.DataFrame,
                         true_persons: pd.Series) -> list[bool]:
    """Whether each mention has its maiden name or alias from a version of its person."""
    held = versions.assign(person=versions["person_id"].map(true_persons)).dropna(subset="person")
    surnames = set(zip(held["person"], held["surname"], strict=True))
    said = truth.merge(mentions, on=MENTION, how="left")
    return ["maiden_or_alias" in kinds.split("|") and (person, surname) in surnames
            for kinds, person, surname in zip(said["error_kinds"], said["true_person_id"],
                                              said["surname"], strict=True)]


def read_csv(path: Path) -> pd.DataFrame:
    """All columns as text, blanks around values trimmed; rows that are no rows are left out."""
    frame = pd.read_csv(path, dtype=str, keep_default_na=False, encoding_errors="replace",
                        on_bad_lines="skip")
    return frame.apply(lambda column: column.str.strip())


def _mentions(folder: Path) -> pd.DataFrame:
    """One row for each role of a log that says something about a person."""
    # Logs that share an id and differ are unusable, as for the program.
    incidents = read_csv(folder / "incidents.csv").drop_duplicates()
    incidents = incidents.drop_duplicates("incident_id", keep=False)
    roles = []
    for role in ROLES:
        part = incidents[["incident_id", *(f"{role}_{field}" for field in FIELDS)]].copy()
        part.columns = ["incident_id", *FIELDS]
        part.insert(1, "role", role)
        roles.append(part)
    mentions = pd.concat(roles, ignore_index=True)
    return mentions[(mentions[list(FIELDS)] != "").any(axis=1)].reset_index(drop=True)


def private_folder(path: Path) -> Path:
    """Makes a folder that only its owner can read."""
    path.mkdir(parents=True, exist_ok=True)
    os.chmod(path, 0o700)
    return path
