"""Tables in HDF5 as frames: one compound dataset a table, texts as fixed UTF-8 strings."""

from __future__ import annotations

import os
from pathlib import Path

import h5py
import numpy as np
import pandas as pd


def read_table(path: Path, table: str) -> pd.DataFrame:
    """One table of a file, its texts as str."""
    with h5py.File(path) as file:
        frame = pd.DataFrame(file[table][:])
    for column in frame.columns:
        if frame[column].dtype == object or frame[column].dtype.kind == "S":
            frame[column] = [value.decode("utf-8") for value in frame[column]]
    return frame


def has_table(path: Path, table: str) -> bool:
    with h5py.File(path) as file:
        return table in file


def write_tables(path: Path, tables: dict[str, pd.DataFrame], attributes: dict[str, str]) -> None:
    """Writes a new file that only its owner can read; it gets its name when it is whole."""
    unfinished = path.with_name(f".{path.name}.part")
    unfinished.unlink(missing_ok=True)
    os.close(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    with h5py.File(unfinished, "w") as file:
        for name, value in attributes.items():
            file.attrs[name] = value
        for name, frame in tables.items():
            file.create_dataset(name, data=_compound(frame))
    unfinished.rename(path)


def _compound(frame: pd.DataFrame) -> np.ndarray:
    columns = {name: _column(frame[name]) for name in frame.columns}
    rows = np.empty(len(frame), dtype=[(name, values.dtype) for name, values in columns.items()])
    for name, values in columns.items():
        rows[name] = values
    return rows


def _column(values: pd.Series) -> np.ndarray:
    if pd.api.types.is_bool_dtype(values):
        return values.to_numpy(np.int8)
    if pd.api.types.is_integer_dtype(values):
        return values.to_numpy(np.int64)
    if pd.api.types.is_float_dtype(values):
        return values.to_numpy(np.float64)
    texts = [str(value).encode("utf-8") for value in values]
    width = max([len(text) for text in texts], default=0) or 1
    return np.array(texts, dtype=h5py.string_dtype("utf-8", width))
