"""The spans of constant offset of a time zone, from Python's zoneinfo."""

from __future__ import annotations

from datetime import datetime, timezone
from zoneinfo import ZoneInfo

_DAY = 86400


def _offset(zone: ZoneInfo, utc: int) -> int:
    return int(datetime.fromtimestamp(utc, zone).utcoffset().total_seconds())


def _first_change(zone: ZoneInfo, low: int, high: int) -> int:
    """The first second after `low`, at most `high`, with another offset than that of `low`."""
    before = _offset(zone, low)
    while high - low > 1:
        middle = (low + high) // 2
        if _offset(zone, middle) == before:
            low = middle
        else:
            high = middle
    return high


def zone_offsets(name: str, first_year: int, last_year: int) -> list[tuple[int, int, int]]:
    """(utc_start, utc_end, utc_offset) of every span from one year to another, in seconds."""
    zone = ZoneInfo(name)
    start = int(datetime(first_year, 1, 1, tzinfo=timezone.utc).timestamp())
    end = int(datetime(last_year + 1, 1, 1, tzinfo=timezone.utc).timestamp())
    spans, span_start = [], start
    for day in range(start, end, _DAY):
        if _offset(zone, day) != _offset(zone, day + _DAY):
            change = _first_change(zone, day, day + _DAY)
            spans.append((span_start, change, _offset(zone, span_start)))
            span_start = change
    spans.append((span_start, end, _offset(zone, span_start)))
    return spans
