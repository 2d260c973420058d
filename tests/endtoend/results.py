"""Reads a results file through h5py alone: tables as frames or bytes, and root attributes."""

from __future__ import annotations

from pathlib import Path

import h5py
import pandas as pd


def read_table(path: Path, table: str) -> pd.DataFrame:
    """One table of a results file as a frame, its texts as str."""
    with h5py.File(path) as file:
        frame = pd.DataFrame(file[table][:])
    for column in frame.columns:
        if frame[column].dtype == object or frame[column].dtype.kind == "S":
            frame[column] = [value.decode("utf-8") for value in frame[column]]
    return frame


def table_names(path: Path) -> list[str]:
    """The paths of all tables of a results file, in byte order."""
    names: list[str] = []
    with h5py.File(path) as file:
        file.visititems(lambda name, item: names.append(name)
                        if isinstance(item, h5py.Dataset) else None)
    return sorted(names)


def table_bytes(path: Path, free: str = "run/") -> dict[str, bytes]:
    """The bytes of every table with their layout, but of those whose path begins with `free`."""
    with h5py.File(path) as file:
        return {name: repr(file[name].dtype.descr).encode() + file[name][:].tobytes()
                for name in table_names(path) if not name.startswith(free)}


def attribute(path: Path, name: str) -> str:
    """A root attribute of a results file as text."""
    with h5py.File(path) as file:
        value = file.attrs[name]
    return value.decode() if isinstance(value, bytes) else str(value)


def content_digest(path: Path) -> str:
    """The digest over all tables outside run/ and quality/rejects."""
    return attribute(path, "content_digest")
