"""Runs one process and says what it took.

A child's peak memory begins with what its parent held when it was started, so a small process in
between starts it and waits for it.
"""

from __future__ import annotations

import os
import subprocess
import sys
from typing import NamedTuple

_WAITER = """
import os, sys, time
report, arguments = int(sys.argv[1]), sys.argv[2:]
started = time.perf_counter()
process = os.posix_spawnp(arguments[0], arguments, os.environ)
_, status, usage = os.wait4(process, 0)
seconds = time.perf_counter() - started
code = os.waitstatus_to_exitcode(status)
used = usage.ru_utime + usage.ru_stime
os.write(report, f"{code} {seconds} {used} {usage.ru_maxrss * 1024}".encode())
"""


class Measured(NamedTuple):
    """What one process took."""

    seconds: float
    processor_seconds: float
    peak_memory_bytes: int
    #: What it wrote to its standard output, where that was asked for.
    output: str


def run_measured(arguments: list[object]) -> tuple[float, int]:
    """Seconds and peak memory in bytes of one process; it has to succeed."""
    measured = measure_process(arguments)
    return measured.seconds, measured.peak_memory_bytes


def measure_process(arguments: list[object], takes_output: bool = False) -> Measured:
    """Runs a process, which has to succeed; what it says goes on to ours, or is taken."""
    texts = [str(argument) for argument in arguments]
    reader, writer = os.pipe()
    with os.fdopen(reader) as report:
        try:
            done = subprocess.run(
                [sys.executable, "-I", "-S", "-c", _WAITER, str(writer), *texts],
                pass_fds=[writer], check=True, text=True,
                stdout=subprocess.PIPE if takes_output else None)
        finally:
            os.close(writer)
        code, seconds, processor_seconds, peak_memory_bytes = report.read().split()
    if int(code) != 0:
        raise SystemExit(f"{' '.join(texts[:2])} ended with exit code {code}")
    return Measured(float(seconds), float(processor_seconds), int(peak_memory_bytes),
                    done.stdout or "")
