"""The reference in SQL against plain Python: times by zoneinfo, unions second by second, ranks by
exact fractions. Random forces, no program needed.
"""

from __future__ import annotations

import random
import sys
from collections import defaultdict
from datetime import datetime, timezone
from fractions import Fraction
from pathlib import Path
from zoneinfo import ZoneInfo

import pandas as pd
import pytest

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parent.parent / "endtoend"))

from force import AS_OF, Force, minimal_force
from oracle import METRICS, TOTALS, Oracle, Settings, Truth
from zone_offsets import zone_offsets

ROLES = ["suspect", "offender", "victim", "witness", "other"]
PARTS = {"investigation_and_custody": TOTALS[:5], "originator": TOTALS[5:7],
         "subject": TOTALS[7:], "overall": TOTALS}


def random_clock(rng: random.Random, day: str) -> str:
    return f"{day}T{rng.randrange(24):02}:{rng.choice((0, 7, 30)):02}:00"


def random_force(seed: int) -> tuple[Force, Truth]:
    """Few people with many events, so that ties, overlaps and gaps are frequent."""
    rng = random.Random(seed)
    people = [f"P{i:02}" for i in range(12)]
    force, links = Force(), []
    for i in range(40):
        day = rng.choice(["2024-12-31", "2025-01-01", "2025-06-15", "2025-12-31", "2026-01-01"])
        force.add("investigations", investigation_id=f"I{i}", created_at=random_clock(rng, day),
                  is_crime=rng.randrange(2))
        taken = {(rng.choice(people), rng.choice(ROLES)) for _ in range(rng.randrange(5))}
        for person_id, role in sorted(taken):
            force.add("investigation_roles", investigation_id=f"I{i}", person_id=person_id,
                      role=role)
        force.add("custody", custody_id=f"C{i}", person_id=rng.choice(people[:6]),
                  arrived_at=random_clock(rng, day),
                  released_at=rng.choice(["", random_clock(rng, "2025-06-16"),
                                          random_clock(rng, day)]))
        force.add("incidents", incident_id=f"L{i}", record_type="roc", pre_planned=int(i % 7 == 0),
                  created_at=random_clock(rng, day))
        for role in ("originator", "subject"):
            if rng.randrange(3):
                links.append((f"L{i}", role, rng.choice(people[4:])))
        for _ in range(rng.randrange(7)):
            force.add("resources", incident_id=f"L{i}", resource_id=f"U{rng.randrange(3)}",
                      **{f"{event}_at": rng.choice(["", random_clock(rng, "2025-06-16")])
                         for event in ("assigned", "deployed", "arrived", "released")})
    return force, Truth(links=pd.DataFrame(links, columns=["incident_id", "role", "person_id"]))


def seconds_of(text: str) -> int | None:
    """For the days of these forces, none of which has a change of clocks."""
    local = datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Europe/London")) if text else None
    return int(local.timestamp()) if local else None


def in_window(text: str) -> bool:
    return "2025-01-01T00:00:00" <= text < "2026-01-01T00:00:00"


def slow_durations(force: Force) -> dict[str, int]:
    """Union per resource, minute by minute, summed by log."""
    minutes: dict[tuple[str, str], set[int]] = defaultdict(set)
    for row in force.tables["resources"]:
        events = [seconds_of(row[f"{e}_at"]) for e in ("assigned", "deployed", "arrived")]
        starts = [s for s in events if s]
        end = seconds_of(row["released_at"])
        if starts and end:
            minutes[row["incident_id"], row["resource_id"]].update(
                range(min(starts) // 60, end // 60))
    sums: dict[str, int] = defaultdict(int)
    for (incident_id, _), covered in minutes.items():
        sums[incident_id] += 60 * len(covered)
    return sums


def slow_totals(force: Force, truth: Truth) -> dict[str, dict[str, Fraction]]:
    """The nine totals of everyone, as fractions of hours and counts."""
    totals: dict[str, dict[str, Fraction]] = {t: defaultdict(Fraction) for t in TOTALS}
    crimes = {r["investigation_id"] for r in force.tables["investigations"]
              if r["is_crime"] == "1" and in_window(r["created_at"])}
    for row in force.tables["investigation_roles"]:
        if row["investigation_id"] in crimes and row["role"] in ROLES[:3]:
            totals[f"{row['role']}_count"][row["person_id"]] += 1
    for row in force.tables["custody"]:
        if in_window(row["arrived_at"]):
            end = seconds_of(row["released_at"] or f"{AS_OF}T00:00:00")
            hours = Fraction(end - seconds_of(row["arrived_at"]), 3600)
            totals["custody_count"][row["person_id"]] += 1
            totals["custody_hours"][row["person_id"]] += min(max(hours, 0), 200)
    logs = {r["incident_id"] for r in force.tables["incidents"]
            if r["pre_planned"] != "1" and in_window(r["created_at"])}
    durations = slow_durations(force)
    for link in truth.links.itertuples():
        if link.incident_id in logs:
            hours = Fraction(durations.get(link.incident_id, 0), 3600)
            totals[f"{link.role}_calls"][link.person_id] += 1
            totals[f"{link.role}_resource_hours"][link.person_id] += hours
    return totals


def slow_scores(totals: dict[str, dict[str, Fraction]]) -> dict[str, dict[str, tuple]]:
    """(score, uncapped score) under `cap`, by metric and person."""
    people = {p for values in totals.values() for p, v in values.items() if v > 0}
    means = {}
    for total, values in totals.items():
        largest = sorted((v for v in values.values() if v > 0), reverse=True)[:1000]
        means[total] = sum(largest) / len(largest) if largest else None
    return {metric: {p: tuple(
        sum((min(part, cap) for t in PARTS[metric] if means[t]
             for part in [totals[t][p] / means[t]]), Fraction(0))
        for cap in (Fraction(1), Fraction(10**9))) for p in people} for metric in METRICS}


@pytest.mark.parametrize("seed", range(6))
def test_random_forces(tmp_path, seed):
    force, truth = random_force(seed)
    oracle = Oracle(force.write(tmp_path), Settings(as_of=AS_OF), truth)
    individuals = oracle.individuals()
    totals = slow_totals(force, truth)
    for total, values in totals.items():
        for person_id in individuals.index:
            assert individuals.loc[person_id, total] == pytest.approx(
                float(values[person_id]), rel=1e-15)
    for metric, scores in slow_scores(totals).items():
        assert sorted(scores) == list(individuals.index)
        for person_id, score in scores.items():
            rank = 1 + sum(other > score for other in scores.values())
            assert individuals.loc[person_id, f"{metric}_rank"] == rank
            assert individuals.loc[person_id, f"{metric}_score"] == float(score[0])


def test_degenerate_forces(tmp_path):
    for name, force in {"empty": Force(), "quiet": minimal_force()}.items():
        oracle = Oracle(force.write(tmp_path / name), Settings(as_of=AS_OF), Truth())
        rows = len(force.tables["incidents"])
        assert len(oracle.resource_durations()) == rows
        assert len(oracle.individuals()) == len(force.tables["persons"])
        assert oracle.fates().get("incidents", {}).get("rows_used", 0) == rows


@pytest.mark.parametrize("name", ["Europe/London", "America/Los_Angeles", "Australia/Lord_Howe"])
def test_zone_offsets(name):
    spans = zone_offsets(name, 2015, 2026)
    zone = ZoneInfo(name)
    for (_, end, _), (start, _, _) in zip(spans, spans[1:], strict=False):
        assert end == start
    for start, end, offset in spans:
        for utc in (start, (start + end) // 2, end - 1):
            local = datetime.fromtimestamp(utc, timezone.utc).astimezone(zone)
            assert local.utcoffset().total_seconds() == offset
