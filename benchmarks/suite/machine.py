"""The machine, the compiler and the commit of a measurement, as attributes of its file."""

from __future__ import annotations

import datetime
import os
import platform
import subprocess
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

_PEERS = ("duckdb", "h5py", "pandas", "polars", "pyarrow", "splink", "tables")


def describe(root: Path, fsu: Path, build: Path, threads: int, runs: int) -> dict[str, str]:
    """What a reader of the figures has to know, in words."""
    return {"date": datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%d %H:%M UTC"),
            "machine": f"{_processor()}, {os.cpu_count()} cores, {_memory()}",
            "system": f"{platform.system()} {platform.release()}",
            "compiler": _compiler(build), "commit": _commit(root), "program": _program(fsu),
            "threads": str(threads), "runs": str(runs), "load": load(),
            "python": platform.python_version(), "packages": _packages()}


def load() -> str:
    """Processes that ran or waited to, on average over the last minute."""
    return f"{os.getloadavg()[0]:.1f}"


def _processor() -> str:
    model = _first_value(Path("/proc/cpuinfo"), "model name") or platform.machine()
    flags = (_first_value(Path("/proc/cpuinfo"), "flags") or "").split()
    widest = next((name for flag, name in (("avx512_vbmi2", "AVX-512"), ("avx2", "AVX2"))
                   if flag in flags), "")
    return f"{model} ({widest})" if widest else model


def _memory() -> str:
    kilobytes = (_first_value(Path("/proc/meminfo"), "MemTotal") or "0 kB").split()[0]
    return f"{int(kilobytes) / 2**20:.0f} GiB"


def _first_value(path: Path, key: str) -> str | None:
    if not path.is_file():
        return None
    for line in path.read_text(encoding="utf-8").splitlines():
        name, _, value = line.partition(":")
        if name.strip() == key:
            return value.strip()
    return None


def _compiler(build: Path) -> str:
    """As the build folder was configured; the benchmarks are its programs."""
    cache = build / "CMakeCache.txt"
    if not cache.is_file():
        return "unknown"
    values = {}
    for line in cache.read_text(encoding="utf-8").splitlines():
        name, _, value = line.partition("=")
        values[name.partition(":")[0]] = value
    said = _said([values.get("CMAKE_CXX_COMPILER", "c++"), "--version"]).splitlines()[:1]
    return ", ".join([*said, values.get("CMAKE_BUILD_TYPE", "")])


def _commit(root: Path) -> str:
    commit = _said(["git", "-C", root, "rev-parse", "--short=12", "HEAD"]).strip() or "unknown"
    changed = _said(["git", "-C", root, "status", "--porcelain", "--untracked-files=no"]).strip()
    return f"{commit} with changes" if changed else commit


def _program(fsu: Path) -> str:
    return _said([fsu, "--version"]).strip() or "unknown"


def _packages() -> str:
    found = []
    for name in _PEERS:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            continue
    return ", ".join(found)


def _said(arguments: list[object]) -> str:
    try:
        return subprocess.run([str(a) for a in arguments], text=True, capture_output=True,
                              check=False).stdout
    except OSError:
        return ""
