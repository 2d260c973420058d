"""Two measurements made by hand: which rows are called faster, slower or neither, and why."""

from __future__ import annotations

import math

import numpy as np
import pytest
from compare import compare_files
from main import main
from measurements import STEADY, measurement, row, times
from rows import bootstrap_ratio

_NOISY = (0.6, 1.4, 1.0, 0.8, 1.3)


def verdict(tmp_path, a, b, floor=0.02):
    files = [measurement(tmp_path / f"{side}.h5", row("sort", seconds))
             for side, seconds in (("a", a), ("b", b))]
    return compare_files(*files, floor).rows.iloc[0]


def test_beyond_the_spread_is_faster_or_slower(tmp_path):
    slower = verdict(tmp_path, STEADY, times(1.2))
    assert slower["verdict"] == "slower"
    assert slower["ratio"] == pytest.approx(1.2)
    assert 1 < slower["low"] < 1.2 < slower["high"]
    faster = verdict(tmp_path, STEADY, times(0.8))
    assert faster["verdict"] == "faster" and faster["high"] < 1


@pytest.mark.parametrize(("a", "b"), [(STEADY, STEADY), (STEADY, times(1.01)),
                                      (_NOISY, times(1.2, _NOISY)), (STEADY, times(1.2, _NOISY))])
def test_within_the_spread_is_no_difference(tmp_path, a, b):
    found = verdict(tmp_path, a, b)
    assert found["verdict"] == "no difference"
    assert found["low"] <= 1 <= found["high"]


def test_the_floor_widens_the_bounds(tmp_path):
    assert verdict(tmp_path, STEADY, times(1.1), 0)["verdict"] == "slower"
    assert verdict(tmp_path, STEADY, times(1.1), 0.2)["verdict"] == "no difference"


def test_two_runs_say_nothing(tmp_path):
    found = verdict(tmp_path, (1.0, 1.0), times(3))
    assert found["verdict"] == "too few runs"
    assert math.isnan(found["low"]) and found["ratio"] == pytest.approx(3)


def test_rows_are_matched_by_name_size_and_threads(tmp_path):
    a = measurement(tmp_path / "a.h5", row("sort", STEADY, 10), row("sort", times(9), 20),
                    row("old", STEADY))
    b = measurement(tmp_path / "b.h5", row("sort", times(9), 20), row("sort", STEADY, 10),
                    row("new", STEADY))
    found = compare_files(a, b, 0.02)
    assert sorted(found.rows["size"]) == [10, 20]
    assert (found.rows["verdict"] == "no difference").all()
    assert found.only_a == ["kernels: old, 1,000, 2 thr"]
    assert found.only_b == ["kernels: new, 1,000, 2 thr"]


def test_exit_code_follows_what_is_slower(tmp_path, capsys):
    a = measurement(tmp_path / "a.h5", row("sort", STEADY), row("join", STEADY))
    b = measurement(tmp_path / "b.h5", row("sort", times(1.2)), row("join", times(0.5)))
    call = ["compare", str(a), str(b)]
    assert main(call) == 0
    assert main([*call, "--fail-slower", "10%"]) == 1
    assert "1 rows slower by more than 10%" in capsys.readouterr().out
    assert main([*call, "--fail-slower", "30%"]) == 0
    assert main([*call, "--fail-slower", "10%", "--floor", "50%"]) == 0
    assert main(["compare", str(b), str(a), "--fail-slower", "90%"]) == 1  # join takes twice


def test_bounds_hold_the_true_ratio_about_as_often_as_they_say():
    draw = np.random.default_rng(5)
    held = sum(low <= 1.5 <= high for low, high in (
        bootstrap_ratio(draw.normal(1, 0.05, 15), draw.normal(1.5, 0.075, 15))
        for _ in range(200)))
    assert 180 <= held <= 200
    assert bootstrap_ratio(STEADY, times(1.2)) == bootstrap_ratio(STEADY, times(1.2))
