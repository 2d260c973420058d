"""Runs one process and says what it took.

A child's peak memory begins with what its parent held when it was started, so a small process in
between starts it and waits for it.
"""

from __future__ import annotations

import os
import subprocess
import sys

_WAITER = """
import os, sys, time
report, arguments = int(sys.argv[1]), sys.argv[2:]
started = time.perf_counter()
process = os.posix_spawnp(arguments[0], arguments, os.environ)
_, status, usage = os.wait4(process, 0)
seconds = time.perf_counter() - started
code = os.waitstatus_to_exitcode(status)
os.write(report, f"{code} {seconds} {usage.ru_maxrss * 1024}".encode())
"""


def run_measured(arguments: list[object]) -> tuple[float, int]:
    """Seconds and peak memory in bytes of one process; it has to succeed."""
    texts = [str(argument) for argument in arguments]
    reader, writer = os.pipe()
    with os.fdopen(reader) as report:
        try:
            subprocess.run([sys.executable, "-I", "-S", "-c", _WAITER, str(writer), *texts],
                           pass_fds=[writer], check=True)
        finally:
            os.close(writer)
        code, seconds, peak_memory_bytes = report.read().split()
    if int(code) != 0:
        raise SystemExit(f"{' '.join(texts[:2])} ended with exit code {code}")
    return float(seconds), int(peak_memory_bytes)
