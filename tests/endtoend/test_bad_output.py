"""An output that cannot be made, and one that is there already: replaced only by a whole one."""

from __future__ import annotations

import os
from pathlib import Path

from attempt import Attempt
from results import read_table


def test_output_folder_does_not_exist(attempt, run_fsu, folder, tmp_path):
    bad = Attempt(run_fsu, folder, tmp_path / "absent/results.h5")
    assert bad.done.returncode == 73, bad.message
    assert "absent" in bad.message


def test_output_below_a_file(run_fsu, folder, tmp_path):
    (tmp_path / "file").write_text("x", encoding="utf-8")
    bad = Attempt(run_fsu, folder, tmp_path / "file/results.h5")
    assert bad.done.returncode == 73, bad.message


def test_output_folder_not_writable(run_fsu, folder, tmp_path):
    target = Path("/proc")
    if os.geteuid() != 0:
        target = tmp_path / "closed"
        target.mkdir(mode=0o500)
    bad = Attempt(run_fsu, folder, target / "results.h5")
    assert bad.done.returncode in (73, 77), bad.message
    assert str(target) in bad.message


def test_output_is_a_folder(run_fsu, folder, tmp_path):
    (tmp_path / "results.h5").mkdir()
    bad = Attempt(run_fsu, folder, tmp_path / "results.h5")
    assert bad.done.returncode == 73, bad.message


def test_existing_output_stays_when_the_run_fails(run_fsu, folder, tmp_path):
    output = tmp_path / "results.h5"
    assert Attempt(run_fsu, folder, output).done.returncode == 0
    before = output.read_bytes()
    (folder / "custody.csv").unlink()
    assert Attempt(run_fsu, folder, output).done.returncode == 66
    assert output.read_bytes() == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["force", "results.h5"]


def test_existing_output_is_replaced_by_a_whole_one(run_fsu, folder, tmp_path):
    output = tmp_path / "results.h5"
    output.write_text("something else", encoding="utf-8")
    assert Attempt(run_fsu, folder, output).done.returncode == 0
    assert len(read_table(output, "ranking/individuals")) == 8
    assert sorted(p.name for p in tmp_path.iterdir()) == ["force", "results.h5"]


def test_output_is_private(run_fsu, folder, tmp_path):
    Attempt(run_fsu, folder, tmp_path / "results.h5")
    assert (tmp_path / "results.h5").stat().st_mode & 0o777 == 0o600
