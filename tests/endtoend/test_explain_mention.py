"""`fsu show --explain INCIDENT:ROLE`: it says what linkage/links says of the mention, in parts that
add up, follows the clerks, and shows personal values only where asked for."""

from __future__ import annotations

import collections
import csv
import hashlib
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from subprocess import CompletedProcess

import pandas as pd
import pytest
from results import read_table

AS_OF = "2026-01-01"
PERSONS = 400
INPUT_OPTIONS = ("--max-rejects", "5%")
#: Lines of a waterfall that are no comparisons, around those that are.
PRIOR, DEPENDENCE, GUARD = "prior", "dependence", "guard"
AFTER_DEPENDENCE = ["frequency", "sharing", "versions"]
#: Of the warning where the results say something else.
SAYS_OTHERWISE = "says otherwise"
#: Half of the last printed digit.
ROUNDING = 0.005


@dataclass
class Line:
    """One line of a waterfall."""

    text: str
    weight: float
    sum: float


@dataclass
class Waterfall:
    """The part of an explanation about one person."""

    person: str
    lines: dict[str, Line]
    total: str

    @property
    def total_weight(self) -> float:
        return float(self.total)


class Explanation:
    """What the program printed, taken apart."""

    def __init__(self, text: str) -> None:
        self.text = text
        first = re.match(r"(.+): (\w+), (\d+) people compared\n", text)
        assert first, text
        self.mention, self.status, self.candidates = first[1], first[2], int(first[3])
        self.words = re.findall(r"^a clerk decided: (\w+) (\S+)$", text, re.M)
        probability = re.search(r"^probability (\S+): of this person", text, re.M)
        self.probability = probability[1] if probability else None
        self.best = self._waterfall("best")
        self.runner_up = self._waterfall("runner-up")

    def _waterfall(self, what: str) -> Waterfall | None:
        person = re.search(rf"^{what}: (\S+)$", self.text, re.M)
        assert person, f"no {what}: {self.text}"
        if person[1] == "none":
            return None
        head, *rows = self.text[person.end() + 1:].split("\n\n")[0].splitlines()
        assert head.split() == ["what", "level", "m", "u", "weight", "sum"]
        lines = {}
        for row in rows:
            name, text, weight, so_far = re.fullmatch(
                r"(\S+)\s+(.*?)\s+([+-]\d+\.\d\d)\s+([+-]\d+\.\d\d)", row).groups()
            lines[name] = Line(text, float(weight), float(so_far))
        total = re.compile(r"^total (\S+) bits, probability \S+$", re.M)
        return Waterfall(person[1], lines, total.search(self.text, person.end())[1])


@dataclass
class Case:
    """A force, the run over it, and what was explained of it so far: each time learns a model."""

    must_run: Callable
    folder: Path
    results: Path
    explained: dict[tuple[str, ...], CompletedProcess] = field(default_factory=dict)

    def links(self) -> pd.DataFrame:
        return read_table(self.results, "linkage/links").set_index(["incident_id", "role"])

    def explain(self, mention: tuple[str, str], *options: str) -> Explanation:
        return Explanation(self.printed(mention, *options).stdout)

    def printed(self, mention: tuple[str, str], *options: str) -> CompletedProcess:
        key = (*mention, *map(str, options))
        if key not in self.explained:
            self.explained[key] = self.must_run("show", self.results, "--explain",
                                                ":".join(mention), "--input", self.folder,
                                                *INPUT_OPTIONS, *options)
        return self.explained[key]


def run(must_run: Callable, folder: Path, results: Path, *options: object) -> Case:
    must_run("run", "--input", folder, "--output", results, "--as-of", AS_OF, *INPUT_OPTIONS,
             *options)
    return Case(must_run, folder, results)


@pytest.fixture(scope="module")
def case(must_run, tmp_path_factory) -> Case:
    folder = tmp_path_factory.mktemp("explain") / "force"
    must_run("generate", "--output", folder, "--persons", PERSONS, "--mentions", 4 * PERSONS,
             "--years", 2, "--seed", 5)
    (folder / "link_decisions.csv").unlink()
    return run(must_run, folder, folder.parent / "results.h5")


def with_runner_up(links: pd.DataFrame) -> pd.DataFrame:
    return links[links["runner_up_person_id"] != ""]


def pick_certain(links: pd.DataFrame) -> tuple[str, str]:
    return with_runner_up(links).query("status == 'linked'")["weight"].idxmax()


def pick_doubtful(links: pd.DataFrame) -> tuple[str, str]:
    """The least probable link."""
    return with_runner_up(links).query("status == 'linked'")["probability"].idxmin()


def pick_below_threshold(links: pd.DataFrame) -> tuple[str, str]:
    """The mention of somebody who is nearly linked."""
    return with_runner_up(links).query("status == 'below_threshold'")["probability"].idxmax()


def pick_alone(links: pd.DataFrame) -> tuple[str, str]:
    """A mention with one candidate."""
    return links[links["runner_up_person_id"] == ""]["probability"].idxmax()


PICKS = [pick_certain, pick_doubtful, pick_below_threshold, pick_alone]


def expect_sums(waterfall: Waterfall) -> None:
    """The lines add up, each to the sum beside it, and all to the total."""
    so_far = 0.0
    for number, line in enumerate(waterfall.lines.values(), start=1):
        so_far += line.weight
        assert line.sum == pytest.approx(so_far, abs=(number + 1) * ROUNDING)
    assert line.sum == waterfall.total_weight


def levels_of(case: Case, pattern: int) -> dict[str, pd.Series]:
    """The level of each comparison that a pattern stands for: mixed radix, the last the lowest."""
    levels = read_table(case.results, "linkage/levels")
    found = {}
    for name in reversed(list(dict.fromkeys(levels["comparison"]))):
        of = levels[levels["comparison"] == name].set_index("level")
        pattern, level = divmod(pattern, len(of))
        found[name] = of.loc[level]
    assert pattern == 0
    return dict(reversed(found.items()))


@pytest.mark.parametrize("pick", PICKS)
def test_it_says_what_the_links_say(case, pick):
    mention = pick(case.links())
    link = case.links().loc[mention]
    told = case.explain(mention)
    assert told.mention == ":".join(mention)
    assert (told.status, told.candidates) == (link["status"], link["candidates"])
    assert told.best.person == link["person_id"]
    assert told.best.total == f"{link['weight']:+.2f}"
    assert told.probability == f"{link['probability']:.6g}"
    assert told.words == []
    if link["runner_up_person_id"] == "":
        assert told.runner_up is None
    else:
        assert told.runner_up.person == link["runner_up_person_id"]
        assert told.runner_up.total == f"{link['runner_up_weight']:+.2f}"
        assert told.best.total_weight >= told.runner_up.total_weight
    assert SAYS_OTHERWISE not in case.printed(mention).stderr


@pytest.mark.parametrize("pick", PICKS)
def test_the_parts_sum_up_to_the_weight(case, pick):
    told = case.explain(pick(case.links()))
    comparisons = list(dict.fromkeys(read_table(case.results, "linkage/levels")["comparison"]))
    for waterfall in filter(None, (told.best, told.runner_up)):
        names = [name for name in waterfall.lines if name != GUARD]
        assert names == [PRIOR, *comparisons, DEPENDENCE, *AFTER_DEPENDENCE]
        expect_sums(waterfall)


@pytest.mark.parametrize("pick", PICKS)
def test_the_lines_are_the_levels_of_the_pattern(case, pick):
    mention = pick(case.links())
    pattern = case.links().loc[mention, "pattern"]
    best = case.explain(mention).best
    for name, level in levels_of(case, pattern).items():
        line = best.lines[name]
        assert line.text.startswith(level["label"]), name
        assert line.weight == pytest.approx(level["weight"], abs=ROUNDING + 1e-9), name
        shares = re.findall(r"\S+", line.text.removeprefix(level["label"]))
        expected = [] if pd.isna(level["m"]) else [level["m"], level["u"]]
        assert [float(share) for share in shares] == pytest.approx(expected, rel=1e-3), name
    patterns = read_table(case.results, "linkage/patterns").set_index("pattern")
    weight = patterns.loc[pattern, "weight"]
    assert best.lines[DEPENDENCE].sum == pytest.approx(weight, abs=ROUNDING + 1e-9)


def rows_of(folder: Path, table: str) -> list[dict[str, str]]:
    with open(folder / f"{table}.csv", encoding="utf-8", errors="replace", newline="") as file:
        return list(csv.DictReader(file))


def pick_open(case: Case) -> tuple[tuple[str, str], list[str]]:
    """A link of a mention that gives the names and date on record, and those values."""
    persons = {row["person_id"]: row for row in rows_of(case.folder, "persons")}
    logs = {row["incident_id"]: row for row in rows_of(case.folder, "incidents")}
    links = case.links().query("status == 'linked'")
    for mention, link in with_runner_up(links).iterrows():
        incident, role = mention
        person, log = persons[link["person_id"]], logs[incident]
        values = [person["forenames"].split()[0], person["surname"], person["date_of_birth"]]
        told = [log[f"{role}_{part}"] for part in ("forename", "surname", "dob")]
        # Short names may be words of the explanation, as May is.
        if values == told and all(re.fullmatch(r"[A-Z]{6,}|\d{4}-\d\d-\d\d", v) for v in values):
            return mention, values
    raise AssertionError("nobody is told in full")


def test_personal_values_only_where_asked_for(case):
    mention, values = pick_open(case)
    plain = case.printed(mention)
    opened = case.printed(mention, "--with-values")
    for value in values:
        assert value.lower() not in (plain.stdout + plain.stderr).lower()
        assert value.lower() in opened.stdout.lower()
        assert value.lower() not in opened.stderr.lower()
    forename, surname, born = values
    assert re.search(rf"^names +{forename} {surname} +{forename} {surname}$", opened.stdout, re.M)
    assert re.search(rf"^date_of_birth +{born} +{born}$", opened.stdout, re.M)


def test_values_change_nothing_else(case):
    mention, _ = pick_open(case)
    plain = case.printed(mention).stdout
    opened = case.printed(mention, "--with-values").stdout
    without = re.sub(r"\nvalue .*\n(?:[a-z_]+  .*\n)+", "", opened)
    assert without == plain
    assert without != opened


@pytest.fixture(scope="module")
def clerks(case, must_run, tmp_path_factory) -> dict[str, tuple[tuple[str, str], str, Case]]:
    """By decision: the mention, the person, and the run that heard the clerks.

    `always` the runner-up of one mention, somebody who was no candidate of another; `never` the
    best person of a third."""
    links = with_runner_up(case.links()).query("status == 'linked' and candidates < 20")
    chosen, stranger, ruled_out, contradicted = links["weight"].nlargest(4).index
    persons = sorted({row["person_id"] for row in rows_of(case.folder, "persons")})
    near = set(links.loc[stranger, ["person_id", "runner_up_person_id"]])
    words = {"always": (chosen, links.loc[chosen, "runner_up_person_id"]),
             "stranger": (stranger, next(p for p in reversed(persons) if p not in near)),
             "never": (ruled_out, links.loc[ruled_out, "person_id"]),
             "contradiction": (contradicted, links.loc[contradicted, "runner_up_person_id"])}
    folder = tmp_path_factory.mktemp("clerks") / "force"
    shutil.copytree(case.folder, folder)
    with open(folder / "link_decisions.csv", "w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["incident_id", "role", "person_id", "decision"])
        for word, (mention, person) in words.items():
            rows.writerow([*mention, person, "never" if word == "never" else "always"])
        rows.writerow([*contradicted, links.loc[contradicted, "person_id"], "always"])
    heard = run(must_run, folder, folder.parent / "results.h5")
    return {word: (*of, heard) for word, of in words.items()}


@pytest.mark.parametrize("word", ["always", "stranger"])
def test_the_person_whom_a_clerk_chose(case, clerks, word):
    mention, person, heard = clerks[word]
    link = heard.links().loc[mention]
    told = heard.explain(mention)
    assert SAYS_OTHERWISE not in heard.printed(mention).stderr
    assert told.words == [("always", person)]
    assert told.best.person == person == link["person_id"]
    assert told.status == link["status"] == "linked"
    assert told.probability == "1"
    assert told.runner_up.person == link["runner_up_person_id"]
    assert told.runner_up.person == case.links().loc[mention, "person_id"]
    expect_sums(told.best)
    if not pd.isna(link["weight"]):
        assert told.best.total == f"{link['weight']:+.2f}"
    assert told.best.total_weight < told.runner_up.total_weight, "the clerk changed nothing"


def test_a_chosen_stranger_was_no_candidate(clerks):
    mention, _, heard = clerks["stranger"]
    assert pd.isna(heard.links().loc[mention, "weight"])


def test_the_person_whom_a_clerk_ruled_out(case, clerks):
    mention, person, heard = clerks["never"]
    link = heard.links().loc[mention]
    told = heard.explain(mention)
    assert told.words == [("never", person)]
    assert told.best.person == link["person_id"] == case.links().loc[mention, "runner_up_person_id"]
    assert told.status == link["status"]
    assert told.candidates == link["candidates"] == case.links().loc[mention, "candidates"] - 1
    assert told.probability == f"{link['probability']:.6g}"
    assert told.best.total == f"{link['weight']:+.2f}"
    assert person not in {told.best.person, told.runner_up and told.runner_up.person}


def test_an_organisation_is_compared_with_nobody(case):
    log = next(log for log in rows_of(case.folder, "incidents")
               if re.search("HOSPITAL|COUNCIL|CARE HOME|SERVICE", log["originator_surname"] or ""))
    mention = (log["incident_id"], "originator")
    done = case.printed(mention)
    assert done.stdout == f"{':'.join(mention)}: organisation, not compared with people\n"
    assert SAYS_OTHERWISE not in done.stderr


def test_a_role_that_names_nobody(case, run_fsu):
    parts = ("forename", "surname", "dob", "pnc_id")
    log = next(log for log in rows_of(case.folder, "incidents")
               if not any(log[f"subject_{part}"] for part in parts))
    done = run_fsu("show", case.results, "--explain", f"{log['incident_id']}:subject", "--input",
                   case.folder, *INPUT_OPTIONS)
    assert done.returncode == 64, done.stderr
    assert "names nobody as subject" in done.stderr
    assert done.stdout == ""


def test_always_of_two_people_is_followed_for_none(clerks):
    mention, _, heard = clerks["contradiction"]
    told = heard.explain(mention)
    assert [word for word, _ in told.words] == ["always", "always"]
    assert "contradict each other" in told.text
    assert told.best.person == heard.links().loc[mention, "person_id"]


@pytest.mark.parametrize(("mention", "word"), [
    ("NOSUCHLOG:subject", "no log NOSUCHLOG"), ("{}:witness", "INCIDENT:originator"),
    ("{}:", "INCIDENT:originator"), ("{}", "INCIDENT:originator"),
    ("{}:Subject", "INCIDENT:originator"), (":subject", "no log")])
def test_mentions_that_are_none(case, run_fsu, mention, word):
    incident = case.links().index[0][0]
    done = run_fsu("show", case.results, "--explain", mention.format(incident), "--input",
                   case.folder, *INPUT_OPTIONS)
    assert done.returncode == 64, done.stderr
    assert word in done.stderr
    assert done.stdout == ""


def test_exact_links_weigh_nothing(case, run_fsu, must_run, tmp_path):
    exact = run(must_run, case.folder, tmp_path / "exact.h5", "--linkage", "exact")
    done = run_fsu("show", exact.results, "--explain", ":".join(case.links().index[0]), "--input",
                   case.folder, *INPUT_OPTIONS)
    assert done.returncode == 64
    assert "--linkage exact" in done.stderr
    assert done.stdout == ""


def test_a_run_with_a_model_is_explained_by_it(case, run_fsu, must_run, tmp_path):
    model = tmp_path / "model.json"
    run(must_run, case.folder, tmp_path / "first.h5", "--evidence", "names,dob,pnc", "--save-model",
        model)
    given = run(must_run, case.folder, tmp_path / "given.h5", "--evidence", "names,dob,pnc",
                "--model", model)
    mention = pick_doubtful(given.links())
    link = given.links().loc[mention]
    told = given.explain(mention, "--model", model)
    assert told.best.total == f"{link['weight']:+.2f}"
    assert told.probability == f"{link['probability']:.6g}"
    assert SAYS_OTHERWISE not in given.printed(mention, "--model", model).stderr

    def refused(results: Path, *options: object) -> CompletedProcess:
        done = run_fsu("show", results, "--explain", ":".join(mention), "--input", case.folder,
                       *INPUT_OPTIONS, *options)
        assert done.stdout == ""
        return done

    wanting = refused(given.results)
    assert wanting.returncode == 64 and "name it with --model" in wanting.stderr
    surplus = refused(tmp_path / "first.h5", "--model", model)
    assert surplus.returncode == 64 and "leave --model out" in surplus.stderr
    other = tmp_path / "other.json"
    other.write_bytes(model.read_bytes() + b" ")
    changed = refused(given.results, "--model", other)
    assert changed.returncode == 78 and "is not the model" in changed.stderr, changed.stderr
    for path in (model, other):
        assert hashlib.sha256(path.read_bytes()).hexdigest() in changed.stderr


def test_the_input_must_be_named(case, run_fsu):
    done = run_fsu("show", case.results, "--explain", ":".join(case.links().index[0]))
    assert done.returncode == 64
    assert "--input" in done.stderr


def test_a_file_of_fsu_link_is_explained_elsewhere(case, run_fsu, must_run, tmp_path):
    (tmp_path / "link.ini").write_text("[link]\nleft-id = person_id\nsurname = surname\n",
                                       encoding="utf-8")
    people = tmp_path / "people.csv"
    people.write_text("person_id,surname\np1,Abernathy\np2,Ollerenshaw\n", encoding="utf-8")
    must_run("link", "--left", people, "--config", tmp_path / "link.ini", "--output",
             tmp_path / "links.h5")
    done = run_fsu("show", tmp_path / "links.h5", "--explain", "p1:subject", "--input", case.folder)
    assert done.returncode == 64, done.stderr
    assert "fsu link --explain LEFT:RIGHT" in done.stderr


def add_a_row(folder: Path) -> None:
    with open(folder / "arrests.csv", "a", encoding="utf-8") as file:
        file.write("X1,P1,2025-05-05T10:00:00\n")


def remove_a_table(folder: Path) -> None:
    (folder / "calls.csv").unlink()


def add_a_part(folder: Path) -> None:
    (folder / "persons.csv").rename(folder / "persons.1.csv")
    with open(folder / "persons.1.csv", "rb") as file:
        (folder / "persons.2.csv").write_bytes(file.readline())


@pytest.mark.parametrize(("change", "word"), [
    (add_a_row, "arrests.csv has changed"), (remove_a_table, "calls.csv is missing"),
    (add_a_part, "persons.2.csv was not there")])
def test_other_extracts_are_refused(case, run_fsu, tmp_path, change, word):
    folder = tmp_path / "force"
    shutil.copytree(case.folder, folder)
    change(folder)
    done = run_fsu("show", case.results, "--explain", ":".join(case.links().index[0]), "--input",
                   folder, "--max-rejects", "100%")
    assert done.returncode == 65, done.stderr
    assert word in done.stderr
    assert done.stderr.count(".csv ") == 1, "only that file differs"
    assert done.stdout == ""


def test_files_may_be_renamed(case, must_run, tmp_path):
    folder = tmp_path / "force"
    shutil.copytree(case.folder, folder)
    (folder / "persons.csv").rename(folder / "persons.2025.csv")
    mention = pick_certain(case.links())
    told = must_run("show", case.results, "--explain", ":".join(mention), "--input", folder,
                    *INPUT_OPTIONS)
    assert told.stdout == case.printed(mention).stdout


def test_it_warns_where_the_results_say_otherwise(case, tmp_path):
    settings = tmp_path / "other.ini"
    settings.write_text("[incidents]\ncolumn.originator_dob = closed_at\n", encoding="utf-8")
    links = with_runner_up(case.links()).query("status == 'linked' and role == 'originator'")
    mention = links["weight"].idxmax()
    done = case.printed(mention, "--config", settings)
    assert "warning: linkage/links of" in done.stderr and SAYS_OTHERWISE in done.stderr
    assert re.search(r"(weight|probability|status|person) \S+, not \S+\. It", done.stderr)


def rows_of_panel(heading: str, text: str) -> list[list[str]]:
    panel = re.search(rf"^{heading}$\n((?:.+\n)+)", text, re.M)
    return [re.split(r" {2,}", line) for line in panel[1].splitlines()] if panel else []


def values_of(text: str) -> dict[str, list[str]]:
    """The values of the first person explained: left and, where there are some, right; they stand
    side by side, or below each other where they are long."""
    if beside := rows_of_panel("value +left +right", text):
        return {row[0]: row[1:] for row in beside}
    left = rows_of_panel("value +left", text)
    right = {row[0]: row[1:] for row in rows_of_panel("value +right", text)}
    assert left
    return {row[0]: row[1:] + right[row[0]] for row in left}


def agreeing_in(case: Case, comparison: str) -> list[tuple[str, str]]:
    """Linked mentions that agree with their person in one kind of evidence."""
    links = case.links().query("status == 'linked'")
    return [mention for mention, pattern in links["pattern"].items()
            if levels_of(case, pattern)[comparison]["label"] == "same"]


def last_characters(text: str) -> str:
    """Of a telephone or postcode, what stays the same in every way of writing it."""
    return re.sub(r"[^A-Z0-9]", "", text.upper())[-6:]


@pytest.mark.parametrize(("comparison", "of_log", "table", "of_person"), [
    ("originator_phone", "originator_phone", "person_phones", "phone"),
    ("originator_postcode", "originator_postcode", "persons", "postcode"),
    ("subject_postcode", "subject_postcode", "persons", "postcode"),
    ("originator_address", "location_address", "investigation_roles", "home_address"),
    ("subject_address", "location_address", "investigation_roles", "home_address")])
def test_values_of_the_evidence(case, comparison, of_log, table, of_person):
    on_record = collections.defaultdict(set)
    for row in rows_of(case.folder, table):
        on_record[row["person_id"]].add(row[of_person])
    person_of = case.links()["person_id"]
    mention = max(agreeing_in(case, comparison), key=lambda of: len(on_record[person_of[of]]))
    log = next(log for log in rows_of(case.folder, "incidents")
               if log["incident_id"] == mention[0])
    left, right = values_of(case.printed(mention, "--with-values").stdout)[comparison]
    assert log[of_log] and left.startswith(log[of_log][:40])
    first = right.split(" | ")[0]
    assert any(first.startswith(value[:40]) for value in on_record[person_of[mention]] if value)
    if of_person != "home_address":
        assert last_characters(first) == last_characters(log[of_log]), "the equal one comes first"
    assert log[of_log] not in case.printed(mention).stdout


def test_no_values_of_evidence_that_was_not_compared(case):
    for mention in (pick_certain(case.links()), pick_doubtful(case.links())):
        told = case.printed(mention, "--with-values").stdout
        pattern = case.links().loc[mention, "pattern"]
        compared = {name for name, level in levels_of(case, pattern).items()
                    if not pd.isna(level["m"])}
        shown = {name for name in values_of(told) if "_" in name}
        assert shown - {"other_forenames", "date_of_birth"} <= compared
