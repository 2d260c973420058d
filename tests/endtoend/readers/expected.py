"""What write_sample put beside its results file: the values that a reader must find.

Exit code 77 tells CTest that a test is skipped.
"""

import csv
import math
import pathlib
import sys


def skip(why):
    """Ends the program as a skipped test."""
    print(f"skipped: {why}")
    sys.exit(77)


def tables(folder):
    """Yields (path, column names, rows of texts) of every table."""
    for file in sorted(pathlib.Path(folder, "expected").glob("*.csv")):
        with open(file, encoding="utf-8", newline="") as text:
            header, *rows = csv.reader(text)
        yield file.stem.replace(".", "/"), header, rows


def is_same(stored, expected):
    """True where a value from numpy is the one that the CSV file states."""
    if isinstance(stored, bytes):
        return stored.decode("utf-8") == expected
    if isinstance(stored, str):
        return stored == expected
    if isinstance(stored, float):
        return stored == float(expected) or (math.isnan(stored) and expected == "nan")
    return int(stored) == int(expected)


def check(path, header, rows, names, records):
    """Compares records of numpy (or tuples) with the expected rows; returns the values compared."""
    assert list(names) == header, f"{path}: columns are {list(names)}"
    assert len(records) == len(rows), f"{path}: {len(records)} rows, not {len(rows)}"
    for number, (record, row) in enumerate(zip(records, rows)):
        for name, stored, expected in zip(header, record, row):
            assert is_same(stored, expected), f"{path}, row {number}, {name}: {stored!r}"
    return len(rows) * len(header)
