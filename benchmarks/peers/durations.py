#!/usr/bin/env python3
"""Resource time by incident with DuckDB's SQL, polars or pandas, as `fsu durations` has it.

    python benchmarks/peers/durations.py --tool duckdb --resources force/resources.csv \\
        --output durations.parquet --time-zone Europe/London --threads 2

For each incident and resource the union of its rows, from the earliest of assigned, deployed and
arrived to released; rows without a start or an end, or that end before they start, count nothing;
the sum over resources. The whole job is timed: reading, parsing, local time to UTC (not for UTC),
the unions, writing a file. The clock starts after the package is loaded. A row that cannot be read
is left out, as the program leaves it out. Prints one JSON object: seconds of the wall and of the
processors, incidents, total seconds, the package's version.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import sys
import time
from importlib.metadata import version
from pathlib import Path

_INSTANTS = ("assigned_at", "deployed_at", "arrived_at", "released_at")
_COLUMNS = ("incident_id", "resource_id", "resource_group", *_INSTANTS)
_FORMAT = "%Y-%m-%dT%H:%M:%S"
#: More than any instant in seconds: lifts the ends of one group above those of the group before.
_GROUP_STEP = 1 << 34


def main() -> int:
    options = _options()
    os.environ["POLARS_MAX_THREADS"] = str(options.threads)
    sum_up = {"duckdb": _duckdb, "polars": _polars, "pandas": _pandas}[options.tool]
    __import__(options.tool)
    if options.tool == "pandas":
        __import__("pyarrow.parquet")
    start, used = time.perf_counter(), _processor_seconds()
    incidents, total = sum_up(options)
    seconds, processor = time.perf_counter() - start, _processor_seconds() - used
    print(json.dumps({"seconds": seconds, "processor_seconds": processor, "incidents": incidents,
                      "total_seconds": total, "version": version(options.tool)}))
    return 0


def _processor_seconds() -> float:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def _duckdb(options: argparse.Namespace) -> tuple[int, int]:
    import duckdb

    connection = duckdb.connect(config={"threads": options.threads})
    types = {name: "TIMESTAMP" if name in _INSTANTS else "VARCHAR" for name in _COLUMNS}
    is_local = options.time_zone != "UTC"

    def utc(name: str) -> str:
        return f"timezone('{options.time_zone}', {name})" if is_local else name

    connection.execute(f"""
        CREATE TABLE durations AS
        WITH read AS (
            SELECT incident_id, resource_id,
                   CAST(epoch(least({', '.join(utc(n) for n in _INSTANTS[:3])})) AS BIGINT) AS s,
                   CAST(epoch({utc('released_at')}) AS BIGINT) AS e
            FROM read_csv($file, columns = {types}, header = true, auto_detect = false,
                          delim = ',', quote = '"', escape = '"', ignore_errors = true)
            WHERE incident_id <> '' AND resource_id <> ''
        ), beyond AS (
            SELECT incident_id,
                   e - greatest(s, max(e) OVER (PARTITION BY incident_id, resource_id ORDER BY s, e
                       ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)) AS seconds
            FROM read WHERE s <= e
        ), counted AS (
            SELECT incident_id, sum(greatest(seconds, 0)) AS seconds FROM beyond GROUP BY ALL
        )
        SELECT incident_id, CAST(coalesce(seconds, 0) AS BIGINT) AS resource_seconds
        FROM (SELECT DISTINCT incident_id FROM read) LEFT JOIN counted USING (incident_id)
        ORDER BY incident_id""", {"file": str(options.resources)})
    connection.execute(f"COPY durations TO '{options.output}' (FORMAT parquet)")
    return connection.execute("SELECT count(*), sum(resource_seconds)::BIGINT FROM durations"
                              ).fetchone()


def _polars(options: argparse.Namespace) -> tuple[int, int]:
    import polars as pl

    def instant(name: str) -> pl.Expr:
        parsed = pl.col(name).str.to_datetime(_FORMAT, time_unit="ms", strict=False)
        if options.time_zone != "UTC":
            parsed = parsed.dt.replace_time_zone(options.time_zone, ambiguous="earliest",
                                                 non_existent="null")
        return (parsed.dt.epoch("ms") // 1000).alias(name)

    text = pl.scan_csv(options.resources, schema=dict.fromkeys(_COLUMNS, pl.String),
                       truncate_ragged_lines=True, encoding="utf8-lossy")
    parsed = text.with_columns(**{f"{n}_text": pl.col(n).is_not_null() for n in _INSTANTS},
                               **{n: instant(n) for n in _INSTANTS})
    rows = parsed.filter(
        pl.col("incident_id", "resource_id").is_not_null(),
        *(pl.col(n).is_not_null() | ~pl.col(f"{n}_text") for n in _INSTANTS))
    rows = rows.select("incident_id", "resource_id", s=pl.min_horizontal(_INSTANTS[:3]),
                       e="released_at").collect()
    counted = rows.filter(pl.col("s") <= pl.col("e")).sort("incident_id", "resource_id", "s", "e")
    is_new = ((pl.col("incident_id") != pl.col("incident_id").shift())
              | (pl.col("resource_id") != pl.col("resource_id").shift())).fill_null(False)
    counted = counted.with_columns(lift=is_new.cum_sum().cast(pl.Int64) * _GROUP_STEP)
    earlier = ((pl.col("e") + pl.col("lift")).cum_max().shift() - pl.col("lift")).fill_null(0)
    sums = counted.with_columns(
        seconds=(pl.col("e") - pl.max_horizontal("s", earlier)).clip(lower_bound=0)
    ).group_by("incident_id").agg(resource_seconds=pl.col("seconds").sum())
    durations = rows.select(pl.col("incident_id").unique()).join(
        sums, on="incident_id", how="left").with_columns(
        pl.col("resource_seconds").fill_null(0)).sort("incident_id")
    durations.write_parquet(options.output)
    return len(durations), int(durations["resource_seconds"].sum())


def _pandas(options: argparse.Namespace) -> tuple[int, int]:
    import numpy as np
    import pandas as pd

    rows = pd.read_csv(options.resources, dtype=str, usecols=["incident_id", "resource_id",
                                                              *_INSTANTS],
                       keep_default_na=False, on_bad_lines="skip", encoding_errors="replace")
    is_read = (rows["incident_id"] != "") & (rows["resource_id"] != "")
    for name in _INSTANTS:
        is_blank = rows[name] == ""
        parsed = pd.to_datetime(rows[name], format=_FORMAT, errors="coerce")
        if options.time_zone != "UTC":
            parsed = parsed.dt.tz_localize(options.time_zone, ambiguous=np.ones(len(rows), bool),
                                           nonexistent="NaT").dt.tz_convert("UTC")
            parsed = parsed.dt.tz_localize(None)
        is_read &= parsed.notna() | is_blank
        rows[name] = parsed.astype("datetime64[s]")
    rows = rows[is_read]
    start = rows[list(_INSTANTS[:3])].min(axis=1)
    counts = start <= rows["released_at"]
    counted = pd.DataFrame({"incident_id": rows["incident_id"], "resource_id": rows["resource_id"],
                            "s": start.astype("int64"), "e": rows["released_at"].astype("int64")})
    counted = counted[counts].sort_values(["incident_id", "resource_id", "s", "e"])
    is_new = ((counted["incident_id"] != counted["incident_id"].shift())
              | (counted["resource_id"] != counted["resource_id"].shift())).to_numpy()
    lift = np.cumsum(is_new) * _GROUP_STEP
    ends = counted["e"].to_numpy()
    earlier = np.empty(len(ends), np.int64)
    earlier[:1] = 0
    earlier[1:] = np.maximum.accumulate(ends + lift)[:-1]
    seconds = np.maximum(ends - np.maximum(counted["s"].to_numpy(), earlier - lift), 0)
    sums = pd.Series(seconds).groupby(counted["incident_id"].to_numpy()).sum()
    durations = sums.reindex(np.sort(rows["incident_id"].unique()), fill_value=0)
    durations.rename("resource_seconds").rename_axis("incident_id").reset_index().to_parquet(
        options.output)
    return len(durations), int(durations.sum())


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tool", required=True, choices=("duckdb", "polars", "pandas"))
    parser.add_argument("--resources", type=Path, required=True)
    parser.add_argument("--output", type=Path, required=True, help="parquet file to write")
    parser.add_argument("--time-zone", default="Europe/London")
    parser.add_argument("--threads", type=int, default=2)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
