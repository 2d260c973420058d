"""Generated forces in the work folder, made once and used again."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

SEED = 7


def prepared_force(fsu: Path, work: Path, mentions: int, persons: int, years: int = 1) -> Path:
    """The folder of a force of that size; it gets its name when it is whole."""
    folder = work / f"force-{mentions}-{persons}-{years}y"
    if folder.is_dir():
        return folder
    unfinished = folder.with_name(f".{folder.name}.{os.getpid()}.part")
    try:
        subprocess.run([fsu, "generate", "--output", unfinished, "--persons", str(persons),
                        "--mentions", str(mentions), "--years", str(years), "--seed", str(SEED),
                        "--quiet"], check=True)
        unfinished.rename(folder)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    return folder


def persons_of(mentions: int) -> int:
    """An index of about as many versions as there are mentions: three to a person."""
    return max(1000, mentions * 32 // 100)


def input_files(folder: Path) -> list[Path]:
    """What `fsu run` reads of a force: its tables, without the truth."""
    return sorted(path for path in folder.iterdir()
                  if ".csv" in path.name and not path.name.startswith("truth_"))
