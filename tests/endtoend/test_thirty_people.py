"""A force of thirty people whose every number is worked out by hand.

The same numbers are asked of the program and of the reference in SQL, so that neither can be wrong
alone. Linkage is exact: with thirty people there is nothing to learn from.

How the numbers come about (records in thirty_people.py; m is the mean of all non-zero values, as
there are fewer than a thousand; scaled = min(x / m, 1)):

    total                       values                                             m
    suspect_count               P01 2, P08 1                                       3/2
    offender_count              P01 1, P07 1, GHOST 1                              1
    victim_count                P02 1, P03 1, P06 1, P26 2, P27 2                  7/5
    custody_count               P09 2, P10 1, P11 2, P12 2, P13 2, P14 2           11/6
    custody_hours               P09 212, P11 224, P12 14, P13 4, P14 4/3           1366/15
    originator_calls            P15 1, P16 2, P19 2                                5/3
    originator_resource_hours   P15 3/2, P16 3, P19 3                              5/2
    subject_calls               P15 1, P17 1, P20 2, P21 1, P23 1, P24 1           7/6
    subject_resource_hours      P15 3/2, P17 3, P20 7/6, P24 1/2                   37/24
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction as F
from pathlib import Path

import pandas as pd
import pytest
from force import AS_OF
from oracle import METRICS, TOTALS, Oracle, Settings, Truth
from results import read_table
from thirty_people import LINKS, thirty_people

# Totals in the order of the contract; whoever is not here has none.
HAND_TOTALS = {
    #        sus off vic cus  hours       orig hours    subj hours
    "GHOST": (0, 1, 0, 0, F(0), 0, F(0), 0, F(0)),
    "P01": (2, 1, 0, 0, F(0), 0, F(0), 0, F(0)),
    "P02": (0, 0, 1, 0, F(0), 0, F(0), 0, F(0)),
    "P03": (0, 0, 1, 0, F(0), 0, F(0), 0, F(0)),
    "P06": (0, 0, 1, 0, F(0), 0, F(0), 0, F(0)),
    "P07": (0, 1, 0, 0, F(0), 0, F(0), 0, F(0)),
    "P08": (1, 0, 0, 0, F(0), 0, F(0), 0, F(0)),
    "P09": (0, 0, 0, 2, F(212), 0, F(0), 0, F(0)),  # 12 + 200
    "P10": (0, 0, 0, 1, F(0), 0, F(0), 0, F(0)),  # a negative record counts, its hours do not
    "P11": (0, 0, 0, 2, F(224), 0, F(0), 0, F(0)),  # 24 + 200
    "P12": (0, 0, 0, 2, F(14), 0, F(0), 0, F(0)),  # 8 + 6
    "P13": (0, 0, 0, 2, F(4), 0, F(0), 0, F(0)),  # 3 + 1
    "P14": (0, 0, 0, 2, F(4, 3), 0, F(0), 0, F(0)),  # 1/3 + 1
    "P15": (0, 0, 0, 0, F(0), 1, F(3, 2), 1, F(3, 2)),
    "P16": (0, 0, 0, 0, F(0), 2, F(3), 0, F(0)),
    "P17": (0, 0, 0, 0, F(0), 0, F(0), 1, F(3)),
    "P19": (0, 0, 0, 0, F(0), 2, F(3), 0, F(0)),
    "P20": (0, 0, 0, 0, F(0), 0, F(0), 2, F(7, 6)),  # 50 + 20 minutes
    "P21": (0, 0, 0, 0, F(0), 0, F(0), 1, F(0)),
    "P23": (0, 0, 0, 0, F(0), 0, F(0), 1, F(0)),
    "P24": (0, 0, 0, 0, F(0), 0, F(0), 1, F(1, 2)),
    "P26": (0, 0, 2, 0, F(0), 0, F(0), 0, F(0)),
    "P27": (0, 0, 2, 0, F(0), 0, F(0), 0, F(0)),
}

# (score, uncapped score, rank); whoever is not here has score 0 and the last rank.
HAND_INVESTIGATION_AND_CUSTODY = {
    # Three at the cap of two totals: the uncapped score tells them apart.
    "P11": (F(2), F(12, 11) + F(3360, 1366), 1),
    "P09": (F(2), F(12, 11) + F(3180, 1366), 2),
    "P01": (F(2), F(4, 3) + 1, 3),
    "P12": (1 + F(210, 1366), F(12, 11) + F(210, 1366), 4),
    "P13": (1 + F(60, 1366), F(12, 11) + F(60, 1366), 5),
    "P14": (1 + F(20, 1366), F(12, 11) + F(20, 1366), 6),
    "P26": (F(1), F(10, 7), 7),
    "P27": (F(1), F(10, 7), 7),
    "GHOST": (F(1), F(1), 9),
    "P07": (F(1), F(1), 9),
    "P02": (F(5, 7), F(5, 7), 11),
    "P03": (F(5, 7), F(5, 7), 11),
    "P06": (F(5, 7), F(5, 7), 11),
    "P08": (F(2, 3), F(2, 3), 14),
    "P10": (F(6, 11), F(6, 11), 15),
}
HAND_ORIGINATOR = {
    "P16": (F(2), F(6, 5) + F(6, 5), 1),
    "P19": (F(2), F(6, 5) + F(6, 5), 1),
    "P15": (F(3, 5) + F(3, 5), F(6, 5), 3),
}
HAND_SUBJECT = {
    "P17": (F(6, 7) + 1, F(6, 7) + F(72, 37), 1),
    "P15": (F(6, 7) + F(36, 37), F(6, 7) + F(36, 37), 2),
    "P20": (1 + F(28, 37), F(12, 7) + F(28, 37), 3),
    "P24": (F(6, 7) + F(12, 37), F(6, 7) + F(12, 37), 4),
    "P21": (F(6, 7), F(6, 7), 5),
    "P23": (F(6, 7), F(6, 7), 5),
}
HAND_OVERALL_RANKS = {
    "P15": 1, "P11": 2, "P09": 3, "P16": 4, "P19": 4, "P01": 6, "P17": 7, "P20": 8, "P24": 9,
    "P12": 10, "P13": 11, "P14": 12, "P26": 13, "P27": 13, "GHOST": 15, "P07": 15, "P21": 17,
    "P23": 17, "P02": 19, "P03": 19, "P06": 19, "P08": 22, "P10": 23,
}

# In the order of DURATION_COLUMNS.
HAND_DURATIONS = {
    "L01": (3, 1, 5400, 5400, 0, 1, 0, 0),
    "L02": (2, 1, 10800, 12600, 0, 0, 0, 1),
    "L03": (0, 0, 0, 0, 0, 0, 0, 0),
    "L06": (1, 0, 10800, 10800, 0, 0, 0, 0),
    "L07": (2, 0, 0, 0, 1, 0, 1, 0),
    "L08": (1, 1, 3000, 3000, 0, 0, 0, 0),
    "L09": (1, 0, 1200, 1200, 0, 0, 0, 0),
    "L10": (0, 0, 0, 0, 0, 0, 0, 0),
    "L11": (0, 0, 0, 0, 0, 0, 0, 0),
    "L12": (0, 0, 0, 0, 0, 0, 0, 0),
    "L13": (1, 1, 1800, 1800, 0, 0, 0, 0),
}
DURATION_COLUMNS = ["resources", "attended", "resource_seconds", "row_seconds", "missing_start",
                    "missing_end", "negative", "overlapping"]


class _Reference:
    """Answers from the reference in SQL."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def table(self, table: str, **settings) -> pd.DataFrame:
        truth = Truth(links=pd.DataFrame(LINKS, columns=["incident_id", "role", "person_id"]))
        oracle = Oracle(self._folder, Settings(as_of=AS_OF, **settings), truth)
        return {"ranking/individuals": oracle.individuals,
                "ranking/frequent_service_users": oracle.frequent_service_users,
                "incidents/resource_durations": oracle.resource_durations}[table]()


class _Program:
    """Answers from the program."""

    def __init__(self, folder: Path, run: Callable) -> None:
        self._folder, self._run, self._results = folder, run, {}

    def table(self, table: str, **settings) -> pd.DataFrame:
        key = tuple(sorted(settings.items()))
        if key not in self._results:
            output = self._folder / f"results-{len(self._results)}.h5"
            options = [word for name, value in settings.items() for word in
                       ([f"--{name.replace('_', '-')}"] if value is True
                        else [f"--{name.replace('_', '-')}", value])]
            self._run("run", "--input", self._folder, "--output", output, "--as-of", AS_OF,
                      "--linkage", "exact", *options)
            self._results[key] = output
        frame = read_table(self._results[key], table)
        return frame.set_index(frame.columns[0])


@pytest.fixture(scope="module", params=["reference", "program"])
def answers(request, tmp_path_factory):
    folder = thirty_people().write(tmp_path_factory.mktemp("thirty"))
    if request.param == "reference":
        return _Reference(folder)
    return _Program(folder, request.getfixturevalue("must_run"))


@pytest.fixture(scope="module")
def individuals(answers) -> pd.DataFrame:
    return answers.table("ranking/individuals")


def close(value: F) -> object:
    return pytest.approx(float(value), rel=1e-12, abs=0)


def test_individuals_are_those_with_a_total(individuals):
    # Not P04, P05 (non-crime), P18 (pre-planned, too old), P22 (ambiguous), P25 (excluded),
    # P28 (witness), P29 (custody created before the window), P30 (nothing).
    assert sorted(individuals.index) == sorted(HAND_TOTALS)


@pytest.mark.parametrize("person_id", HAND_TOTALS)
def test_totals(individuals, person_id):
    for total, value in zip(TOTALS, HAND_TOTALS[person_id], strict=True):
        assert individuals.loc[person_id, total] == close(value), total


def test_scaled_totals(individuals):
    assert individuals.loc["P08", "scaled_suspect_count"] == close(F(2, 3))
    assert individuals.loc["P01", "scaled_suspect_count"] == 1
    assert individuals.loc["P26", "scaled_victim_count"] == 1
    assert individuals.loc["P12", "scaled_custody_hours"] == close(F(14 * 15, 1366))
    assert individuals.loc["P20", "scaled_subject_resource_hours"] == close(F(28, 37))


@pytest.mark.parametrize(("metric", "hand"), [
    ("investigation_and_custody", HAND_INVESTIGATION_AND_CUSTODY),
    ("originator", HAND_ORIGINATOR), ("subject", HAND_SUBJECT)])
def test_scores_and_ranks(individuals, metric, hand):
    last_rank = len(hand) + 1  # all with score 0 share it
    for person_id, row in individuals.iterrows():
        score, uncapped, rank = hand.get(person_id, (F(0), F(0), last_rank))
        assert row[f"{metric}_score"] == close(score), person_id
        assert row[f"{metric}_uncapped"] == close(uncapped), person_id
        assert row[f"{metric}_rank"] == rank, person_id


def test_overall_sums_the_three_metrics(individuals):
    parts = [HAND_INVESTIGATION_AND_CUSTODY, HAND_ORIGINATOR, HAND_SUBJECT]
    for person_id, rank in HAND_OVERALL_RANKS.items():
        found = [part[person_id] for part in parts if person_id in part]
        assert individuals.loc[person_id, "overall_score"] == close(sum(f[0] for f in found))
        assert individuals.loc[person_id, "overall_uncapped"] == close(sum(f[1] for f in found))
        assert individuals.loc[person_id, "overall_rank"] == rank, person_id


def test_durations(answers):
    durations = answers.table("incidents/resource_durations")
    # Not L04 (pre-planned) nor L05 (before the window).
    assert sorted(durations.index) == sorted(HAND_DURATIONS)
    for incident_id, hand in HAND_DURATIONS.items():
        assert tuple(durations.loc[incident_id, DURATION_COLUMNS]) == hand, incident_id


def test_instants_of_durations(answers):
    durations = answers.table("incidents/resource_durations")

    def utc(text: str) -> int:
        return int(pd.Timestamp(text, tz="UTC").timestamp())

    # 26 October: 01:50 BST to the second 01:40; 1 April is in summer time.
    assert durations.loc["L08", "first_assigned_at"] == utc("2025-10-26 00:50")
    assert durations.loc["L08", "last_released_at"] == utc("2025-10-26 01:40")
    assert durations.loc["L02", "first_assigned_at"] == utc("2025-04-01 11:00")
    assert durations.loc["L02", "last_released_at"] == utc("2025-04-01 13:00")
    # U3 was assigned and never released: its row does not count.
    assert durations.loc["L01", "last_released_at"] == utc("2025-04-01 12:00")


def selected(frame: pd.DataFrame) -> dict[str, set[str]]:
    return {m: set(frame.index[frame[f"selected_{m}"] == 1]) for m in METRICS}


def test_everyone_above_zero_is_selected_when_few(answers):
    chosen = selected(answers.table("ranking/frequent_service_users"))
    assert chosen["investigation_and_custody"] == set(HAND_INVESTIGATION_AND_CUSTODY)
    assert chosen["originator"] == set(HAND_ORIGINATOR)
    assert chosen["subject"] == set(HAND_SUBJECT)
    assert chosen["overall"] == set(HAND_TOTALS)


def test_the_first_two_of_each_metric(answers):
    frame = answers.table("ranking/frequent_service_users", top=2)
    assert selected(frame) == {
        "investigation_and_custody": {"P11", "P09"}, "originator": {"P16", "P19"},
        "subject": {"P17", "P15"}, "overall": {"P15", "P11"}}
    assert sorted(frame.index) == ["P09", "P11", "P15", "P16", "P17", "P19"]


def test_a_tie_at_the_cut_is_settled_by_person_id(answers):
    chosen = selected(answers.table("ranking/frequent_service_users", top=1))
    assert chosen["originator"] == {"P16"}  # P19 shares the rank


def test_non_crimes_count_on_request(answers):
    frame = answers.table("ranking/individuals", count_non_crimes=True)
    assert frame.loc["P04", "suspect_count"] == 1
    assert frame.loc["P05", "victim_count"] == 1
    assert "P25" not in frame.index


def test_scaling_by_the_largest(answers):
    frame = answers.table("ranking/individuals", scaling="max")
    assert frame.loc["P12", "scaled_custody_hours"] == close(F(14, 224))
    assert frame.loc["P15", "originator_score"] == close(F(1, 2) + F(1, 2))
    assert frame.loc["P15", "originator_uncapped"] == close(F(6, 5))  # x / m under every scaling


def test_scaling_by_the_mean(answers):
    frame = answers.table("ranking/individuals", scaling="mean")
    assert frame.loc["P11", "scaled_custody_hours"] == close(F(224 * 15, 1366))
    assert frame.loc["P16", "originator_score"] == close(F(12, 5))
