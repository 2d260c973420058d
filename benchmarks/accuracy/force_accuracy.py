"""What is true of one force, and what any linkage of it is worth.

Figures: precision, recall and F1 of links (mention_accuracy), how many of the true top hundred of
each metric stay (top_lists), calibration (pair_accuracy), recall by group.
"""

from __future__ import annotations

import pandas as pd

import mention_accuracy
import top_lists
from force_data import Force
from pair_accuracy import calibration
from program_linkage import Linkage


class ForceTruth:
    """The truth of a force, for judging linkages of it."""

    def __init__(self, force: Force, durations: pd.DataFrame, individuals: pd.DataFrame) -> None:
        """`durations` and `individuals`: incidents/resource_durations and ranking/individuals."""
        self._force, self._durations, self._individuals = force, durations, individuals
        self.mentions = mention_accuracy.mentions_in_scope(force, durations)
        self._true_tops = self._tops(self.mentions[self.mentions["person_id"] != ""])

    def check_ranking(self, individuals: pd.DataFrame, decided: pd.DataFrame) -> None:
        """The lists made here from a run's links must be the run's own."""
        tops = self._tops(decided)
        for metric in top_lists.METRICS:
            by = [f"{metric}_score", f"{metric}_uncapped", "person_id"]
            ranked = individuals.sort_values(by, ascending=[False, False, True])
            if list(ranked["person_id"].head(top_lists.TOP)) != tops[metric]:
                raise AssertionError(f"the {metric} list is not the program's")

    def judge(self, links: pd.DataFrame) -> pd.DataFrame:
        return mention_accuracy.judge(links, self.mentions, self._force)

    def figures(self, links: pd.DataFrame) -> dict[str, float]:
        """Precision, recall, F1, counts, and kept_* of the top lists."""
        stay = top_lists.kept(self._true_tops, self._tops(links), self._force.true_persons)
        return {**mention_accuracy.figures(self.judge(links)),
                **{f"kept_{metric}": number for metric, number in stay.items()}}

    def recalls(self, links: pd.DataFrame) -> pd.DataFrame:
        return mention_accuracy.by_group(self.judge(links))

    def in_hindsight(self, linkage: Linkage) -> pd.DataFrame:
        """Its links at the threshold with the best F1, which nobody knows on real data."""
        threshold = mention_accuracy.best_threshold(self.judge(linkage.best))
        return linkage.best[linkage.best["score"] >= threshold]

    def calibration(self, linkage: Linkage) -> dict[str, float]:
        """Of the best person of each mention: ece, sum_probability, sum_off."""
        judged = self.judge(linkage.best)
        judged = judged[judged["person_id_linked"].notna()]
        return calibration(judged["score"], judged["is_right"])

    def _tops(self, links: pd.DataFrame) -> dict[str, list[str]]:
        return top_lists.top_of(top_lists.totals_of(links, self._durations, self._individuals,
                                                    self._force.excluded))
