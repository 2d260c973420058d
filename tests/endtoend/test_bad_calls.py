"""Wrong calls and settings: exit code 64 or 78, a message that names the option, no output.

And calls from odd places: closed or full standard streams, stray signals, a machine in another zone.
"""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import time
from datetime import datetime, timezone
from zoneinfo import ZoneInfo

import pytest
from force import AS_OF, minimal_force


@pytest.mark.parametrize("arguments", [
    [], ["run"], ["run", "--input", "."], ["run", "--output", "x.h5"], ["nonsense"],
    ["run", "--input", ".", "--output", "x.h5", "--no-such-option"],
    ["run", "--input", ".", "--output", "x.h5", "surplus"],
    ["durations", "--output", "x.h5"],
])
def test_usage(run_fsu, tmp_path, arguments):
    done = run_fsu(*arguments, cwd=tmp_path)
    assert done.returncode == 64, done.stderr
    assert done.stderr.strip()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", [[], ["run"], ["generate"], ["durations"]])
def test_help_is_no_error(must_run, command):
    assert "--help" in must_run(*command, "--help").stdout


@pytest.mark.parametrize(("command", "examples"), [
    ("run", ["--evidence names,dob,pnc", "--save-model model.json", "--model model.json",
             "fsu show results.h5 --explain"]),
    ("link", ["--evidence names,dob", "--save-model model.json", "--model model.json",
              "--explain P12:P90 --with-values", "--one-to-one"]),
    ("show", ["--explain LOG0001:originator --input", "--with-values", "--model model.json"]),
    ("evaluate", ["--truth-persons", "--truth clusters.csv", "--links selected"])])
def test_help_teaches(must_run, command, examples):
    told = must_run(command, "--help").stdout
    for example in examples:
        assert example in told
    assert max(map(len, told.splitlines())) <= 120


def test_values_go_with_an_explanation(run_fsu):
    done = run_fsu("show", "results.h5", "--with-values")
    assert done.returncode == 64 and "goes with --explain" in done.stderr, done.stderr


@pytest.mark.parametrize(("option", "value"), [
    ("--as-of", "2025-02-30"), ("--as-of", "01/02/2025"), ("--months", "many"),
    ("--months", "0"), ("--months", "-1"),
    ("--top", "-1"), ("--scaling", "least"), ("--linkage", "magic"), ("--timezone", "Mars/Olympus"),
    ("--max-rejects", "some"), ("--threads", "-2"), ("--isa", "sse"), ("--isa", "AVX2"), ("--link-probability", "2"),
    ("--resource-overlap", "none"), ("--resource-cap-hours", "-1"),
    ("--memory-limit", "8"), ("--memory-limit", "63M"), ("--memory-limit", "G"), ("--memory-limit", "-1G"),
    ("--memory-limit", "much"), ("--memory-limit", "1e99G"),
])
def test_bad_value_of_an_option(attempt, option, value):
    bad = attempt(minimal_force(), option, value)
    assert bad.done.returncode in (64, 78), bad.message
    assert option.strip("-") in bad.message
    assert not bad.output.exists()


@pytest.mark.parametrize("settings", [
    "no-such-setting = 1\n", "months = many\n", "scaling = least\n", "as-of = 2025-02-30\n",
    "[incidents]\ncolumn.no_such_column = Log\n", "[no_such_table]\ncolumn.x = Y\n", "months 12\n",
    "[incidents\ncolumn.incident_id = Log\n", "[incidents]\ncolumn.incident_id =\n",
    "months = 3\nmonths = 4\n", "[targets]\nP1.attend-minutes = 1\nP1.attend-minutes = 2\n",
    "[incidents]\nvalue.created_at.X = 2025-01-01\n", "[incidents]\nvalue.incident_id.X = Y\n",
    "[priority]\n" + "".join(f"type{i}.main-groups = A\n" for i in range(33)),
])
def test_bad_settings_file(run_fsu, folder, tmp_path, settings):
    (tmp_path / "bad.ini").write_text(settings, encoding="utf-8")
    done = run_fsu("run", "--config", tmp_path / "bad.ini", "--input", folder,
                   "--output", tmp_path / "results.h5")
    assert done.returncode == 78, done.stderr
    assert not (tmp_path / "results.h5").exists()


def test_all_bad_settings_are_told_at_once(run_fsu, folder, tmp_path):
    (tmp_path / "bad.ini").write_text("scaling = least\nmonths = many\n", encoding="utf-8")
    done = run_fsu("run", "--config", tmp_path / "bad.ini", "--input", folder,
                   "--output", tmp_path / "results.h5")
    assert done.returncode == 78, done.stderr
    assert "scaling" in done.stderr and "months" in done.stderr


def test_absent_settings_file(attempt, tmp_path):
    bad = attempt(minimal_force(), "--config", tmp_path / "absent.ini")
    assert bad.done.returncode in (66, 78), bad.message
    assert "absent.ini" in bad.message


def test_a_repeated_setting_is_named(run_fsu, folder, tmp_path):
    (tmp_path / "bad.ini").write_text("months = 3\ntop = 9\nmonths = 4\n", encoding="utf-8")
    done = run_fsu("run", "--config", tmp_path / "bad.ini", "--input", folder,
                   "--output", tmp_path / "results.h5")
    assert done.returncode == 78 and "months" in done.stderr, done.stderr
    assert "top" not in done.stderr


def test_settings_file_with_byte_order_mark(must_run, folder, tmp_path):
    (tmp_path / "run.ini").write_text(f"as-of = {AS_OF}\n", encoding="utf-8-sig")
    must_run("run", "--config", tmp_path / "run.ini", "--input", folder,
             "--output", tmp_path / "results.h5")


@pytest.mark.parametrize(("output", "csv"), [
    ("x.out", "./x.out"), ("force/../x.out", "x.out"), ("force/resources.csv", "x.csv"),
    ("x.h5", "force/resources.csv"),
])
def test_durations_replaces_nothing(run_fsu, folder, tmp_path, output, csv):
    before = (folder / "resources.csv").read_bytes()
    done = run_fsu("durations", "--resources", folder / "resources.csv", "--output", output,
                   "--csv", csv, cwd=tmp_path)
    assert done.returncode == 64 and "same file" in done.stderr, done.stderr
    assert (folder / "resources.csv").read_bytes() == before
    assert list(tmp_path.iterdir()) == [folder]


def test_run_does_not_replace_its_input(run_fsu, folder, tmp_path):
    (tmp_path / "link").symlink_to(folder)
    before = (folder / "persons.csv").read_bytes()
    for output in [folder / "persons.csv", tmp_path / "link" / "persons.csv"]:
        for options in [[], ["--dry-run"]]:
            done = run_fsu("run", "--input", folder, "--output", output, "--as-of", AS_OF, *options)
            assert done.returncode == 64 and "--output" in done.stderr, done.stderr
    assert (folder / "persons.csv").read_bytes() == before


@pytest.fixture
def shell(fsu, folder, tmp_path):
    """Runs a shell line in which `fsu` is the program, in the folder above the input `force`."""

    def run(line: str) -> subprocess.CompletedProcess:
        function = f'fsu() {{ {shlex.quote(str(fsu))} "$@"; }}; {line}'
        return subprocess.run(["bash", "-c", function], cwd=tmp_path, capture_output=True,
                              text=True, timeout=60, check=False)

    return run


RUN = f"fsu run --input force --output results.h5 --as-of {AS_OF}"


@pytest.mark.parametrize("log", ["2>/dev/full", "2>&-", ">&- 2>&-", "<&- >&- 2>&-",
                                 "--log-format json 2>/dev/full"])
def test_a_log_that_cannot_be_written_stops_nothing(shell, must_run, tmp_path, log):
    assert shell(f"{RUN} {log}").returncode == 0
    assert "individuals" in must_run("show", tmp_path / "results.h5").stdout


def test_an_error_keeps_its_code_without_a_log(shell):
    for line in ["fsu nonsense", "fsu run --input absent --output x.h5"]:
        expected = shell(line).returncode
        assert expected in (64, 66)
        assert shell(f"{line} 2>/dev/full").returncode == expected
        assert shell(f"{line} 2>&-").returncode == expected


@pytest.mark.parametrize("command", [
    f"{RUN} --dry-run", "fsu --help", "fsu run --help", "fsu --version", "fsu show results.h5",
    "fsu export results.h5 --table ranking/individuals --csv -",
])
def test_output_that_cannot_be_written_is_an_error(shell, command):
    assert shell(RUN).returncode == 0
    for target in [">/dev/full", ">&-"]:
        done = shell(f"{command} {target}")
        assert done.returncode == 74, done.stderr
        assert done.stderr.count("standard output") == 1
    done = shell(f"{{ sleep 0.3; {command}; }} | true; exit ${{PIPESTATUS[0]}}")
    assert (done.returncode, done.stderr) == (128 + signal.SIGPIPE, "")


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGQUIT, signal.SIGUSR1, signal.SIGUSR2,
                                    signal.SIGALRM, signal.SIGXCPU])
def test_any_signal_that_ends_the_run_leaves_no_file(fsu, folder, tmp_path, number):
    # The run waits for its input, a pipe that nobody writes to.
    os.mkfifo(tmp_path / "resources.csv")
    process = subprocess.Popen(
        [str(fsu), "durations", "--resources", str(tmp_path / "resources.csv"), "--output",
         str(tmp_path / "x.h5")], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    time.sleep(0.3)
    process.send_signal(number)
    process.communicate(timeout=60)
    assert process.returncode == 128 + number
    assert sorted(p.name for p in tmp_path.iterdir()) == ["force", "resources.csv"]


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
@pytest.mark.parametrize("machine", ["UTC", "Asia/Tokyo"])
def test_today_is_that_of_the_time_zone(run_fsu, folder, tmp_path, zone, machine):
    done = run_fsu("run", "--input", folder, "--output", tmp_path / "x.h5", "--timezone", zone,
                   "--dry-run", env={**os.environ, "TZ": machine})
    midnight = datetime.now(ZoneInfo(zone)).replace(hour=0, minute=0, second=0, microsecond=0)
    end = midnight.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    assert f"to {end}" in done.stdout, done.stderr
