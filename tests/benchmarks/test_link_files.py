"""F1 of one best version a mention, against figures worked out by hand."""

from __future__ import annotations

import pandas as pd
import pytest
from link_files import best_person_f1


@pytest.fixture
def files(tmp_path):
    """Four mentions, of whom three are about somebody in the index; P2 has two versions."""
    (tmp_path / "mention_truth.csv").write_text("mention_id,person\nm1,P1\nm2,P2\nm3,\nm4,P3\n")
    (tmp_path / "version_truth.csv").write_text("version_id,person\nv1,P1\nv2,P2\nv3,P2\nv4,P9\n")
    return tmp_path


def best(*rows):
    return pd.DataFrame(rows, columns=["mention_id", "version_id", "score", "linked"])


def test_any_version_of_the_person_is_right(files):
    found = best_person_f1(best(("m1", "v1", 0.9, True), ("m2", "v3", 0.8, True)), files)
    assert found["precision"] == 1 and found["recall"] == pytest.approx(2 / 3)
    assert found["f1"] == found["best_f1"] == pytest.approx(4 / 5)


def test_links_of_nobody_and_of_others_are_wrong(files):
    found = best_person_f1(best(("m1", "v1", 0.9, True), ("m3", "v4", 0.7, True),
                                ("m4", "v1", 0.6, True), ("m2", "v2", 0.2, False)), files)
    assert (found["precision"], found["recall"]) == pytest.approx((1 / 3, 1 / 3))
    assert found["f1"] == pytest.approx(1 / 3)
    # In hindsight: all four, two of them right.
    assert found["best_f1"] == pytest.approx(max(2 / 4, 4 / 7))


def test_a_mention_has_one_best_version(files):
    with pytest.raises(ValueError, match="several best"):
        best_person_f1(best(("m1", "v1", 0.9, True), ("m1", "v2", 0.8, True)), files)
