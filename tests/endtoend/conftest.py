"""Fixtures of the end-to-end tests: the program, and how it is run."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

_TESTS = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(_TESTS / "reference"))

from attempt import Attempt  # noqa: E402
from force import Force, Style, minimal_force  # noqa: E402

#: Longest time that one run of the program may take.
TIME_LIMIT_SECONDS = 120


def binary_path() -> Path:
    """The program under test: FSU_BINARY, else what the release preset builds."""
    return Path(os.environ.get("FSU_BINARY", _TESTS.parent / "build/release/fsu"))


@pytest.fixture(scope="session")
def fsu() -> Path:
    path = binary_path()
    if not path.exists():
        pytest.skip(f"no program at {path}: build it or set FSU_BINARY")
    return path


@pytest.fixture(scope="session")
def run_fsu(fsu: Path) -> Callable[..., subprocess.CompletedProcess]:
    """Runs the program with the given arguments; its output is text."""

    def run(*arguments: object, **options: object) -> subprocess.CompletedProcess:
        return subprocess.run([str(fsu), *map(str, arguments)], capture_output=True, text=True,
                              timeout=TIME_LIMIT_SECONDS, check=False, errors="replace", **options)

    return run


@pytest.fixture(scope="session")
def must_run(run_fsu: Callable) -> Callable[..., subprocess.CompletedProcess]:
    """Runs the program and expects exit code 0."""

    def run(*arguments: object) -> subprocess.CompletedProcess:
        done = run_fsu(*arguments)
        assert done.returncode == 0, f"exit code {done.returncode}\n{done.stderr}"
        return done

    return run


@pytest.fixture
def attempt(run_fsu, tmp_path) -> Callable[..., Attempt]:
    """Runs on a Force, or on the folder `force` as the test left it."""

    def run(force: Force | None, *options: object, style: Style = Style()) -> Attempt:
        if force is not None:
            force.write(tmp_path / "force", style)
        return Attempt(run_fsu, tmp_path / "force", tmp_path / "results.h5", *options)

    return run


@pytest.fixture
def folder(tmp_path) -> Path:
    """A minimal force on disk, for tests that break its files."""
    return minimal_force().write(tmp_path / "force")
