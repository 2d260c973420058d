"""The scripts under test lie in benchmarks/accuracy and benchmarks/peers."""

import sys
from pathlib import Path

_BENCHMARKS = Path(__file__).resolve().parents[2] / "benchmarks"
sys.path[:0] = [str(_BENCHMARKS / "accuracy"), str(_BENCHMARKS / "peers")]
