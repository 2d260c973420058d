"""Rows, ratios, growth and the page that is made of them."""

from __future__ import annotations

import math

import numpy as np
import pytest
from growth_sets import growth_exponent
from hdf5_tables import read_table
from main import SETS, main
from measurements import STEADY, measurement, row, times
from results import HEADING, page
from rows import SetResult


def test_ratios_are_to_the_row_of_the_same_size(tmp_path):
    path = measurement(
        tmp_path / "a.h5", row("sort", times(3), 10, roofline="copy"),
        row("copy", STEADY, 10), row("copy", times(7), 20),
        row("std", times(6), 10, against="sort"), row("sort", times(9), 30, roofline="copy"))
    rows = read_table(path, "benchmark/rows").set_index(["name", "size"])
    assert rows.loc[("sort", 10), "times_roofline"] == pytest.approx(3)
    assert rows.loc[("std", 10), "times_against"] == pytest.approx(2)
    assert rows.loc[("std", 10), "times_against_low"] < 2 < rows.loc[("std", 10),
                                                                    "times_against_high"]
    assert math.isnan(rows.loc[("sort", 30), "times_roofline"])
    assert rows.loc[("sort", 10), "seconds"] == pytest.approx(3)
    assert rows.loc[("sort", 10), "items_per_second"] == pytest.approx(10 / 3)
    assert len(read_table(path, "benchmark/runs")) == 5 * len(STEADY)


@pytest.mark.parametrize("exponent", [0.0, 1.0, 1.5, 2.0])
def test_exponent_of_a_power(exponent):
    sizes = np.array([1e6, 3e6, 1e7, 31e6])
    found, error = growth_exponent(sizes, 2e-6 * sizes**exponent)
    assert found == pytest.approx(exponent, abs=1e-9) and error == pytest.approx(0, abs=1e-9)


def test_exponent_of_what_only_grows_in_part():
    sizes = np.array([1e6, 2e6, 4e6, 8e6])
    found, error = growth_exponent(sizes, 5 + 2e-6 * sizes)
    assert 0.4 < found < 0.9 and error > 0.01
    assert math.isnan(growth_exponent(sizes[:2], sizes[:2])[1])


def test_page_holds_rows_and_machine_and_the_last_file_of_a_set(tmp_path):
    old = measurement(tmp_path / "old.h5", row("sort", times(5)),
                      attributes={"date": "2026-01-01", "machine": "slow one"})
    new = measurement(tmp_path / "new.h5", row("sort", times(0.002), 123456, f1=0.9876),
                      attributes={"date": "2026-02-01", "machine": "fast one", "commit": "abc"})
    other = measurement(tmp_path / "csv.h5", row("read", STEADY), name="csv",
                        attributes={"date": "2026-03-01"})
    text = page([old, new, other], HEADING)
    assert "fast one" in text and "commit: abc" in text and "a remark" in text
    assert "| sort | 123,456 | 2 | 2 ms | 1.98 ms to 2.04 ms |" in text and "0.9876" in text
    assert "slow one" not in text and "5 s" not in text
    assert text.index("## 2026-02-01") < text.index("### kernels") < text.index("### csv")
    output = tmp_path / "RESULTS.md"
    assert main(["results", str(old), str(new), str(other), "--output", str(output)]) == 0
    assert output.read_text() == text


def test_every_set_is_listed_and_others_are_refused(capsys):
    assert main(["--list"]) == 0
    listed = capsys.readouterr().out
    assert all(f"  {name} " in listed for name in [*SETS, "peers", "all"])
    assert main([]) == 64
    with pytest.raises(SystemExit, match="no set kernel;"):
        main(["kernel"])


def test_a_program_that_is_replaced_meanwhile_ends_the_call(tmp_path, monkeypatch):
    program = tmp_path / "fsu"
    program.write_text("#!/bin/sh\necho fsu\n")
    program.chmod(0o755)
    call = ["durations", "--fsu", str(program), "--output", str(tmp_path / "out")]
    result = SetResult("durations", [row("read", STEADY)], {}, [])
    monkeypatch.setitem(SETS, "durations", lambda _options: result)
    assert main(call) == 0 and (tmp_path / "out.h5").is_file()
    monkeypatch.setitem(SETS, "durations",
                        lambda _options: program.write_text("another") and result)
    with pytest.raises(SystemExit, match="was replaced"):
        main(call)


def test_a_set_that_is_wrong_fails_the_call_and_leaves_the_others(tmp_path, monkeypatch):
    def wrong(_options):
        raise SystemExit("the totals differ")

    monkeypatch.setitem(SETS, "durations", wrong)
    monkeypatch.setitem(SETS, "csv", lambda _: SetResult("csv", [row("read", STEADY)], {}, []))
    output = tmp_path / "out"
    assert main(["durations", "csv", "--output", str(output)]) == 1
    rows = read_table(output.with_name("out.h5"), "benchmark/rows")
    assert list(rows["set"]) == ["csv"]
