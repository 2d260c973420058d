"""Compares a table of the program with the reference's, column by column."""

from __future__ import annotations

import numpy as np
import pandas as pd

#: What a score may differ by, relative to itself.
SCORE_TOLERANCE = 1e-12

MISSING_INT64 = np.iinfo(np.int64).min


def assert_equal_tables(program: pd.DataFrame, reference: pd.DataFrame) -> None:
    """Same rows and, in every column of the reference, the same values: whole numbers and texts
    exactly, floats to SCORE_TOLERANCE. Both have their key as index."""
    program = program.sort_index()
    missing = reference.index.difference(program.index)
    surplus = program.index.difference(reference.index)
    assert len(missing) == 0 and len(surplus) == 0, (
        f"{len(missing)} rows missing such as {list(missing[:3])}, "
        f"{len(surplus)} too many such as {list(surplus[:3])}")
    for column in reference.columns:
        _assert_equal_columns(program[column], reference[column].loc[program.index])


def _assert_equal_columns(program: pd.Series, reference: pd.Series) -> None:
    if program.dtype.kind == "f":
        left, right = program.to_numpy(float), reference.to_numpy(float)
        differs = np.abs(left - right) > SCORE_TOLERANCE * np.abs(right)
        differs |= np.isnan(left) != np.isnan(right)
    elif program.dtype.kind in "iu":
        left = program.to_numpy(np.int64)
        right = reference.fillna(MISSING_INT64).to_numpy(np.int64)
        differs = left != right
    else:
        differs = program.astype(str).to_numpy() != reference.astype(str).to_numpy()
    if differs.any():
        shown = pd.DataFrame({"program": program[differs], "reference": reference[differs]})
        raise AssertionError(f"{program.name}: {differs.sum()} of {len(program)} rows differ\n"
                             f"{shown.head(5)}")
