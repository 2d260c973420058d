"""Named sets of benchmarks, a comparison of two measurements, and the page of results.

    scripts/benchmark --list
    scripts/benchmark kernels csv --output out
    scripts/benchmark kernels --filter group_rows --runs 9
    scripts/benchmark peers --scale large --work /data/forces --output peers
    scripts/benchmark scaling threads --scale large --runs 3 --work /data/forces --output growth
    scripts/benchmark scaling --scale large --mentions 1000000,3000000,10000000 --output growth
    scripts/benchmark durations linkage --force force --output one-force
    scripts/benchmark compare before.h5 after.h5 --fail-slower 10%
    scripts/benchmark results kernels.h5 peers.h5 --output benchmarks/RESULTS.md

A measurement writes OUT.h5 (tables benchmark/rows, benchmark/runs, benchmark/remarks, and those of
scaling and threads) and OUT.md, and prints the latter. Everything is verified before or right after
it is timed: a set with a wrong result is left out, and the call ends with 1. Programs are those of
--build, configured with -DFSU_BUILD_BENCHMARKS=ON. A set that needs what is not there is skipped
with a word. Measure on a quiet machine: the load before and after stands in the file.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(_ROOT / "benchmarks" / name) for name in ("accuracy", "peers", "speed")]

import compare  # noqa: E402
import growth_sets  # noqa: E402
import job_sets  # noqa: E402
import machine  # noqa: E402
import pandas as pd  # noqa: E402
import peer_sets  # noqa: E402
import program_sets  # noqa: E402
import results  # noqa: E402
from hdf5_tables import write_tables  # noqa: E402
from options import Options, Skipped  # noqa: E402
from rows import SetResult, rows_frame, runs_frame  # noqa: E402

SETS: dict[str, Callable[[Options], SetResult]] = {
    "kernels": program_sets.kernels, "csv": program_sets.csv, "hdf5": program_sets.hdf5,
    "durations": job_sets.durations, "linkage": job_sets.linkage,
    "peers-names": peer_sets.names, "peers-csv": peer_sets.csv, "peers-hdf5": peer_sets.hdf5,
    "peers-durations": peer_sets.durations, "peers-linkage": peer_sets.linkage,
    "scaling": growth_sets.scaling, "threads": growth_sets.threads}
_GROUPS = {"peers": [name for name in SETS if name.startswith("peers-")], "all": list(SETS)}


def main(arguments: list[str]) -> int:
    if arguments[:1] == ["compare"]:
        return _compare(arguments[1:])
    if arguments[:1] == ["results"]:
        return _results(arguments[1:])
    return _measure(arguments)


def _measure(arguments: list[str]) -> int:
    given = _measure_options(arguments)
    if given.list or not given.sets:
        print(_list_of_sets())
        return 0 if given.list else 64
    program = _state_of(given.fsu)
    attributes = machine.describe(_ROOT, given.fsu, given.build, given.threads, given.runs)
    with tempfile.TemporaryDirectory() as temporary:
        work = given.work or Path(temporary)
        work.mkdir(mode=0o700, parents=True, exist_ok=True)
        options = Options(given.fsu, given.build, work.resolve(), Path(temporary), given.runs,
                          given.threads, given.scale == "large", given.mentions, given.force,
                          given.filter)
        measured, failed = _run_sets(_chosen(given.sets), options)
    if _state_of(given.fsu) != program:
        raise SystemExit(f"{given.fsu} was replaced while it was measured: measure again")
    if measured:
        attributes["load_after"] = machine.load()
        _write(given.output, measured, attributes)
    elif not failed:
        print("nothing measured")
    for name in failed:
        print(f"failed: {name}", file=sys.stderr)
    return 1 if failed else 0


def _state_of(program: Path) -> tuple[int, int] | None:
    """What changes where a program is built anew."""
    return (program.stat().st_mtime_ns, program.stat().st_size) if program.is_file() else None


def _run_sets(names: list[str], options: Options) -> tuple[list[SetResult], list[str]]:
    """What could be measured, and the sets that were wrong; one of those does not end the rest."""
    measured, failed = [], []
    for name in names:
        print(f"measuring {name} ...", file=sys.stderr, flush=True)
        try:
            result = SETS[name](options)
            measured += [result] if result.rows else []
            if not result.rows:
                print(f"skipped {name}: no row matches")
        except Skipped as reason:
            print(f"skipped {name}: {reason}")
        except (SystemExit, subprocess.CalledProcessError) as fault:
            print(f"{name}: {fault}", file=sys.stderr)
            failed.append(name)
    return measured, failed


def _write(output: Path | None, measured: list[SetResult], attributes: dict[str, str]) -> None:
    """The file with all tables, and the page made of it."""
    remarks = pd.DataFrame([{"set": result.name, "text": remark} for result in measured
                            for remark in result.remarks], columns=["set", "text"])
    tables = {"benchmark/rows": rows_frame(measured), "benchmark/runs": runs_frame(measured),
              "benchmark/remarks": remarks}
    for result in measured:
        tables |= result.tables
    with tempfile.TemporaryDirectory() as temporary:
        path = output.with_name(output.name + ".h5") if output else Path(temporary) / "out.h5"
        write_tables(path, tables, attributes)
        page = results.page([path])
    print(page)
    if output:
        output.with_name(output.name + ".md").write_text(page, encoding="utf-8")


def _chosen(names: list[str]) -> list[str]:
    unknown = [name for name in names if name not in SETS and name not in _GROUPS]
    if unknown:
        raise SystemExit(f"no set {', '.join(unknown)}; there are\n{_list_of_sets()}")
    wanted = {one for name in names for one in _GROUPS.get(name, [name])}
    return [name for name in SETS if name in wanted]


def _list_of_sets() -> str:
    lines = [f"  {name:17}{(function.__doc__ or '').splitlines()[0]}"
             for name, function in SETS.items()]
    groups = [f"  {name:17}{', '.join(members) if name != 'all' else 'every set'}"
              for name, members in _GROUPS.items()]
    return "\n".join(["sets:", *lines, *groups])


def _compare(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="scripts/benchmark compare", description=compare.__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("a", type=Path, help="the measurement before")
    parser.add_argument("b", type=Path, help="the measurement after")
    parser.add_argument("--floor", type=_share, default=0.02, metavar="X%",
                        help="by how much the bounds are widened (2%%)")
    parser.add_argument("--fail-slower", type=_share, metavar="X%",
                        help="exit with 1 where a row is slower beyond noise and by more than X%%")
    given = parser.parse_args(arguments)
    comparison = compare.compare_files(given.a, given.b, given.floor)
    print(compare.text(comparison))
    if given.fail_slower is None:
        return 0
    failed = compare.slower_rows(comparison, given.fail_slower)
    print(f"{len(failed)} rows slower by more than {given.fail_slower:.0%}")
    return 1 if len(failed) else 0


def _results(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="scripts/benchmark results", description=results.__doc__)
    parser.add_argument("files", type=Path, nargs="+", help="measurements; a set's last one counts")
    parser.add_argument("--output", type=Path, help="file to write (default: print it)")
    given = parser.parse_args(arguments)
    page = results.page(given.files, results.HEADING)
    if given.output:
        given.output.write_text(page, encoding="utf-8")
    else:
        print(page)
    return 0


def _measure_options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="scripts/benchmark", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="*", help="sets or groups of them; compare; results")
    parser.add_argument("--list", action="store_true", help="name the sets and stop")
    parser.add_argument("--output", type=Path, metavar="OUT", help="writes OUT.h5 and OUT.md")
    parser.add_argument("--runs", type=_positive, default=5, help="runs of each row (5)")
    parser.add_argument("--threads", type=_positive, default=os.cpu_count() or 1,
                        help="threads (all)")
    parser.add_argument("--scale", choices=("small", "large"), default="small",
                        help="sizes of whole jobs: up to 400,000 mentions, or up to 31 million")
    parser.add_argument("--mentions", type=_sizes, default=(), metavar="N,N,...",
                        help="mentions of the forces, in place of the set's sizes")
    parser.add_argument("--force", type=lambda text: tuple(map(Path, text.split(","))), default=(),
                        metavar="DIR,DIR,...", help="forces that are there, in place of new ones")
    parser.add_argument("--filter", default=".", metavar="REGEX",
                        help="rows of the C++ programs")
    parser.add_argument("--fsu", type=Path,
                        default=Path(os.environ.get("FSU_BINARY", _ROOT / "build/release/fsu")))
    parser.add_argument("--build", type=Path, default=_ROOT / "build/release",
                        help="build folder of the benchmark programs (build/release)")
    parser.add_argument("--work", type=Path, help="folder where forces stay, to be used again")
    return parser.parse_args(arguments)


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


def _sizes(text: str) -> tuple[int, ...]:
    return tuple(_positive(part) for part in text.split(","))


def _share(text: str) -> float:
    share = float(text.removesuffix("%")) / 100
    if not 0 <= share < 100:
        raise ValueError(text)
    return share


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
