"""Linkage of the public sets keeps its floors, each set a test of its own; how floors are held."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from floors import check, is_held
from forces import FORCES
from link_sets import SETS, data_folder

_ROOT = Path(__file__).resolve().parents[2]
_SCRIPT = _ROOT / "benchmarks/accuracy/run.py"
_BINARY = Path(os.environ.get("FSU_BINARY", _ROOT / "build/release/fsu"))


@pytest.mark.parametrize("link_set", SETS, ids=lambda link_set: link_set.name)
def test_set_keeps_its_floors(link_set):
    if not _BINARY.exists():
        pytest.skip("no program: build it or set FSU_BINARY")
    if not all(path.is_file() for path in link_set.files(data_folder())):
        pytest.skip(f"{link_set.name} is not in the public data folder; set FSU_SHARED_DATA")
    done = subprocess.run([sys.executable, _SCRIPT, "--fsu", _BINARY, "--sets", link_set.name,
                           "--check"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    assert "skipped" not in done.stdout


def test_bounds():
    assert is_held(0.995, "least", 0.996, 0.001) and not is_held(0.9949, "least", 0.996, 0.001)
    assert is_held(0.006, "most", 0.006, 0) and not is_held(0.0061, "most", 0.006, 0)
    assert not is_held(float("nan"), "least", 0, 0) and not is_held(float("nan"), "most", 1, 0)
    with pytest.raises(ValueError):
        is_held(1.0, "about", 1, 0)


def test_a_missed_floor_fails(capsys):
    good = {"set": "febrl1_core", "best_f1": 1.0, "at_half_f1": 1.0, "sum_off": 0.0}
    assert check(pd.DataFrame([good])) == 0
    assert check(pd.DataFrame([good | {"at_half_f1": 0.99}])) == 1
    assert "febrl1_core at_half_f1 is 0.9900" in capsys.readouterr().out


def test_a_floor_for_all_forces_holds_each(capsys):
    floors = pd.DataFrame([("force?_all", "f1", "least", 0.5, 0.0)],
                          columns=["set", "measure", "bound", "limit", "tolerance"])
    rows = pd.DataFrame({"set": ["force1_all", "force2_all", "force1_exact"],
                         "f1": [0.5, 0.6, 0.1]})
    assert check(rows, floors) == 0
    assert "2 floors held, 0 missed" in capsys.readouterr().out
    assert check(rows.assign(f1=[0.5, 0.4, 0.1]), floors) == 1
    assert check(rows.drop(columns="f1"), floors) == 1


def test_recorded_figures_are_whole():
    folder = _SCRIPT.parent
    sources = set(pd.read_csv(folder / "peer_sources.csv")["source"])
    peers, recalls = (pd.read_csv(folder / name) for name in ("peers.csv", "peer_recalls.csv"))
    assert set(peers["source"]) | set(recalls["source"]) <= sources
    assert not peers.duplicated(["set", "compared", "tool"]).any()
    assert not recalls.duplicated(["set", "tool", "grouping", "group"]).any()
    of_forces = peers[(peers["tool"] == "Splink") & (peers["compared"] == "mentions")]
    splink_recalls = recalls[recalls["tool"] == "Splink"]
    assert set(of_forces["set"]) == set(splink_recalls["set"]) == set(FORCES)
    kinds = splink_recalls[splink_recalls["grouping"] == "error_kind"].groupby("set")["group"]
    measures = set(pd.read_csv(folder / "floors.csv")["measure"])
    for groups in kinds.agg(set):
        compared = {m.removesuffix("_over_splink") for m in measures if m.endswith("_over_splink")}
        assert compared - {"f1"} <= groups
