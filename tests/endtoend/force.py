"""A force as plain Python data, and how it is written as CSV: each test changes one thing.

`minimal_force()` is small and without fault. `Force.write(folder, style)` writes every table that
has columns; a `Style` says how a file looks (order of columns, line ends, byte order mark, gzip,
parts, quoting, a force's own column names).
"""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from contract_tables import COLUMNS, REQUIRED_COLUMNS, REQUIRED_TABLES

Row = dict[str, str]

#: The window of the small forces is the year 2025.
AS_OF = "2026-01-01"


@dataclass(frozen=True)
class Style:
    """How the files of a force look."""

    reverse_columns: bool = False
    newline: str = "\n"
    bom: bool = False
    gz: bool = False
    parts: int = 1
    quote_all: bool = False
    #: In every second part the columns stand in the opposite order.
    alternate_columns: bool = False
    #: The order of a table's rows.
    order: Callable[[list[Row]], list[Row]] = list
    #: (table, column) -> the force's own name of the column.
    names: dict[tuple[str, str], str] = field(default_factory=dict)


class Force:
    """Tables as lists of rows; a column that no row has is written only where it is required."""

    def __init__(self) -> None:
        self.tables: dict[str, list[Row]] = {table: [] for table in REQUIRED_TABLES}
        #: Columns beyond those of the contract, by table.
        self.extra_columns: dict[str, list[str]] = {}

    def add(self, table: str, **values: object) -> Force:
        """Adds one row; values that are not named are blank."""
        self.tables.setdefault(table, []).append({k: str(v) for k, v in values.items()})
        return self

    def columns(self, table: str) -> list[str]:
        """The columns that the table's file has."""
        used = {column for row in self.tables[table] for column in row}
        known = [c for c in COLUMNS[table] if c in used or c in REQUIRED_COLUMNS[table]]
        return known + self.extra_columns.get(table, [])

    def text(self, table: str, style: Style = Style()) -> str:
        """The whole table as one CSV text."""
        return self._part_text(table, self.tables[table], style, style.reverse_columns)

    def write(self, folder: Path, style: Style = Style()) -> Path:
        """Writes all tables into the folder, which is made."""
        folder.mkdir(parents=True, exist_ok=True)
        for table, rows in self.tables.items():
            ordered = style.order(rows)
            share = -(-len(ordered) // style.parts) or 1
            for part in range(style.parts):
                name = f"{table}.csv" if style.parts == 1 else f"{table}.{part + 1}.csv"
                is_reversed = style.reverse_columns != (style.alternate_columns and part % 2 == 1)
                text = self._part_text(table, ordered[part * share:(part + 1) * share], style,
                                       is_reversed)
                _write_text(folder / name, text, style)
        return folder

    def _part_text(self, table: str, rows: list[Row], style: Style, is_reversed: bool) -> str:
        columns = self.columns(table)
        if is_reversed:
            columns = columns[::-1]
        out = io.StringIO()
        writer = csv.writer(out, lineterminator=style.newline,
                            quoting=csv.QUOTE_ALL if style.quote_all else csv.QUOTE_MINIMAL)
        writer.writerow([style.names.get((table, column), column) for column in columns])
        writer.writerows([row.get(column, "") for column in columns] for row in rows)
        return out.getvalue()


def _write_text(path: Path, text: str, style: Style) -> None:
    content = (b"\xef\xbb\xbf" if style.bom else b"") + text.encode("utf-8")
    if style.gz:
        path.with_name(path.name + ".gz").write_bytes(gzip.compress(content, mtime=0))
    else:
        path.write_bytes(content)


# Names that no test may find in anything the program says.
FORENAMES = ["Quentin", "Zelda", "Ottoline", "Barnaby", "Isolde", "Fergus", "Wilhelmina", "Jasper"]
SURNAMES = ["Abernathy", "Featherstone", "Ollerenshaw", "Quillfeather", "Winterbottom",
            "Postlethwaite", "Ravenscroft", "Thistlewood"]


def minimal_force() -> Force:
    """Eight people, eight investigations, custody records and logs in 2025; nothing is wrong."""
    force = Force()
    for i, (forename, surname) in enumerate(zip(FORENAMES, SURNAMES, strict=True)):
        month, dob = f"{i + 1:02}", f"{1961 + 4 * i}-{i + 1:02}-{11 + i}"
        force.add("persons", person_id=f"P{i}", forenames=forename, surname=surname,
                  date_of_birth=dob, pnc_id="")
        force.add("investigations", investigation_id=f"I{i}", is_crime=1,
                  created_at=f"2025-{month}-03T10:00:00", offence_code="8N",
                  main_group="VIOLENCE WITH INJURY", outcome="CHARGED")
        for person_id, role in ((f"P{i}", "suspect"), (f"P{(i + 1) % 8}", "victim")):
            force.add("investigation_roles", investigation_id=f"I{i}", person_id=person_id,
                      role=role)
        force.add("custody", custody_id=f"C{i}", person_id=f"P{i}",
                  arrived_at=f"2025-{month}-04T09:00:00", released_at=f"2025-{month}-04T1{i}:00:00")
        force.add("incidents", incident_id=f"L{i}", record_type="incident",
                  created_at=f"2025-{month}-02T20:00:00", pre_planned=0,
                  originator_forename=forename, originator_surname=surname, originator_dob=dob,
                  subject_forename=FORENAMES[i - 1], subject_surname=SURNAMES[i - 1],
                  subject_dob=f"{1961 + 4 * ((i - 1) % 8)}-{(i - 1) % 8 + 1:02}-{11 + (i - 1) % 8}")
        force.add("resources", incident_id=f"L{i}", resource_id="U1", resource_group="RESPONSE",
                  assigned_at=f"2025-{month}-02T20:05:00", deployed_at=f"2025-{month}-02T20:06:00",
                  arrived_at=f"2025-{month}-02T20:15:00", released_at=f"2025-{month}-02T21:0{i}:00")
    return force
