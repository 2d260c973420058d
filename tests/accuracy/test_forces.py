"""The measures of linkages of a force, on a force made by hand, against figures worked out by hand.

Five people of whom A1 and A2 are one; six mentions in three logs that count, one of nobody.
"""

from __future__ import annotations

import math
import random

import mention_accuracy
import pandas as pd
import pytest
import top_lists
from force_accuracy import ForceTruth
from force_data import ALIAS_ON_RECORD, MENTION, read_force
from forces import derived_measures, required_recall
from program_linkage import Linkage
from record import record

_LOGS = ["incident_id", *(f"{role}_{field}" for role in ("originator", "subject")
                          for field in ("forename", "surname", "dob", "pnc_id"))]


def write_csv(folder, name: str, columns: list[str], *rows: tuple) -> None:
    pd.DataFrame(rows, columns=columns).to_csv(folder / name, index=False)


@pytest.fixture
def force(tmp_path):
    write_csv(tmp_path, "persons.csv",
              ["person_id", "forenames", "surname", "date_of_birth", "pnc_id"],
              ("A1", "ANN", "BELL", "1980-01-02", ""), ("A2", "ANN", "HILL", "1980-01-02", ""),
              ("B", "BOB", "COLE", "1990-03-04", ""), ("C", "CAT", "DALE", "1970-05-06", ""),
              ("D", "DAN", "EAST", "1960-07-08", ""))
    write_csv(tmp_path, "truth_persons.csv", ["person_id", "true_person_id", "name_group"],
              ("A1", "A1", "british"), ("A2", "A1", "british"), ("B", "B", "irish"),
              ("C", "C", "irish"), ("D", "D", "irish"))
    write_csv(tmp_path, "incidents.csv", _LOGS,
              ("L1", "ANN", "HILL", "", "", "BOB", "COLE", "", ""),
              ("L2", "ANN", "WOOD", "", "", "CAT", "DALE", "", ""),
              ("L3", "X", "Y", "", "", "DAN", "EAST", "", ""),
              ("L4", "ANN", "BELL", "", "", "", "", "", ""))
    write_csv(tmp_path, "truth_mentions.csv", [*MENTION, "person_id", "error_kinds"],
              ("L1", "originator", "A1", "maiden_or_alias|blank_dob"),
              ("L1", "subject", "B", "blank_dob"), ("L2", "originator", "A1", "maiden_or_alias"),
              ("L2", "subject", "C", ""), ("L3", "originator", "", ""), ("L3", "subject", "D", ""),
              ("L4", "originator", "A1", ""))
    write_csv(tmp_path, "exclusions.csv", ["person_id", "reason"], ("D", "test"))
    return read_force(tmp_path)


@pytest.fixture
def truth(force):
    durations = pd.DataFrame({"incident_id": ["L1", "L2", "L3"],
                              "resource_seconds": [3600, 7200, 0]})
    totals = ["suspect_count", "offender_count", "victim_count", "custody_count", "custody_hours"]
    individuals = pd.DataFrame({"person_id": ["A1", "B", "C"], **dict.fromkeys(totals, 0.0)})
    return ForceTruth(force, durations, individuals)


def links(*rows: tuple[str, str, str, float]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=[*MENTION, "person_id", "score"])
    return frame.astype({"score": float})


#: Right under the other id, wrong, none, right, of nobody; L4 is no log that counts.
LINKS = links(("L1", "originator", "A2", 0.9), ("L1", "subject", "C", 0.6),
              ("L2", "subject", "C", 0.8), ("L3", "originator", "B", 0.3),
              ("L4", "originator", "A1", 0.9))


def test_an_alias_that_some_version_holds_is_told_apart(force):
    kinds = force.truth.set_index(MENTION)["error_kinds"]
    assert kinds["L1", "originator"] == f"maiden_or_alias|blank_dob|{ALIAS_ON_RECORD}"
    assert kinds["L2", "originator"] == "maiden_or_alias"
    assert kinds["L4", "originator"] == ""


def test_figures_by_hand(truth):
    found = truth.figures(LINKS)
    assert len(truth.mentions) == 6
    assert (found["right"], found["linked"], found["about"]) == (2, 4, 5)
    assert (found["precision"], found["recall"]) == (0.5, pytest.approx(0.4))
    assert found["f1"] == pytest.approx(4 / 9)


def test_recall_by_group_by_hand(truth):
    recalls = truth.recalls(LINKS).set_index(["grouping", "group"])
    expected = {("name_group", "british"): (2, 0.5), ("name_group", "irish"): (3, 1 / 3),
                ("error_kind", "maiden_or_alias"): (2, 0.5), ("error_kind", "blank_dob"): (2, 0.5),
                ("error_kind", ALIAS_ON_RECORD): (1, 1.0), ("error_kind", "none"): (2, 0.5),
                ("role", "originator"): (2, 0.5), ("role", "subject"): (3, 1 / 3)}
    assert set(recalls.index) == set(expected)
    for key, (mentions, recall) in expected.items():
        assert (recalls.loc[key, "mentions"], recalls.loc[key, "recall"]) == (
            mentions, pytest.approx(recall))


def test_hindsight_and_calibration_by_hand(truth):
    linkage = Linkage("by hand", LINKS, LINKS, 0.0)
    # Among 0.9 (right), 0.8 (right), 0.6 and 0.3 (wrong) the best F1 is down to 0.8.
    assert truth.in_hindsight(linkage)["score"].min() == 0.8
    calibrated = truth.calibration(linkage)
    assert calibrated["ece"] == pytest.approx((0.1 + 0.2 + 0.6 + 0.3) / 4)
    assert calibrated["sum_off"] == pytest.approx(2.6 / 2 - 1)


@pytest.mark.parametrize("seed", range(10))
def test_best_threshold_as_a_plain_count(seed):
    draw = random.Random(seed)
    rows = [(draw.choice(["A", None]), round(draw.random(), 1), draw.random() < 0.6)
            for _ in range(draw.choice([1, 5, 80]))]
    judged = pd.DataFrame(rows, columns=["true_person_id", "score", "drawn"])
    judged = judged.assign(person_id_linked="A")
    judged["is_right"] = judged["drawn"] & judged["true_person_id"].notna()
    about = int(judged["true_person_id"].notna().sum())

    def f1(threshold: float) -> float:
        kept = judged[judged["score"] >= threshold]
        return 2 * kept["is_right"].sum() / (len(kept) + about)

    found = mention_accuracy.best_threshold(judged)
    assert f1(found) == pytest.approx(max(f1(score) for score in judged["score"]))


def test_top_lists_keep_persons_under_any_id(truth, force):
    # True: originator A1 (linked as A2); subjects B and C (D is excluded from the ranking).
    found = truth.figures(LINKS[LINKS["person_id"] != "B"])
    assert (found["kept_originator"], found["kept_subject"], found["kept_overall"]) == (1, 1, 2)
    # A wrong link keeps B in the list of all.
    assert truth.figures(LINKS)["kept_overall"] == 3
    perfect = force.truth[force.truth["person_id"] != ""].assign(score=1.0)
    found = truth.figures(perfect[[*MENTION, "person_id", "score"]])
    assert (found["kept_originator"], found["kept_subject"], found["kept_overall"]) == (1, 2, 3)


def test_totals_and_lists_by_hand():
    individuals = pd.DataFrame({"person_id": ["A", "B"], "suspect_count": [1, 3],
                                "offender_count": 0, "victim_count": 0, "custody_count": 0,
                                "custody_hours": 0.0})
    durations = pd.DataFrame({"incident_id": ["L1", "L2"], "resource_seconds": [3600, 1800]})
    said = links(("L1", "originator", "A", 1), ("L2", "originator", "A", 1),
                 ("L2", "subject", "C", 1), ("L9", "subject", "B", 1))
    totals = top_lists.totals_of(said, durations, individuals, frozenset({"X"}))
    assert totals.loc["A", "originator_calls"] == 2
    assert totals.loc["A", "originator_resource_hours"] == 1.5
    assert totals.loc["C", "subject_resource_hours"] == 0.5
    assert totals.loc["B", "subject_calls"] == 0
    # Scales are means: suspects 2. A: 0.5 + 1 + 1, B: 1 (of 1.5), C: 1 + 1.
    assert top_lists.top_of(totals) == {"originator": ["A"], "subject": ["C"],
                                        "overall": ["A", "C", "B"]}
    assert "A" not in top_lists.totals_of(said, durations, individuals, frozenset({"A"})).index


def test_the_programs_own_lists_are_compared(truth):
    individuals = pd.DataFrame({"person_id": ["A2", "C", "B"]})
    scores = {"originator": [1.0, 0.0, 0.5], "subject": [0.0, 1.0, 0.0],
              "overall": [1.0, 0.9, 0.5]}
    for metric, values in scores.items():
        individuals[f"{metric}_score"] = individuals[f"{metric}_uncapped"] = values
    with pytest.raises(AssertionError, match="originator list"):
        truth.check_ranking(individuals, LINKS.iloc[:0])


def test_what_is_to_be_reached():
    # A tenth more is less than half of the misses.
    assert required_recall(0.5) == pytest.approx(0.6)
    assert required_recall(0.9) == pytest.approx(0.95)
    assert required_recall(1.0) == 1.0


def _frame(columns: list[str], *rows: tuple) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=columns)


def test_measures_that_floors_compare():
    figures = _frame(["set", "force", "linkage", "f1", "recall"],
                     ("force1_names_dob_pnc", "force1", "names_dob_pnc", 0.90, 0.80),
                     ("force1_all", "force1", "all", 0.95, 0.90))
    recalls = _frame(["set", "force", "grouping", "group", "recall"],
                     ("force1_all", "force1", "name_group", "british", 0.88),
                     ("force1_all", "force1", "name_group", "irish", 0.95),
                     ("force1_all", "force1", "error_kind", "typo", 0.70),
                     ("force1_names_dob_pnc", "force1", "error_kind", "typo", 0.55))
    peers = _frame(["set", "compared", "tool", "best_f1"],
                   ("force1", "mentions", "Splink", 0.85),
                   ("force1", "mentions", "Splink share", 0.99))
    peer_recalls = _frame(["set", "tool", "grouping", "group", "mentions", "recall"],
                          ("force1", "Splink", "error_kind", "typo", 10, 0.50),
                          ("force1", "Splink share", "error_kind", "typo", 10, 0.99))
    found = derived_measures(figures, recalls, peers, peer_recalls).set_index("set")
    all_kinds = found.loc["force1_all"]
    assert all_kinds["f1_over_splink"] == pytest.approx(0.10)
    assert all_kinds["f1_over_identity"] == pytest.approx(0.05)
    assert all_kinds["name_group_gap"] == pytest.approx(0.05)
    assert all_kinds["typo_over_splink"] == pytest.approx(0.10)
    identity = found.loc["force1_names_dob_pnc"]
    assert identity["typo_over_splink"] == pytest.approx(-0.05)
    assert math.isnan(identity["name_group_gap"])


def test_recording_replaces_what_was_recorded(tmp_path):
    write_csv(tmp_path, "peers.csv", ["set", "compared", "tool", "best_f1", "at_half_f1", "source"],
              ("febrl1_core", "pairs", "Splink", "0.9960", "0.9899", "splink"),
              ("force1", "mentions", "Splink", "0.1", "0.1", "splink_forces"))
    columns = ["seed", "linkage", "decision", "f1", "precision", "recall", "kept_overall"]
    rows = _frame(columns, (1, "Splink separate", "own", 0.5, 0.5, 0.5, 80),
                  (1, "Splink separate", "hindsight", 0.6, 0.7, 0.55556, 81),
                  (1, "fsu", "own", 0.9, 0.9, 0.9, 99))
    recalls = _frame(["seed", "linkage", "decision", "grouping", "group", "mentions", "recall"],
                     (1, "Splink separate", "own", "error_kind", "typo", 10, 0.1),
                     (1, "Splink separate", "hindsight", "error_kind", "typo", 10, 0.2))
    record(rows, recalls, tmp_path)
    peers = pd.read_csv(tmp_path / "peers.csv").set_index("set")
    assert list(peers.index) == ["febrl1_core", "force1"]
    assert peers.loc["febrl1_core", "best_f1"] == 0.996
    force1 = peers.loc["force1"]
    assert (force1["best_f1"], force1["at_half_f1"], force1["best_recall"]) == (0.6, 0.5, 0.5556)
    assert (force1["tool"], force1["compared"]) == ("Splink", "mentions")
    assert force1["kept_overall"] == 81
    text = (tmp_path / "peer_recalls.csv").read_text()
    assert text.splitlines()[1:] == ["force1,Splink,error_kind,typo,10,0.2000,splink_forces"]
