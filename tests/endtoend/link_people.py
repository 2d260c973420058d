"""Files of people for `fsu link`: persons with rare names, copies of them with slips, settings."""

from __future__ import annotations

import csv
import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

SYLLABLES = ["ba", "ko", "mi", "ru", "te", "vo", "sha", "lin", "dor", "gal", "nek", "pur"]
TOWNS = ["Ashford", "Barton", "Colby", "Denton", "Elford", "Farley", "Gorton", "Hadley"]
COLUMNS = ["id", "forename", "surname", "dob", "number", "town"]

SETTINGS = """\
[link]
left-id = id
forename = forename
surname = surname
date-of-birth = dob
id = number:opaque
compare = town:text
"""


@dataclass(frozen=True)
class Person:
    id: str
    forename: str
    surname: str
    dob: str
    number: str
    town: str

    def row(self, columns: Sequence[str] = COLUMNS) -> list[str]:
        return [getattr(self, column) for column in columns]


def _name(draw: random.Random) -> str:
    return "".join(draw.choice(SYLLABLES) for _ in range(3)).capitalize()


def people(number: int, seed: int = 1) -> list[Person]:
    """Different people; no two share an identifier."""
    draw = random.Random(seed)
    numbers = draw.sample(range(1_000_000, 9_999_999), number)
    return [Person(f"p{i:04d}", _name(draw), _name(draw),
                   f"{draw.randrange(1940, 2000)}-{draw.randrange(1, 13):02d}-"
                   f"{draw.randrange(1, 29):02d}",
                   str(numbers[i]), draw.choice(TOWNS)) for i in range(number)]


def with_slips(person: Person, seed: int = 2) -> Person:
    """A second record of a person, with one or two slips in it."""
    draw = random.Random(f"{seed} {person.id}")
    copy = replace(person, id=person.id.replace("p", "q"))
    for _ in range(draw.randrange(3)):
        slip = draw.randrange(5)
        if slip == 0:
            at = draw.randrange(len(copy.surname))
            copy = replace(copy, surname=copy.surname[:at] + "x" + copy.surname[at + 1:])
        elif slip == 1:
            copy = replace(copy, forename="")
        elif slip == 2:
            copy = replace(copy, dob=f"{copy.dob[:8]}{draw.randrange(1, 29):02d}")
        elif slip == 3:
            copy = replace(copy, number="")
        else:
            copy = replace(copy, town=draw.choice(TOWNS))
    return copy


def write_people(path: Path, rows: Sequence[Person], columns: Sequence[str] = COLUMNS,
                 header: Sequence[str] | None = None) -> Path:
    """A CSV of the given fields, under their own names or those of `header`."""
    return write_rows(path, header or columns, [person.row(columns) for person in rows])


def write_rows(path: Path, header: Sequence[str], rows: Sequence[Sequence[str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)
    return path


class Linkage:
    """Runs `fsu link` in a folder of its own."""

    def __init__(self, run_fsu, folder: Path, settings: str = SETTINGS) -> None:
        self.run_fsu = run_fsu
        self.folder = folder
        self.output = folder / "links.h5"
        self.settings = folder / "link.ini"
        self.settings.write_text(settings, encoding="utf-8")

    def attempt(self, left: Path, *options: object):
        return self.run_fsu("link", "--left", left, "--config", self.settings, "--output",
                            self.output, *options)

    def run(self, left: Path, *options: object):
        done = self.attempt(left, *options)
        assert done.returncode == 0, done.stderr
        return done
