"""Accuracy of links of mentions, against all mentions about a person of the index.

Links are a frame of incident_id, role, person_id and score; a linkage decides by leaving rows out.
A link is right when its person is the true one, under whichever of their ids. A mention about an
indexed person that has no link is missed, for whatever reason. Precision is over all links, also
those of mentions about nobody in the index.
"""

from __future__ import annotations

import pandas as pd

from force_data import MENTION, Force


def mentions_in_scope(force: Force, durations: pd.DataFrame) -> pd.DataFrame:
    """The truth's mentions in logs that count."""
    return force.truth[force.truth["incident_id"].isin(durations["incident_id"])]


def judge(links: pd.DataFrame, truth: pd.DataFrame, force: Force) -> pd.DataFrame:
    """The truth's mentions with their link: person_id_linked (missing: none), score, is_right."""
    joined = truth.merge(links, on=MENTION, how="left", suffixes=("", "_linked"), validate="1:1")
    true_of_link = joined["person_id_linked"].map(force.true_persons)
    joined["is_right"] = true_of_link.notna() & (true_of_link == joined["true_person_id"])
    return joined


def figures(judged: pd.DataFrame) -> dict[str, float]:
    """Precision, recall and F1 of all links."""
    return _figures(int(judged["is_right"].sum()), int(judged["person_id_linked"].notna().sum()),
                    int(judged["true_person_id"].notna().sum()))


def best_threshold(judged: pd.DataFrame) -> float:
    """The score at or above which links have the best F1: known in hindsight only."""
    linked = judged[judged["person_id_linked"].notna()]
    by_score = linked.groupby("score")["is_right"].agg(["sum", "size"]).sort_index(ascending=False)
    right, number = by_score["sum"].cumsum(), by_score["size"].cumsum()
    f1 = 2 * right / (number + judged["true_person_id"].notna().sum())
    return float(f1.idxmax())


def by_group(judged: pd.DataFrame) -> pd.DataFrame:
    """Recall by name group of the person and by kind of error in the mention (`none`: no error)."""
    about = judged[judged["true_person_id"].notna()]
    kinds = about.assign(group=about["error_kinds"].replace("", "none").str.split("|"))
    parts = []
    for grouping, frame in (("name_group", about.assign(group=about["name_group"])),
                            ("error_kind", kinds.explode("group")),
                            ("role", about.assign(group=about["role"]))):
        counts = frame.groupby("group")["is_right"].agg(["size", "mean"]).reset_index()
        counts.columns = ["group", "mentions", "recall"]
        counts.insert(0, "grouping", grouping)
        parts.append(counts)
    return pd.concat(parts, ignore_index=True)


def _figures(right: int, linked: int, about: int) -> dict[str, float]:
    precision = right / linked if linked else float("nan")
    recall = right / about if about else float("nan")
    return {"precision": precision, "recall": recall, "f1": 2 * right / (linked + about),
            "right": right, "linked": linked, "about": about}
