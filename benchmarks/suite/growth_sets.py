"""How `fsu run` grows with the size of a force, and what a second thread brings, stage by stage."""

from __future__ import annotations

import math
import statistics
from dataclasses import dataclass
from pathlib import Path

import h5py
import numpy as np
import pandas as pd
from file_roofline import NAME as READING
from file_roofline import reading_row
from force_folders import input_files, persons_of, prepared_force
from hdf5_tables import read_table
from job_sets import check_f1, forces_of, job_row, run_bytes
from measured_process import Measured, measure_process
from options import Options
from rows import Row, SetResult
from speed_sets import mentions_f1

#: An index may be off by this share between forces that are to differ in their mentions alone.
_INDEX_TOLERANCE = 0.05
#: Stages that take less of a run say nothing about growth.
_LEAST_SECONDS = 0.05


def scaling(options: Options) -> SetResult:
    """`fsu run` on forces of several sizes, one index and as many years: the growth exponent."""
    sizes = options.sizes((25_000, 50_000, 100_000, 200_000),
                          (1_000_000, 3_000_000, 10_000_000, 31_000_000))
    # One index for all sizes, and years enough that the largest is no denser than a real force.
    persons = 2_900_000 if options.is_large else persons_of(max(sizes))
    years = 10 if options.is_large else 1
    forces = list(options.forces) or [
        prepared_force(options.fsu, options.work, mentions, persons, years) for mentions in sizes]
    rows, seconds = [], []
    versions: set[int] = set()
    for force in forces:
        runs = [_run_once(options, force, options.threads) for _ in range(options.runs)]
        row = _row(force, options.threads, runs)
        rows += [row, reading_row(input_files(force), row.size, options.runs, row.size)]
        seconds.append(_stage_medians(runs).assign(mentions=row.size))
        versions.add(runs[-1].versions)
    if max(versions) > (1 + _INDEX_TOLERANCE) * min(versions):
        raise SystemExit(f"the forces' indexes have {sorted(versions)} versions: name forces that "
                         "differ in their mentions alone")
    by_stage = pd.concat(seconds, ignore_index=True)
    fits = _fit_stages(by_stage)
    whole = fits.iloc[0]
    return SetResult("scaling", rows, {"scaling/stages": by_stage, "scaling/exponents": fits}, [
        f"Growth exponent of the whole run: {whole['exponent']:.3f}"
        f"{_with_error(whole['standard_error'])}, by least squares of log seconds against log "
        f"mentions at {whole['sizes']} sizes, with an index of {min(versions):,} versions in all. "
        "1 is in proportion; what the index alone takes keeps it below."])


def _with_error(error: float) -> str:
    return "" if math.isnan(error) else f" (standard error {error:.3f})"


def growth_exponent(sizes: np.ndarray, seconds: np.ndarray) -> tuple[float, float]:
    """Slope of log seconds against log size by least squares, and its standard error."""
    x, y = np.log(np.asarray(sizes, float)), np.log(np.asarray(seconds, float))
    x, y = x - x.mean(), y - y.mean()
    slope = float((x @ y) / (x @ x))
    if len(x) < 3:
        return slope, math.nan
    residual = y - slope * x
    return slope, float(np.sqrt((residual @ residual) / (len(x) - 2) / (x @ x)))


def _fit_stages(by_stage: pd.DataFrame) -> pd.DataFrame:
    """One line a stage, the whole run first; stages too short to measure are left out."""
    lines = []
    for stage, group in by_stage.groupby("stage", sort=False):
        group = group[group["seconds"] >= _LEAST_SECONDS]
        if group["mentions"].nunique() < 2:
            continue
        slope, error = growth_exponent(group["mentions"], group["seconds"])
        lines.append({"stage": stage, "sizes": group["mentions"].nunique(), "exponent": slope,
                      "standard_error": error,
                      "seconds_at_largest": group["seconds"].iloc[-1]})
    return pd.DataFrame(lines)


def threads(options: Options) -> SetResult:
    """`fsu run` with one thread and with all: how many times as fast each stage becomes."""
    rows, parts = [], []
    counts = sorted({1, options.threads})
    for force in forces_of(options, (100_000,), (1_000_000,)):
        # Counts take turns, so that a busy machine is busy for all.
        turns = [{count: _run_once(options, force, count) for count in counts}
                 for _ in range(options.runs)]
        if len({run.digest for turn in turns for run in turn.values()}) != 1:
            raise SystemExit("the results differ with the number of threads")
        by_count = {count: [turn[count] for turn in turns] for count in counts}
        rows += [_row(force, count, runs) for count, runs in by_count.items()]
        rows.append(reading_row(input_files(force), rows[-1].size, options.runs, rows[-1].size))
        parts.append(_speed_up({count: _stage_medians(runs) for count, runs in by_count.items()},
                               rows[-1].size))
    return SetResult("threads", rows, {"threads/stages": pd.concat(parts, ignore_index=True)}, [
        "The results' content digest was the same with every number of threads."])


def _speed_up(by_count: dict[int, pd.DataFrame], size: int) -> pd.DataFrame:
    most = max(by_count)
    one, all_ = (by_count[count].set_index("stage")["seconds"] for count in (1, most))
    frame = pd.DataFrame({"mentions": size, "seconds_1": one, "threads": most,
                          "seconds_all": all_, "times_as_fast": one / all_})
    return frame.loc[one.index].rename_axis("stage").reset_index()


@dataclass(frozen=True)
class _Run:
    """What one `fsu run` took and gave."""

    measured: Measured
    #: Seconds by stage; a stage that comes twice is summed.
    stages: pd.Series
    mentions: int
    versions: int
    f1: float
    digest: str


def _run_once(options: Options, force: Path, num_threads: int) -> _Run:
    output = options.temporary / "run.h5"
    measured = measure_process(
        [options.fsu, "run", "--config", force / "run.ini", "--input", force, "--output", output,
         "--threads", num_threads, "--quiet"])
    stages = read_table(output, "run/stages").groupby("stage", sort=False)["seconds"].sum()
    summary = read_table(output, "linkage/summary").set_index("measure")["value"]
    f1 = mentions_f1(force, output)
    check_f1("fsu run", f1)
    with h5py.File(output) as file:
        digest = bytes(file.attrs["content_digest"]).decode()
    output.unlink()
    return _Run(measured, stages, int(summary["mentions"].sum()), int(summary["person_versions"]),
                f1, digest)


def _row(force: Path, num_threads: int, runs: list[_Run]) -> Row:
    last = runs[-1]
    return job_row("fsu run", last.mentions, [run.measured for run in runs], num_threads,
                   items=last.mentions, bytes=run_bytes(force), f1=last.f1, roofline=READING)


def _stage_medians(runs: list[_Run]) -> pd.DataFrame:
    """stage, seconds: the whole run first."""
    of_stages = pd.concat([run.stages for run in runs], axis=1).median(axis=1)
    whole = pd.Series({"whole run": statistics.median(run.measured.seconds for run in runs)})
    return pd.concat([whole, of_stages]).rename_axis("stage").rename("seconds").reset_index()
