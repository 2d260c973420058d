"""One run of the program that may fail: its exit code, what it says, and what it leaves behind.

    64 usage   65 unusable data   66 no input   73 cannot create   77 permission   78 configuration
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from force import AS_OF, FORENAMES, SURNAMES

PERSONAL_VALUES = [*FORENAMES, *SURNAMES, "1961-01-11"]


def assert_silent_about(people: list[str], *outputs: str) -> None:
    """No personal value stands in what the program says."""
    for output in outputs:
        lowered = output.lower()
        for value in people:
            assert value.lower() not in lowered, f"a personal value is told: {value}"


class Attempt:
    """One run of the program on a folder."""

    def __init__(self, run_fsu: Callable, folder: Path, output: Path, *options: object) -> None:
        self.output = output
        self.done = run_fsu("run", "--input", folder, "--output", output, "--as-of", AS_OF,
                            *options)
        self.message = self.done.stderr
        assert_silent_about(PERSONAL_VALUES, self.done.stdout, self.done.stderr)

    def fails_with(self, code: int, *words: str) -> None:
        """The exit code, each word in the message, and no file left behind."""
        assert self.done.returncode == code, self.message
        for word in words:
            assert word.lower() in self.message.lower(), f"{word!r} is not in: {self.message}"
        if self.output.parent.is_dir():
            assert [p for p in self.output.parent.iterdir() if p.name != "force"] == []
