"""The same input gives the same bytes, whatever the order and form of its rows, the threads and the
instruction sets.

Compared are the content digest and the bytes of every table outside run/. quality/rejects may
differ where rows stand elsewhere; these forces have no rejects.
"""

from __future__ import annotations

import csv
import random
from dataclasses import replace
from pathlib import Path

import pytest
from force import AS_OF, Force, Style, minimal_force
from results import attribute, content_digest, read_table, table_bytes
from thirty_people import thirty_people

#: Where rejected rows lie is a matter of the files' form.
REJECTS = "quality/rejects"

#: As many cases are decided by one thread at a time.
CASES_OF_A_BLOCK = 4096

STYLES = {
    "rows reversed": Style(order=lambda rows: rows[::-1]),
    "rows shuffled": Style(order=lambda rows: random.Random(7).sample(rows, len(rows))),
    "columns reversed": Style(reverse_columns=True),
    "two parts": Style(parts=2),
    "three parts, columns in another order": Style(parts=3, alternate_columns=True),
    "parts, compressed": Style(parts=2, gz=True),
    "CRLF": Style(newline="\r\n"),
    "byte order mark": Style(bom=True),
    "compressed": Style(gz=True),
    "everything quoted": Style(quote_all=True),
    "all at once": Style(reverse_columns=True, newline="\r\n", bom=True, gz=True, parts=3,
                         quote_all=True, alternate_columns=True,
                         order=lambda rows: random.Random(8).sample(rows, len(rows))),
}


def generated_force(folder: Path) -> Force:
    """A generated folder read back, so that it can be written otherwise. Its faulty rows stay, but
    for those that are no rows of the table's columns at all."""
    force = Force()
    for path in sorted(folder.glob("*.csv")):
        if not path.name.startswith("truth_"):
            with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
                force.tables[path.stem] = [row for row in csv.DictReader(file)
                                           if None not in row and None not in row.values()]
    return force


@pytest.fixture(scope="module")
def forces(must_run, tmp_path_factory) -> dict[str, Force]:
    folder = tmp_path_factory.mktemp("generated")
    must_run("generate", "--output", folder / "force", "--persons", 600, "--mentions", 2000,
             "--seed", 11)
    return {"minimal": minimal_force(), "thirty": thirty_people(),
            "generated": generated_force(folder / "force")}


@pytest.fixture(scope="module")
def run_force(forces, must_run, tmp_path_factory):
    def run(name: str, style: Style, *options: object) -> Path:
        folder = tmp_path_factory.mktemp("same")
        forces[name].write(folder / "force", style)
        must_run("run", "--input", folder / "force", "--output", folder / "results.h5",
                 "--as-of", AS_OF, *options)
        return folder / "results.h5"

    return run


@pytest.fixture(scope="module")
def plain(run_force) -> dict[str, Path]:
    return {name: run_force(name, Style(), "--threads", 1)
            for name in ("minimal", "thirty", "generated")}


def assert_same(one: Path, other: Path, *free: str) -> None:
    """Every table but the free ones is the same bytes, and so is the content digest."""
    left, right = table_bytes(one), table_bytes(other)
    assert left.keys() == right.keys()
    for name in free:
        del left[name]
    assert [name for name in left if left[name] != right[name]] == []
    assert content_digest(one) == content_digest(other)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("name", ["thirty", "generated"])
def test_form_of_the_input(plain, run_force, name, style):
    assert_same(plain[name], run_force(name, STYLES[style], "--threads", 2), REJECTS)


@pytest.mark.parametrize("threads", [2, 3, 8])
@pytest.mark.parametrize("name", ["minimal", "generated"])
def test_threads(plain, run_force, name, threads):
    other = run_force(name, Style(), "--threads", threads)
    assert_same(plain[name], other)
    for digest in ("run_id", "settings_digest"):
        assert attribute(plain[name], digest) == attribute(other, digest)


def run_on_path(run_fsu, folder: Path, path: str) -> Path | None:
    """The results of the force in the folder on a path, always of one name while they are made,
    which stands among the settings; none where the machine lacks the path."""
    output = folder / "results.h5"
    done = run_fsu("run", "--input", folder / "force", "--output", output, "--as-of", AS_OF,
                   "--threads", 2, "--isa", path)
    if done.returncode == 64 and "this machine does not have it" in done.stderr:
        return None
    assert done.returncode == 0, done.stderr
    return output.rename(folder / f"{path}.h5")


@pytest.fixture(scope="module")
def portable(forces, run_fsu, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("paths")
    forces["generated"].write(folder / "force")
    return run_on_path(run_fsu, folder, "portable")


@pytest.mark.parametrize("path", ["avx2", "avx512"])
def test_instruction_sets(portable, run_fsu, path):
    """All tables, those of the settings too, but run/stages, which holds times."""
    other = run_on_path(run_fsu, portable.parent, path)
    if other is None:
        pytest.skip(f"this machine has no {path}")
    left, right = table_bytes(portable, "run/stages"), table_bytes(other, "run/stages")
    assert {"run/settings", "linkage/links", "ranking/individuals"} <= left.keys()
    assert left.keys() == right.keys()
    assert [name for name in left if left[name] != right[name]] == []
    for digest in ("content_digest", "run_id", "settings_digest"):
        assert attribute(portable, digest) == attribute(other, digest)


def test_threads_over_many_cases(must_run, tmp_path_factory):
    """A force of several blocks of cases, whose speakers and decisions are found in parallel."""
    folder = tmp_path_factory.mktemp("many")
    must_run("generate", "--output", folder / "force", "--persons", 2500, "--mentions", 11000,
             "--years", 1, "--seed", 12)
    outputs = [folder / f"{threads}.h5" for threads in (1, 2, 3)]
    for threads, output in enumerate(outputs, 1):
        must_run("run", "--input", folder / "force", "--output", output, "--as-of", AS_OF,
                 "--threads", threads)
    stages = read_table(outputs[0], "run/stages").set_index("stage").rows
    assert stages["linkage"] > 2 * CASES_OF_A_BLOCK
    for other in outputs[1:]:
        assert_same(outputs[0], other)


def test_again(plain, run_force):
    """A second run of the same, and another where the reading blocks fall elsewhere."""
    assert_same(plain["generated"], run_force("generated", Style(), "--threads", 1))
    padded = replace(STYLES["everything quoted"], newline="\r\n")
    assert_same(plain["generated"], run_force("generated", padded, "--threads", 3), REJECTS)


def test_settings_change_the_digest(plain, run_force):
    other = run_force("minimal", Style(), "--top", 3)
    assert content_digest(plain["minimal"]) != content_digest(other)
    assert attribute(plain["minimal"], "settings_digest") != attribute(other, "settings_digest")
