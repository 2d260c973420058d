"""Opens a results file with PyTables and compares every value with those written.

Usage: check_pytables.py FOLDER    (as write_sample made it)
"""

import pathlib
import sys

import expected

try:
    import tables
except ImportError as missing:
    expected.skip(missing)


def main(folder):
    compared = 0
    with tables.open_file(str(pathlib.Path(folder, "results.h5"))) as file:
        kinds = {node._v_pathname[1:]: node for node in file.walk_nodes("/", "Leaf")}
        for path, header, rows in expected.tables(folder):
            table = kinds.pop(path)
            assert isinstance(table, tables.Table), f"{path} is {type(table)}"
            assert table.title, f"{path} has no title"
            records = [tuple(record) for record in table.read().tolist()]
            compared += expected.check(path, header, rows, table.colnames, records)
        assert not kinds, f"more than was written: {list(kinds)}"
        wanted = [row["rows"] for row in file.root.group.every_type.where("rows > 500000")]
        assert wanted and min(wanted) > 500000
    print(f"{compared} values are as written")


if __name__ == "__main__":
    main(sys.argv[1])
