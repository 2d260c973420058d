"""The job stated a second time, in SQL: totals, scaled totals, scores, ranks and selection.

It reads the CSV files of a force and the truth of who is who, runs the SQL files of this folder in
an in-memory DuckDB, and hands back pandas frames. It shares nothing with the program but the data
contract: who is who is given, not found; every value must be readable; only the contract's default
formats are known.

    oracle = Oracle.of_folder(Path("force"), as_of="2026-01-01")
    oracle.individuals()        # the table ranking/individuals
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import pandas as pd

from contract_tables import COLUMNS, INSTANT_COLUMNS
from zone_offsets import zone_offsets

_HERE = Path(__file__).parent
_UNIT = 10**24  # scores are whole numbers of this part

TOTALS = [
    "suspect_count", "offender_count", "victim_count", "custody_count", "custody_hours",
    "originator_calls", "originator_resource_hours", "subject_calls", "subject_resource_hours",
]
METRICS = ["investigation_and_custody", "originator", "subject", "overall"]


@dataclass(frozen=True)
class Settings:
    """The settings of a run that matter to the reference."""

    as_of: str
    months: int = 12
    top: int = 100
    scaling: str = "cap"
    count_non_crimes: bool = False
    timezone: str = "Europe/London"


@dataclass
class Truth:
    """Who is who: (incident_id, role, person_id) of mentions and (report_id, person_id)."""

    links: pd.DataFrame = field(
        default_factory=lambda: pd.DataFrame(columns=["incident_id", "role", "person_id"]))
    report_links: pd.DataFrame = field(
        default_factory=lambda: pd.DataFrame(columns=["report_id", "person_id"]))

    @staticmethod
    def of_folder(folder: Path) -> Truth:
        """The truth that stands beside a generated force."""
        truth = Truth()
        if (folder / "truth_mentions.csv").exists():
            truth.links = _known(pd.read_csv(folder / "truth_mentions.csv", dtype=str))
        if (folder / "truth_reports.csv").exists():
            truth.report_links = _known(pd.read_csv(folder / "truth_reports.csv", dtype=str))
        return truth


def _known(frame: pd.DataFrame) -> pd.DataFrame:
    return frame[frame["person_id"].notna() & (frame["person_id"] != "")]


class Oracle:
    """The expected tables of one run."""

    def __init__(self, folder: Path, settings: Settings, truth: Truth) -> None:
        self._database = duckdb.connect(":memory:")
        self._database.execute("SET threads = 2")
        for table in COLUMNS:
            self._load_table(folder, table)
        self._load_links(truth)
        self._load_time(settings)
        self._state("instants")
        self._load_settings(settings)
        for concept in ("records", "durations", "totals", "scaling", "ranking", "sensitivity",
                        "profiles", "reconciliation"):
            self._state(concept)

    @staticmethod
    def of_folder(folder: Path, as_of: str, **settings: object) -> Oracle:
        """The reference for a force that stands beside its own truth."""
        return Oracle(folder, Settings(as_of=as_of, **settings), Truth.of_folder(folder))

    def individuals(self) -> pd.DataFrame:
        """The table ranking/individuals under the run's own reading, by person_id."""
        frame = self._frame("SELECT person_id FROM individuals ORDER BY person_id")
        frame = frame.set_index("person_id")
        for total in TOTALS:
            frame[total] = self._total(total).reindex(frame.index).fillna(0)
            frame[f"scaled_{total}"] = self._scaled(total).reindex(frame.index).fillna(0.0)
        for metric in METRICS:
            for name, values in self._scores(metric).items():
                frame[f"{metric}_{name}"] = values.reindex(frame.index)
        return frame

    def frequent_service_users(self) -> pd.DataFrame:
        """Scores, ranks, flags and profile of the selected, by person_id."""
        selected = self._frame("""
            SELECT person_id, metric, selected FROM scores
            WHERE reading = (SELECT scaling FROM settings)""")
        flags = selected.pivot(index="person_id", columns="metric", values="selected").astype(int)
        flags = flags[flags.any(axis=1)].add_prefix("selected_")
        scores = [c for m in METRICS for c in (f"{m}_score", f"{m}_rank")]
        frame = flags.join(self.individuals()[scores])
        for table in ("latest_versions", "harm", "missing_counts", "homes"):
            frame = frame.join(self._frame(f"SELECT * FROM {table}").set_index("person_id"))
        texts = ["forenames", "surname", "date_of_birth", "home_lpa", "home_lpa_runner_up",
                 "home_lpa_latest"]
        frame[texts] = frame[texts].fillna("")
        numbers = ["harm_caused", "harm_received", "unscored_investigations", "missing_reports",
                   "home_lpa_investigations"]
        frame[numbers] = frame[numbers].fillna(0)
        if not self._database.execute("SELECT count(*) FROM raw_harm_scores").fetchone()[0]:
            frame[["harm_caused", "harm_received"]] = float("nan")
        return frame.sort_index()

    def resource_durations(self) -> pd.DataFrame:
        """The table incidents/resource_durations, by incident_id."""
        return self._frame("SELECT * FROM resource_durations").set_index("incident_id").sort_index()

    def readings(self) -> pd.DataFrame:
        """Whom each reading selects: reading, metric, person_id, rank."""
        return self._frame("SELECT reading, metric, person_id, rank FROM scores WHERE selected")

    def sensitivity(self) -> pd.DataFrame:
        """overlap, entered and ties_at_cut by (reading, metric)."""
        frame = self._frame("SELECT * FROM sensitivity")
        return frame.set_index(["reading", "metric"]).sort_index()

    def fates(self) -> dict[str, dict[str, int]]:
        """Rows of each table by measure of quality/reconciliation, without those of zero."""
        fates: dict[str, dict[str, int]] = {}
        for table, measure, rows in self._database.execute("SELECT * FROM fates").fetchall():
            fates.setdefault(table, {})[measure] = rows
        return fates

    def _state(self, concept: str) -> None:
        """Runs the SQL file of one concept."""
        self._database.execute((_HERE / f"{concept}.sql").read_text(encoding="utf-8"))

    def _frame(self, query: str) -> pd.DataFrame:
        return self._database.execute(query).df()

    def _column(self, query: str, parameters: list[object]) -> pd.Series:
        """(key, whole number, divisor) rows as floats: one division, correctly rounded."""
        rows = self._database.execute(query, parameters).fetchall()
        return pd.Series({key: int(value) / divisor for key, value, divisor in rows}, dtype=float)

    def _total(self, total: str) -> pd.Series:
        divisor = 3600 if total.endswith("_hours") else 1
        return self._column(f"""SELECT person_id, value, {divisor} FROM totals
                                WHERE basis = 'union' AND total = ?""", [total])

    def _scaled(self, total: str) -> pd.Series:
        units = self._database.execute("SELECT scaling || '_units' FROM settings").fetchone()[0]
        return self._column(f"""SELECT person_id, {units}, {_UNIT} FROM scaled
                                WHERE basis = 'union' AND total = ?""", [total])

    def _scores(self, metric: str) -> dict[str, pd.Series]:
        source = "FROM scores WHERE metric = ? AND reading = (SELECT scaling FROM settings)"
        return {
            "score": self._column(f"SELECT person_id, score_units, {_UNIT} {source}", [metric]),
            "uncapped": self._column(
                f"SELECT person_id, uncapped_units, {_UNIT} {source}", [metric]),
            "rank": self._column(f"SELECT person_id, rank, 1 {source}", [metric]).astype(int),
        }

    def _load_table(self, folder: Path, table: str) -> None:
        files = sorted(str(p) for p in folder.glob(f"{table}.csv*"))
        files += sorted(str(p) for p in folder.glob(f"{table}.*.csv*") if str(p) not in files)
        columns = COLUMNS[table]
        if files:
            self._database.execute(f"""CREATE TEMP TABLE extract AS SELECT * FROM read_csv(
                {files}, header = true, all_varchar = true, union_by_name = true, delim = ',',
                quote = '"', escape = '"', max_line_size = 10000000)""")
            present = {row[0] for row in self._database.execute("DESCRIBE extract").fetchall()}
        else:
            self._database.execute("CREATE TEMP TABLE extract(nothing VARCHAR)")
            present = set()
        values = ", ".join(
            f"nullif(trim({column}), '') AS {column}" if column in present
            else f"CAST(NULL AS VARCHAR) AS {column}" for column in columns)
        self._database.execute(f"""
            CREATE TABLE rows_{table} AS
            SELECT *, row_number() OVER (PARTITION BY {', '.join(columns)}) AS copy
            FROM (SELECT {values} FROM extract);
            CREATE VIEW raw_{table} AS SELECT * EXCLUDE (copy) FROM rows_{table} WHERE copy = 1;
            DROP TABLE extract;""")

    def _load_links(self, truth: Truth) -> None:
        links = truth.links[["incident_id", "role", "person_id"]].astype(str)
        report_links = truth.report_links[["report_id", "person_id"]].astype(str)
        self._database.register("links_frame", links)
        self._database.register("report_links_frame", report_links)
        self._database.execute("""
            CREATE TABLE links AS
            SELECT CAST(incident_id AS VARCHAR) AS incident_id, CAST(role AS VARCHAR) AS role,
                   CAST(person_id AS VARCHAR) AS person_id FROM links_frame;
            CREATE TABLE report_links AS
            SELECT CAST(report_id AS VARCHAR) AS report_id, CAST(person_id AS VARCHAR) AS person_id
            FROM report_links_frame;""")

    def _load_time(self, settings: Settings) -> None:
        """Lookup tables of local time, and every text to be read as an instant."""
        self._database.execute("CREATE TABLE zone_offsets(utc_start BIGINT, utc_end BIGINT, "
                               "utc_offset BIGINT)")
        self._database.executemany("INSERT INTO zone_offsets VALUES (?, ?, ?)",
                                   zone_offsets(settings.timezone, 1990, 2040))
        texts = " UNION ".join(f"SELECT {column} AS text FROM raw_{table}"
                               for table, columns in INSTANT_COLUMNS.items() for column in columns)
        self._database.execute(f"""
            CREATE TABLE window_texts AS SELECT
                strftime(DATE '{settings.as_of}' - INTERVAL {settings.months} MONTH,
                         '%Y-%m-%dT00:00:00') AS window_start,
                '{settings.as_of}T00:00:00' AS window_end;
            CREATE TABLE instant_texts AS SELECT text FROM ({texts}) WHERE text IS NOT NULL
            UNION SELECT window_start FROM window_texts
            UNION SELECT window_end FROM window_texts""")

    def _load_settings(self, settings: Settings) -> None:
        self._database.execute(f"""
            CREATE TABLE settings AS
            SELECT s.first_utc AS window_start, e.first_utc AS window_end, {settings.top} AS top,
                   '{settings.scaling}' AS scaling,
                   {settings.count_non_crimes} AS count_non_crimes
            FROM window_texts w JOIN instants s ON s.text = w.window_start
            JOIN instants e ON e.text = w.window_end""")
