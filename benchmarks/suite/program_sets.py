"""The sets that are C++ programs: kernels, CSV, HDF5.

What bounds a row is said here: moving or reading the same bytes once (rows that begin with roof_,
copy, time_plain_sum), or the inner instructions alone (roof_columns; a filter by length
may pass over columns, so that edits_within may take less). A peer in the same program
(std::sort, std::unordered_map, H5Dwrite) is compared with the kernel that does its work.
"""

from __future__ import annotations

from dataclasses import replace

from google_benchmark import Program, run_program
from options import Options
from rows import Row, SetResult

_PATHS = ("portable", "avx2", "avx512")
_BY_COLUMNS = {"jaro_winkler_from_cutoff": "roof_columns", "jaro_winkler_counts": "roof_columns",
               "jaro_winkler_doubles": "roof_columns", "edit_distances": "roof_edit_columns",
               "edits_within_1": "roof_edit_columns", "edits_within_2": "roof_edit_columns"}
NAMES = Program("names_benchmark", {f"{kernel} {path}": f"{roof} {path}" for path in _PATHS[1:]
                                    for kernel, roof in _BY_COLUMNS.items()}, {1: _PATHS})
_ROWS = Program("rows_benchmark", {
    "group_rows": "roof_copy", "stable_sort": "roof_copy", "sort_rows": "roof_copy",
    "std_sort": "roof_copy", "rank_ids": "roof_texts", "sort_ids": "roof_texts",
    "find_ids": "roof_finds", "hash_ids": "roof_finds"})
_PAIRS = Program("pairs_benchmark", {
    "compare_names": "roof_pairs", "compare_pairs": "roof_pairs", "score_pairs": "roof_pairs",
    "weigh_patterns": "roof_weights"}, is_serial=True)
_RANKING = Program("ranking_benchmark", {
    "scale_totals": "roof_totals", "score_people": "roof_totals", "rank_people": "roof_scores",
    "select_people": "roof_scores"})
_USAGE = Program("usage_benchmark", {
    "time_resource_durations": "roof_rows", "time_person_totals": "roof_events",
    "time_window_totals": "roof_spans"})
_KERNELS = (NAMES, _ROWS, _PAIRS, _RANKING, _USAGE)
_CSV = Program("csv_benchmark", {"time_reading resources": "time_plain_sum resources",
                                 "time_reading incidents": "time_plain_sum incidents"})
_HDF5 = Program("hdf5_benchmark", {name: "copy" for name in (
    "own_write", "own_publish", "own_read", "library_gzip", "library_plain", "library_read")})

#: Peers within the programs: whom each is compared with.
_AGAINST = {"stable_sort": "group_rows", "std_sort": "sort_rows", "sort_ids": "rank_ids",
            "hash_ids": "find_ids", "library_gzip": "own_write", "library_plain": "own_write",
            "library_read": "own_read"}


def kernels(options: Options) -> SetResult:
    """Every kernel family that has a benchmark: names, rows, pairs, ranking, usage."""
    rows = [row for program in _KERNELS for row in _rows(program, options)]
    return SetResult("kernels", rows, {}, ["Each kernel was held to another method's result before "
                                           "it was timed. names and pairs run on one core."])


def csv(options: Options) -> SetResult:
    """Reading extracts into typed columns, beside a plain sum over their bytes."""
    return SetResult("csv", _rows(_CSV, options), {}, [])


def hdf5(options: Options) -> SetResult:
    """Writing and reading a table of results, beside the HDF5 library and a copy of the records."""
    return SetResult("hdf5", _rows(_HDF5, options), {}, [])


def _rows(program: Program, options: Options) -> list[Row]:
    # What is a peer's alone belongs to peers-names.
    is_open = program is NAMES and options.pattern == "."
    rows = run_program(program, options.build, options.runs, options.threads,
                       "-rapidfuzz" if is_open else options.pattern)
    return [replace(row, against=_AGAINST.get(row.name, "")) for row in rows]
