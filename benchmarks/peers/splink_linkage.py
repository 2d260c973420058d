"""Splink on a force: distinct identities of mentions against distinct versions of persons.

The settings are those whose speed was measured before: names with term frequencies, date of birth,
PNC ID; u from random pairs, m by expectation maximisation on three blocks; ten blocking rules.
`names` chooses the comparison of names: `separate` (one each) or `together` (one for the full
name).
"""

from __future__ import annotations

import duckdb
import pandas as pd
import splink.comparison_library as comparisons
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

from identities import with_metaphones

#: Pairs below this match weight are not kept: well below any threshold that turned out best.
LEAST_WEIGHT = -10.0
_RANDOM_PAIRS = 10_000_000
_SEED = 7
_MEMORY_LIMIT = "8GB"
#: Share of the true pairs that the two exact rules of the prior are taken to find.
_EXACT_RECALL = 0.5

_BLOCKING_RULES = [
    block_on("pnc_id"),
    block_on("dob"),
    block_on("forename", "surname"),
    "l.forename = r.surname AND l.surname = r.forename",
    block_on("forename_sound", "surname_sound"),
    block_on("surname", "substr(dob, 1, 4)"),
    block_on("forename", "substr(dob, 1, 7)"),
    block_on("surname", "substr(forename, 1, 2)"),
    block_on("surname_sound", "substr(dob, 6, 5)"),
    block_on("forename", "substr(dob, 6, 5)"),
]


def score_candidates(identities: pd.DataFrame, versions: pd.DataFrame, names: str,
                     threads: int = 2, max_training_pairs: float | None = None) -> pd.DataFrame:
    """identity, person_id, weight: each candidate once, by its best version.

    `max_training_pairs`: of each block of the expectation maximisation; all of them else.
    """
    connection = duckdb.connect()
    connection.execute(f"SET threads = {threads}; SET memory_limit = '{_MEMORY_LIMIT}'")
    linker = _make_linker(connection, identities, versions, names)
    _train(linker, max_training_pairs)
    pairs = linker.inference.predict(threshold_match_weight=LEAST_WEIGHT)
    # Splink puts the source whose name comes first on the left; the cast fails if it ever does not.
    return connection.execute(f"""
        SELECT CAST(split_part(unique_id_l, 'mention:', 2) AS BIGINT) AS identity,
               split_part(unique_id_r, ':', 2) AS person_id, max(match_weight) AS weight
        FROM {pairs.physical_name} GROUP BY ALL ORDER BY identity, weight DESC, person_id""").df()


def _make_linker(connection: duckdb.DuckDBPyConnection, identities: pd.DataFrame,
                 versions: pd.DataFrame, names: str) -> Linker:
    left = _records(identities, "mention:" + identities["identity"].astype(str))
    right = _records(versions, "person:" + versions["person_id"] + ":" + versions.index.astype(str))
    database = DuckDBAPI(connection)
    settings = SettingsCreator(
        link_type="link_only", comparisons=_comparisons(names),
        blocking_rules_to_generate_predictions=_BLOCKING_RULES, retain_matching_columns=False,
        em_convergence=0.0001, max_iterations=25)
    return Linker([database.register(left, dataset_display_name="mentions"),
                   database.register(right, dataset_display_name="persons")], settings)


def _records(records: pd.DataFrame, unique_ids: pd.Series) -> pd.DataFrame:
    plain = with_metaphones(records[["forename", "surname", "dob", "pnc_id"]].copy())
    plain["fullname"] = plain["forename"] + " " + plain["surname"]
    plain.insert(0, "unique_id", unique_ids)
    return plain


def _comparisons(names: str) -> list:
    rest = [comparisons.DateOfBirthComparison("dob", input_is_string=True),
            comparisons.ExactMatch("pnc_id")]
    if names == "together":
        return [comparisons.ForenameSurnameComparison(
            "forename", "surname", forename_surname_concat_col_name="fullname"), *rest]
    return [comparisons.NameComparison("forename").configure(term_frequency_adjustments=True),
            comparisons.NameComparison("surname").configure(term_frequency_adjustments=True), *rest]


def _train(linker: Linker, max_training_pairs: float | None) -> None:
    training = linker.training
    training.estimate_probability_two_random_records_match(
        [block_on("pnc_id"), block_on("forename", "surname", "dob")], recall=_EXACT_RECALL)
    training.estimate_u_using_random_sampling(max_pairs=_RANDOM_PAIRS, seed=_SEED)
    for block in (block_on("dob"), block_on("forename", "surname"), block_on("pnc_id")):
        training.estimate_parameters_using_expectation_maximisation(
            block, estimate_without_term_frequencies=True, max_pairs=max_training_pairs)
