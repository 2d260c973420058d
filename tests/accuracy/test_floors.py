"""Linkage of the public sets keeps its floors; each set is a test of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
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
