"""The public sets of people with a known truth, and which person each record is.

A set is one file against itself, or a left file against a right one, with the settings file that
names its columns. The truth is a function from record to person; every two records of one person
(of the two files) are a true pair.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

_HERE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class LinkSet:
    """One linkage to measure."""

    name: str
    settings: str
    left: str
    right: str | None = None
    #: Column of the record's id, and of the person; without the latter the id holds a number.
    id_column: str = "rec_id"
    person_column: str | None = None

    def settings_file(self) -> Path:
        return _HERE / "sets" / self.settings

    def files(self, data: Path) -> list[Path]:
        """The left file, then the right one where there is one."""
        return [data / name for name in (self.left, self.right) if name]


def _febrl(number: int, fields: str) -> LinkSet:
    if number == 4:
        return LinkSet(f"febrl4_{fields}", f"febrl_{fields}.ini", "febrl/dataset4b.csv",
                       "febrl/dataset4a.csv")
    return LinkSet(f"febrl{number}_{fields}", f"febrl_{fields}.ini", f"febrl/dataset{number}.csv")


def _fake(fields: str) -> LinkSet:
    return LinkSet(f"fake_1000_{fields}", f"fake_1000_{fields}.ini",
                   "splink_fake_1000/fake_1000.csv", id_column="unique_id",
                   person_column="cluster")


SETS = [*(_febrl(number, "core") for number in (1, 2, 3, 4)),
        *(_febrl(number, "no_id") for number in (2, 3, 4)),
        *(_febrl(number, "all") for number in (1, 3, 4)), _fake("core"), _fake("all")]


def data_folder() -> Path:
    """FSU_SHARED_DATA, else the public data beside the repository."""
    return Path(os.environ.get("FSU_SHARED_DATA", _HERE.parents[2] / "shared/data"))


@dataclass(frozen=True)
class Truth:
    """The person of each record, by the record's id, for each file."""

    left: dict[str, str]
    #: None: one file against itself.
    right: dict[str, str] | None

    def num_true_pairs(self) -> int:
        left = Counter(self.left.values())
        if self.right is None:
            return sum(n * (n - 1) // 2 for n in left.values())
        right = Counter(self.right.values())
        return sum(n * right[person] for person, n in left.items())

    def are_true(self, pairs: pd.DataFrame) -> pd.Series:
        """Whether each row of left_id, right_id is one person; an unknown id is an error."""
        right = self.left if self.right is None else self.right
        return pd.Series([self.left[a] == right[b]
                          for a, b in zip(pairs["left_id"], pairs["right_id"], strict=True)],
                         index=pairs.index, dtype=bool)


def read_truth(link_set: LinkSet, data: Path) -> Truth:
    persons = [_persons(link_set, path) for path in link_set.files(data)]
    return Truth(persons[0], persons[1] if len(persons) > 1 else None)


def _persons(link_set: LinkSet, path: Path) -> dict[str, str]:
    frame = pd.read_csv(path, dtype=str, keep_default_na=False, skipinitialspace=True)
    ids = frame[link_set.id_column].str.strip()
    if not ids.is_unique:
        raise ValueError(f"{path.name}: the record ids are not unique")
    if link_set.person_column:
        return dict(zip(ids, frame[link_set.person_column].str.strip(), strict=True))
    return {record: _number(record) for record in ids}


def _number(record: str) -> str:
    """rec-17-org and rec-17-dup-0 are copies of person 17."""
    match = re.fullmatch(r"rec-(\d+)-(?:org|dup-\d+)", record)
    if match is None:
        raise ValueError("a record id without a person's number")
    return match.group(1)
