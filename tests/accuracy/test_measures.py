"""The measures on links files made by hand, against figures worked out by hand or a plain count."""

from __future__ import annotations

import random
import stat
from collections import Counter
from itertools import combinations

import pandas as pd
import pytest
from hdf5_tables import has_table, read_table, write_tables
from link_sets import SETS, LinkSet, Truth, data_folder, read_truth
from measured_process import run_measured
from pair_accuracy import calibration, clusters_f1, curve, measure_file

# Three records of one person, two of another, one alone: four true pairs.
ONE_FILE = Truth({"a": "1", "b": "1", "c": "1", "d": "2", "e": "2", "f": "3"}, None)
TWO_FILES = Truth({"a": "1", "b": "2", "c": "3"}, {"x": "1", "y": "2", "z": "9"})


def pairs_table(*rows: tuple[str, str, float]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["left_id", "right_id", "probability"])
    return frame.astype({"probability": float}).assign(weight=0.0, pattern=0)


def links_file(folder, **tables: pd.DataFrame):
    path = folder / "links.h5"
    write_tables(path, tables, {})
    return path


def test_pairs_of_one_file_by_hand(tmp_path):
    pairs = pairs_table(("a", "b", 0.9), ("a", "c", 0.6), ("a", "d", 0.6), ("d", "e", 0.3),
                        ("e", "f", 0.005))
    clusters = pd.DataFrame({"id": list("abcdef"), "cluster": [1, 1, 2, 2, 3, 4]})
    found = measure_file(links_file(tmp_path, pairs=pairs, clusters=clusters), ONE_FILE)
    assert (found["true_pairs"], found["pairs_written"], found["true_written"]) == (4, 5, 3)
    assert found["best_f1"] == pytest.approx(2 * 3 / (4 + 4))
    assert found["best_threshold"] == 0.3
    assert (found["best_precision"], found["best_recall"]) == (0.75, 0.75)
    assert found["at_half_f1"] == pytest.approx(2 * 2 / (3 + 4))
    # Bins 0.3 (one, true), 0.6 (two, one true), 0.9 (one, true).
    assert found["ece"] == pytest.approx((0.7 + 2 * 0.1 + 0.1) / 4)
    assert found["sum_probability"] == pytest.approx(2.405)
    assert found["sum_off"] == pytest.approx(1 - 2.405 / 3)
    # Clusters hold ab (true) and cd (false).
    assert found["clusters_f1"] == pytest.approx(2 * 1 / (2 + 4))


def test_two_files_by_hand(tmp_path):
    pairs = pairs_table(("a", "x", 0.8), ("b", "y", 0.4), ("c", "z", 0.7))
    best = pd.DataFrame({"left_id": list("abc"), "right_id": ["x", "y", ""],
                         "probability": [0.9, 0.6, 0.0], "status": ["linked", "ambiguous", "none"]})
    found = measure_file(links_file(tmp_path, pairs=pairs, best=best), TWO_FILES)
    assert found["true_pairs"] == 2
    assert found["best_f1"] == pytest.approx(2 * 2 / (3 + 2))
    assert found["best_candidate_best_f1"] == 1.0
    assert found["best_candidate_at_half_f1"] == 1.0
    assert found["best_candidate_linked_f1"] == pytest.approx(2 * 1 / (1 + 2))
    assert "clusters_f1" not in found


@pytest.mark.parametrize("seed", range(20))
def test_curve_and_calibration_as_a_plain_count(seed):
    draw = random.Random(seed)
    rows = [(round(draw.random(), 2), draw.random() < 0.4) for _ in range(draw.choice([1, 7, 300]))]
    num_true = sum(is_true for _, is_true in rows) + 1 + draw.randrange(5)
    probability = pd.Series([p for p, _ in rows])
    is_true = pd.Series([t for _, t in rows])

    def f1(threshold: float) -> float:
        kept = [t for p, t in rows if p >= threshold]
        return 2 * sum(kept) / (len(kept) + num_true)

    found = curve(probability, is_true, num_true)
    assert found["best_f1"] == pytest.approx(max(f1(p) for p, _ in rows))
    assert found["best_f1"] == pytest.approx(f1(found["best_threshold"]))
    assert found["at_half_f1"] == pytest.approx(f1(0.5))
    gap = 0.0
    stated = [(p, t) for p, t in rows if p > 0.01]
    for number in Counter(min(int(p * 10), 9) for p, _ in stated):
        inside = [(p, t) for p, t in stated if min(int(p * 10), 9) == number]
        gap += abs(sum(p for p, _ in inside) - sum(t for _, t in inside))
    assert calibration(probability, is_true)["ece"] == pytest.approx(gap / max(len(stated), 1))


def test_no_pairs(tmp_path):
    found = measure_file(links_file(tmp_path, pairs=pairs_table()), ONE_FILE)
    assert (found["best_f1"], found["at_half_f1"], found["ece"]) == (0.0, 0.0, 0.0)
    assert found["true_pairs"] == 4


@pytest.mark.parametrize("rows", [
    [("a", "b", 0.5), ("a", "b", 0.6)], [("b", "a", 0.5)], [("a", "a", 0.5)], [("a", "b", 1.5)],
    [("a", "b", float("nan"))]], ids=["twice", "order", "itself", "above one", "missing"])
def test_broken_pairs_are_no_result(tmp_path, rows):
    with pytest.raises(ValueError):
        measure_file(links_file(tmp_path, pairs=pairs_table(*rows)), ONE_FILE)


def test_unknown_records_are_no_result(tmp_path):
    with pytest.raises(KeyError):
        measure_file(links_file(tmp_path, pairs=pairs_table(("a", "zz", 0.5))), ONE_FILE)
    with pytest.raises(ValueError):
        clusters_f1(pd.DataFrame({"id": ["zz"], "cluster": [1]}), ONE_FILE)


@pytest.mark.parametrize("seed", range(5))
def test_clusters_as_a_plain_count(seed):
    draw = random.Random(seed)
    persons = {f"r{i}": str(draw.randrange(8)) for i in range(30)}
    clusters = {record: draw.randrange(8) for record in persons}
    pairs = list(combinations(persons, 2))
    same_person = {pair for pair in pairs if persons[pair[0]] == persons[pair[1]]}
    same_cluster = {pair for pair in pairs if clusters[pair[0]] == clusters[pair[1]]}
    expected = 2 * len(same_person & same_cluster) / (len(same_person) + len(same_cluster))
    frame = pd.DataFrame({"id": list(clusters), "cluster": list(clusters.values())})
    truth = Truth(persons, None)
    assert clusters_f1(frame, truth) == pytest.approx(expected)
    assert truth.num_true_pairs() == len(same_person)


def test_tables_come_back_and_are_private(tmp_path):
    frame = pd.DataFrame({"text": ["Zoë", ""], "number": [1, -2], "share": [0.5, float("nan")]})
    path = links_file(tmp_path, table=frame)
    pd.testing.assert_frame_equal(read_table(path, "table"), frame)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert not has_table(path, "other")


#: True pairs of the public sets, as their authors state them.
TRUE_PAIRS = {"febrl1_core": 500, "febrl2_core": 1934, "febrl3_core": 6538, "febrl4_core": 5000,
              "fake_1000_core": 2031}


@pytest.mark.parametrize("link_set", [s for s in SETS if s.name in TRUE_PAIRS],
                         ids=lambda s: s.name)
def test_truth_of_the_public_sets(link_set: LinkSet):
    if not all(path.is_file() for path in link_set.files(data_folder())):
        pytest.skip(f"{link_set.name} is not in the public data folder; set FSU_SHARED_DATA")
    assert read_truth(link_set, data_folder()).num_true_pairs() == TRUE_PAIRS[link_set.name]


def test_a_process_is_measured_apart_from_its_parent(tmp_path):
    held = bytearray(b"x") * 200_000_000
    seconds, peak_memory_bytes = run_measured(["touch", tmp_path / "made"])
    assert (tmp_path / "made").exists()
    assert 0 < seconds < 60 and 0 < peak_memory_bytes < len(held) // 4
    with pytest.raises(SystemExit, match="exit code 1"):
        run_measured(["false"])
