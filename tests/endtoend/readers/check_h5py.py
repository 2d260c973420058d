"""Opens a results file with h5py and pandas and compares every value with those written.

Usage: check_h5py.py FOLDER    (as write_sample made it)

Digests are made again here from their definition in io/digest.hpp, with no code in common.
"""

import hashlib
import pathlib
import struct
import sys

import expected

try:
    import h5py
    import numpy
    import pandas
except ImportError as missing:
    expected.skip(missing)


def counted(data):
    """A text as the digest takes it: its length, then its bytes."""
    return struct.pack("<Q", len(data)) + data


def column_bytes(values):
    """All values of a column as the digest takes them, and the name of their type."""
    if values.dtype.kind == "S":
        return b"".join(counted(bytes(value)) for value in values), b"text"
    if values.dtype.kind == "f":
        values = numpy.where(numpy.isnan(values), numpy.nan, values)
    return values.tobytes(), values.dtype.name.encode()


def table_digest(path, table):
    """SHA-256 of a table's path, columns and values."""
    digest = counted(path.encode()) + struct.pack("<QQ", len(table), len(table.dtype.names))
    for name in table.dtype.names:
        data, type_name = column_bytes(table[name])
        digest += counted(name.encode()) + counted(type_name) + hashlib.sha256(data).digest()
    return hashlib.sha256(digest).hexdigest()


def check_digests(file, paths):
    """Every table's digest, and the content digest over those that count."""
    content = b""
    for path in sorted(paths):
        stated = file[path].attrs["digest"]
        assert table_digest(path, file[path][:]).encode() == stated, f"{path}: another digest"
        if not path.startswith("run/") and path != "quality/rejects":
            content += counted(path.encode()) + counted(stated)
    assert hashlib.sha256(content).hexdigest().encode() == file.attrs["content_digest"]


def check_attributes(file, path):
    """The attributes that describe a table."""
    table = file[path]
    assert table.attrs["CLASS"] == b"TABLE" and table.attrs["VERSION"] == b"2.7"
    assert table.attrs["NROWS"] == len(table)
    for number, name in enumerate(table.dtype.names):
        assert table.attrs[f"FIELD_{number}_NAME"].decode() == name
        assert table.attrs[f"FIELD_{number}_DESCRIPTION"]


def main(folder):
    results = str(pathlib.Path(folder, "results.h5"))
    print(pandas.DataFrame(h5py.File(results)["ranking/frequent_service_users"][:]).head())
    compared = 0
    with h5py.File(results) as file:
        assert file.attrs["complete"] == 1 and file.attrs["as_of"] == b"2026-01-01"
        paths = []
        for path, header, rows in expected.tables(folder):
            frame = pandas.DataFrame(file[path][:])
            records = list(frame.itertuples(index=False, name=None))
            compared += expected.check(path, header, rows, frame.columns, records)
            check_attributes(file, path)
            paths.append(path)
        check_digests(file, paths)
    print(f"{compared} values are as written")


if __name__ == "__main__":
    main(sys.argv[1])
