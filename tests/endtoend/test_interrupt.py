"""A run that is stopped by a signal leaves no file: neither the output nor anything half-written.

The signal is sent at several points of the run, from before the program is ready to its end. Each
time there is either no file and exit code 128 + signal, or a whole file and exit code 0.
"""

from __future__ import annotations

import signal
import subprocess
import time

import pytest
from results import attribute

#: Shares of a whole run's time after which the signal is sent.
SHARES = [0.0, 0.1, 0.3, 0.5, 0.7, 0.9, 0.97]


def shell_code(returncode: int) -> int:
    """The exit code as a shell tells it: 128 + signal for a process that a signal ended."""
    return 128 - returncode if returncode < 0 else returncode


@pytest.fixture(scope="module")
def force(must_run, tmp_path_factory):
    folder = tmp_path_factory.mktemp("interrupt") / "force"
    must_run("generate", "--output", folder, "--persons", 4_000, "--mentions", 20_000,
             "--seed", 5)
    return folder


@pytest.fixture(scope="module")
def run_seconds(force, must_run) -> float:
    start = time.monotonic()
    must_run("run", "--config", force / "run.ini", "--input", force, "--output",
             force.parent / "whole.h5")
    (force.parent / "whole.h5").unlink()
    return time.monotonic() - start


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_no_file_is_left(fsu, force, run_seconds, tmp_path, number):
    codes = []
    for share in SHARES:
        output = tmp_path / "results.h5"
        process = subprocess.Popen(
            [str(fsu), "run", "--config", str(force / "run.ini"), "--input", str(force),
             "--output", str(output)], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        time.sleep(share * run_seconds)
        process.send_signal(number)
        process.communicate(timeout=60)
        codes.append(shell_code(process.returncode))
        if codes[-1] == 0:
            assert int(float(attribute(output, "complete"))) == 1
            output.unlink()
        assert list(tmp_path.iterdir()) == [], f"signal at {share} of the run left a file"
    assert set(codes) <= {0, 128 + number}, codes
    assert codes.count(128 + number) >= len(SHARES) // 2, f"hardly ever interrupted: {codes}"


def test_the_old_output_stays(fsu, force, run_seconds, tmp_path):
    output = tmp_path / "results.h5"
    output.write_bytes(b"last month's results")
    process = subprocess.Popen(
        [str(fsu), "run", "--config", str(force / "run.ini"), "--input", str(force), "--output",
         str(output)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(0.3 * run_seconds)
    process.send_signal(signal.SIGINT)
    assert shell_code(process.wait(timeout=60)) == 130
    assert output.read_bytes() == b"last month's results"
    assert [p.name for p in tmp_path.iterdir()] == ["results.h5"]
