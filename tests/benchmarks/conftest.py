"""The modules under test lie in benchmarks/suite and in what it uses."""

import sys
from pathlib import Path

_BENCHMARKS = Path(__file__).resolve().parents[2] / "benchmarks"
sys.path[:0] = [str(_BENCHMARKS / name) for name in ("accuracy", "peers", "speed", "suite")]
