"""The scripts under test lie in benchmarks/accuracy."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks/accuracy"))
