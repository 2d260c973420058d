"""`fsu evaluate` on a generated force, recomputed in pandas from the same files; the true top list
comes from the reference in SQL, given the truth instead of the links."""

from __future__ import annotations

import stat
from dataclasses import dataclass
from math import sqrt
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from oracle import METRICS, Oracle, Settings, Truth
from results import attribute, read_table, table_names

AS_OF = "2026-01-01"
PERSONS = 3000
TOP = 40
Z = 1.959963984540054
TOLERANCE = {"rtol": 1e-9, "atol": 1e-12}


def with_ends(*shares: str) -> list[str]:
    return [name for share in shares for name in (share, f"{share}_low", f"{share}_high")]


#: Tables and columns as the data contract states them, and accuracy/summary beside them.
COLUMNS = {
    "accuracy/thresholds": ["threshold", *with_ends("precision", "recall", "f1")],
    "accuracy/reliability": ["bin", "stated", "observed", "mentions"],
    "accuracy/by_group": ["grouping", "group", "mentions", "linked",
                          *with_ends("precision", "recall")],
    "accuracy/lists": ["metric", "linkage", "kept", "lost_to"],
    "accuracy/summary": ["part", "measure", "value", "low", "high"],
}


@dataclass
class Case:
    """A force, the run over it, and the mentions of its truth in scope with their candidates."""

    folder: Path
    results: Path
    accuracy: Path
    printed: str

    def table(self, name: str) -> pd.DataFrame:
        return read_table(self.accuracy, name)

    def persons(self) -> pd.DataFrame:
        return read_csv(self.folder / "truth_persons.csv").set_index("person_id")

    def mentions(self) -> pd.DataFrame:
        truth = read_csv(self.folder / "truth_mentions.csv")
        scope = read_table(self.results, "incidents/resource_durations")["incident_id"]
        truth = truth[truth["incident_id"].isin(scope)]
        links = read_table(self.results, "linkage/links")
        mentions = truth.merge(links, on=["incident_id", "role"], how="left",
                               suffixes=("", "_found"))
        true_ids = self.persons()["true_person_id"]
        mentions["has_person"] = mentions["person_id"] != ""
        mentions["same_id"] = mentions["has_person"] & (
            mentions["person_id"] == mentions["person_id_found"])
        mentions["right"] = mentions["has_person"] & (
            mentions["person_id"].map(true_ids) == mentions["person_id_found"].map(true_ids))
        mentions["linked"] = mentions["status"] == "linked"
        mentions["name_group"] = mentions["person_id"].map(self.persons()["name_group"])
        return mentions

    def summary(self, part: str, measure: str) -> float:
        table = self.table("accuracy/summary").set_index(["part", "measure"])
        return table.loc[(part, measure), "value"]


def read_csv(path: Path) -> pd.DataFrame:
    return pd.read_csv(path, dtype=str, keep_default_na=False)


def wilson(successes: int, trials: int) -> tuple[float, float, float]:
    """The share and its ends in the usual way of writing, p and n."""
    if trials == 0:
        return (np.nan, np.nan, np.nan)
    p, n = successes / trials, trials
    middle = (p + Z * Z / (2 * n)) / (1 + Z * Z / n)
    half = Z * sqrt(p * (1 - p) / n + Z * Z / (4 * n * n)) / (1 + Z * Z / n)
    return (p, middle - half, middle + half)


@pytest.fixture(scope="module")
def case(must_run, tmp_path_factory) -> Case:
    folder = tmp_path_factory.mktemp("evaluate") / "force"
    must_run("generate", "--output", folder, "--persons", PERSONS, "--mentions", 6 * PERSONS,
             "--years", 2, "--seed", 11)
    results, accuracy = folder.parent / "results.h5", folder.parent / "accuracy.h5"
    must_run("run", "--input", folder, "--output", results, "--as-of", AS_OF, "--top", TOP,
             "--max-rejects", "5%")
    done = must_run("evaluate", "--links", results, "--truth", folder / "truth_mentions.csv",
                    "--truth-persons", folder / "truth_persons.csv", "--output", accuracy)
    return Case(folder, results, accuracy, done.stdout)


def test_the_force_is_not_trivial(case):
    mentions = case.mentions()
    assert len(mentions) > 2000
    assert not mentions["has_person"].all()
    assert (mentions["right"] & ~mentions["same_id"]).any(), "nobody is linked to a second id"
    assert (mentions["linked"] & ~mentions["right"]).any()
    assert (mentions["right"] & ~mentions["linked"]).any()


def test_thresholds(case):
    mentions = case.mentions()
    true_links = mentions["has_person"].sum()
    thresholds = case.table("accuracy/thresholds")
    assert list(thresholds["threshold"]) == [i / 100 for i in range(101)]
    for _, row in thresholds.iterrows():
        chosen = mentions[mentions["probability"] >= row["threshold"]]
        right = chosen["right"].sum()
        for name, trials in (("precision", len(chosen)), ("recall", true_links)):
            found = row[with_ends(name)].to_numpy(float)
            np.testing.assert_allclose(found, wilson(right, trials), **TOLERANCE)
        f1 = 2 * right / (len(chosen) + true_links)
        np.testing.assert_allclose(row["f1"], f1, **TOLERANCE)
        assert row["f1_low"] <= row["f1"] <= row["f1_high"]


def test_best_threshold(case):
    thresholds = case.table("accuracy/thresholds")
    best = thresholds.loc[thresholds["f1"].idxmax()]
    assert case.summary("best_f1", "threshold") == best["threshold"]
    assert case.summary("best_f1", "f1") == best["f1"]


def test_links_as_decided(case):
    mentions = case.mentions()
    linked = mentions[mentions["linked"]]
    for part, right in (("links", "right"), ("links_same_id", "same_id")):
        assert case.summary(part, "linked") == len(linked)
        assert case.summary(part, "right") == linked[right].sum()
        assert case.summary(part, "true_links") == mentions["has_person"].sum()
        np.testing.assert_allclose(case.summary(part, "precision"), linked[right].mean())
    assert case.summary("truth", "mentions_in_scope") == len(mentions)
    assert case.summary("truth", "mentions_of_nobody") == (~mentions["has_person"]).sum()


def test_reliability(case):
    linked = case.mentions().query("linked")
    bins = np.digitize(linked["probability"], [i / 10 for i in range(1, 10)])
    table = case.table("accuracy/reliability").set_index("bin")
    assert list(table.index) == list(range(10))
    assert table["mentions"].sum() == len(linked)
    for number, row in table.iterrows():
        of_bin = linked[bins == number]
        assert row["mentions"] == len(of_bin)
        np.testing.assert_allclose(row["stated"], of_bin["probability"].mean(), **TOLERANCE)
        np.testing.assert_allclose(row["observed"], of_bin["right"].mean(), **TOLERANCE)


def test_calibration_of_all_candidates(case):
    mentions = case.mentions().query("probability > 0.01")
    bins = np.digitize(mentions["probability"], [i / 10 for i in range(1, 10)])
    by_bin = mentions.groupby(bins)
    distance = (by_bin["probability"].mean() - by_bin["right"].mean()).abs()
    error = (distance * by_bin.size()).sum() / len(mentions)
    np.testing.assert_allclose(case.summary("calibration", "expected_calibration_error"), error,
                               **TOLERANCE)
    np.testing.assert_allclose(case.summary("calibration", "stated_sum"),
                               mentions["probability"].sum(), **TOLERANCE)
    assert case.summary("calibration", "right") == mentions["right"].sum()
    assert case.summary("calibration", "candidates") == len(mentions)


def groups_of(mentions: pd.DataFrame) -> dict[tuple[str, str], pd.DataFrame]:
    groups = {("role", role): frame for role, frame in mentions.groupby("role")}
    kinds = mentions.assign(kind=mentions["error_kinds"].str.split("|")).explode("kind")
    for kind, frame in kinds.groupby("kind"):
        groups["error_kind", kind or "none"] = frame
    for group, frame in mentions.groupby(mentions["name_group"].fillna("none")):
        groups["name_group", group] = frame
    return groups


def test_groups(case):
    groups = groups_of(case.mentions())
    table = case.table("accuracy/by_group").set_index(["grouping", "group"])
    assert set(table.index) == set(groups)
    for key, frame in groups.items():
        row, linked = table.loc[key], frame[frame["linked"]]
        assert (row["mentions"], row["linked"]) == (len(frame), len(linked)), key
        right = linked["right"].sum()
        for name, trials in (("precision", len(linked)), ("recall", frame["has_person"].sum())):
            found = row[with_ends(name)].to_numpy(float)
            np.testing.assert_allclose(found, wilson(right, trials), err_msg=str(key), **TOLERANCE)


def drop_rejects(folder: Path, results: Path) -> None:
    """Takes the rows that the program rejected out of the files: the reference reads no faulty
    values."""
    rejects = read_table(results, "quality/rejects")
    for file, of_file in rejects.groupby("file"):
        lines = (folder / file).read_bytes().splitlines(keepends=True)
        dropped = {line - 1 for line in of_file["line"]}
        (folder / file).write_bytes(b"".join(
            line for number, line in enumerate(lines) if number not in dropped))


def selected_by(case: Case, linkage: str, metric: str) -> set[str]:
    if linkage == "fuzzy":
        users = read_table(case.results, "ranking/frequent_service_users")
        return set(users.loc[users[f"selected_{metric}"] == 1, "person_id"])
    readings = read_table(case.results, "ranking/readings")
    is_list = (readings["reading"] == "exact_linkage") & (readings["metric"] == metric)
    return set(readings.loc[is_list, "person_id"])


def test_lists(case):
    drop_rejects(case.folder, case.results)
    oracle = Oracle(case.folder, Settings(as_of=AS_OF, top=TOP), Truth.of_folder(case.folder))
    perfect = oracle.frequent_service_users()
    true_ids = case.persons()["true_person_id"].to_dict()
    lists = case.table("accuracy/lists").set_index(["metric", "linkage"])
    assert len(lists) == 8
    for (metric, linkage), row in lists.iterrows():
        true_list = {true_ids.get(p, p) for p in perfect.index[perfect[f"selected_{metric}"] == 1]}
        found = {true_ids.get(p, p) for p in selected_by(case, linkage, metric)}
        assert row["kept"] == len(true_list & found), (metric, linkage)
        assert row["lost_to"] == len(found - true_list), (metric, linkage)
    kept = lists["kept"].unstack()
    assert (kept["fuzzy"] < TOP)[["originator", "subject"]].any(), "nothing was lost to see"
    assert kept.loc["investigation_and_custody", "fuzzy"] > 0
    assert list(METRICS) == list(dict.fromkeys(lists.index.get_level_values("metric")))


def test_the_file(case):
    assert stat.S_IMODE(case.accuracy.stat().st_mode) == 0o600
    for table, columns in COLUMNS.items():
        assert list(case.table(table).columns) == columns
    assert set(table_names(case.accuracy)) == {*COLUMNS, "run/inputs"}
    assert (attribute(case.accuracy, "links_content_digest")
            == attribute(case.results, "content_digest"))
    inputs = read_table(case.accuracy, "run/inputs")
    assert list(inputs["file"]) == ["truth_mentions.csv", "truth_persons.csv"]


def test_the_summary(case):
    assert f"{int(case.summary('truth', 'mentions_in_scope'))} in scope" in case.printed
    assert f"{case.summary('links', 'precision'):.4f}" in case.printed
    assert "blank_dob" in case.printed
    assert "P00" not in case.printed, "a person is named"


def test_any_thread_count_gives_the_same_tables(case, must_run, tmp_path):
    output = tmp_path / "again.h5"
    must_run("evaluate", "--links", case.results, "--truth", case.folder / "truth_mentions.csv",
             "--truth-persons", case.folder / "truth_persons.csv", "--output", output, "--threads",
             1)
    assert attribute(output, "content_digest") == attribute(case.accuracy, "content_digest")


def test_without_true_persons_only_the_very_id_is_right(case, must_run, tmp_path):
    output = tmp_path / "strict.h5"
    must_run("evaluate", "--links", case.results, "--truth", case.folder / "truth_mentions.csv",
             "--output", output)
    summary = read_table(output, "accuracy/summary").set_index(["part", "measure"])["value"]
    assert summary["links", "right"] == case.summary("links_same_id", "right")
    assert len(read_table(output, "accuracy/lists")) == 0
    assert "name_group" not in set(read_table(output, "accuracy/by_group")["grouping"])


def test_a_clean_force_is_linked_without_an_error(must_run, tmp_path):
    folder, results, accuracy = (tmp_path / n for n in ("force", "results.h5", "accuracy.h5"))
    must_run("generate", "--output", folder, "--persons", 1000, "--mentions", 3000, "--clean")
    must_run("run", "--input", folder, "--output", results, "--as-of", AS_OF, "--linkage", "exact")
    must_run("evaluate", "--links", results, "--truth", folder / "truth_mentions.csv",
             "--truth-persons", folder / "truth_persons.csv", "--output", accuracy)
    summary = read_table(accuracy, "accuracy/summary").set_index(["part", "measure"])["value"]
    assert summary["links", "f1"] == 1.0
    assert summary["calibration", "expected_calibration_error"] == 0.0
    lists = read_table(accuracy, "accuracy/lists")
    assert set(lists["linkage"]) == {"exact"}
    assert (lists["lost_to"] == 0).all()
    users = read_table(results, "ranking/frequent_service_users")
    for _, row in lists.iterrows():
        assert row["kept"] == users[f"selected_{row['metric']}"].sum()


def test_links_of_selected_people_are_refused(case, must_run, run_fsu, tmp_path):
    results = tmp_path / "selected.h5"
    must_run("run", "--input", case.folder, "--output", results, "--as-of", AS_OF, "--links",
             "selected", "--max-rejects", "5%")
    done = run_fsu("evaluate", "--links", results, "--truth", case.folder / "truth_mentions.csv")
    assert done.returncode == 65
    assert "--links all" in done.stderr


@pytest.mark.parametrize(("text", "code", "words"), [
    ("incident_id,role,person_id\nNOWHERE,originator,P1\n", 65, "none of the 1 mentions"),
    ("left_id,right_id\na,b\n", 65, "incident_id,role,person_id"),
    ("name,who\na,b\n", 65, "left_id,right_id"),
    ("incident_id,role,person_id\nL1,bystander,P1\n", 65, "unmapped_value"),
    ("", 65, "empty"),
])
def test_a_truth_that_does_not_fit(case, run_fsu, tmp_path, text, code, words):
    truth = tmp_path / "truth.csv"
    truth.write_text(text, encoding="utf-8")
    done = run_fsu("evaluate", "--links", case.results, "--truth", truth, "--output",
                   tmp_path / "accuracy.h5")
    assert done.returncode == code, done.stderr
    assert words in done.stderr
    assert [p.name for p in tmp_path.iterdir()] == ["truth.csv"]


def test_calls_that_cannot_be(case, run_fsu, tmp_path):
    truth = case.folder / "truth_mentions.csv"
    assert run_fsu("evaluate", "--links", case.results).returncode == 64
    assert run_fsu("evaluate", "--links", case.results, "--truth", tmp_path / "x").returncode == 66
    assert run_fsu("evaluate", "--links", tmp_path / "x.h5", "--truth", truth).returncode == 66
    assert run_fsu("evaluate", "--links", truth, "--truth", truth).returncode == 65
    assert run_fsu("evaluate", "--links", case.results, "--truth", truth, "--output",
                   case.results).returncode == 64
    assert run_fsu("evaluate", "--help").returncode == 0
