"""Identities for the peers: the four fields in one plain form, each distinct one once.

Kept simple on purpose, as a careful user of another tool would write it in an hour: upper case,
accents and punctuation gone, titles and call handlers' words out, the first forename, placeholder
dates of birth blank, PNC IDs written year/serial/letter in full. A missing value is None.
"""

from __future__ import annotations

import re
import unicodedata

import jellyfish
import pandas as pd

from force_data import FIELDS

_TITLES = {"MR", "MRS", "MISS", "MS", "MX", "DR", "PROF", "REV", "SIR", "LADY"}
_NO_NAMES = {"UNKNOWN", "UNK", "NK", "NA", "NONE", "NOT", "KNOWN", "ENTERED", "GIVEN", "STATED",
             "PROVIDED", "REFUSED", "ANON", "ANONYMOUS", "WITHHELD", "CALLER", "MALE", "FEMALE"}
_PLACEHOLDER_DATES = {"1900-01-01", "1970-01-01"}
_LETTERS_WITHOUT_PARTS = str.maketrans({"Ł": "L", "Ø": "O", "Đ": "D", "Æ": "AE", "ß": "SS"})
_PNC = re.compile(r"(\d{4}|\d{2})/?(\d{1,7})([A-Z])")


def normalise(records: pd.DataFrame) -> pd.DataFrame:
    """The four fields in their plain form; other columns stay as they are."""
    plain = records.copy()
    for field, rule in {"forename": first_forename, "surname": plain_name, "dob": plain_date,
                        "pnc_id": plain_pnc}.items():
        values = {value: rule(value) for value in records[field].unique()}
        plain[field] = [values[value] for value in records[field]]
    return plain


def distinct_identities(mentions: pd.DataFrame) -> tuple[pd.DataFrame, pd.Series]:
    """Distinct identities that hold anything, and the number of each mention's (-1: none)."""
    known = mentions[list(FIELDS)].notna().any(axis=1)
    keys = mentions.loc[known, list(FIELDS)].fillna("")
    numbers = keys.groupby(list(FIELDS), sort=True).ngroup()
    identities = mentions.loc[known, list(FIELDS)].assign(identity=numbers)
    identities = identities.drop_duplicates("identity").sort_values("identity", ignore_index=True)
    return identities, numbers.reindex(mentions.index, fill_value=-1)


def distinct_versions(versions: pd.DataFrame) -> pd.DataFrame:
    """Distinct (person, identity) of the index."""
    known = versions[versions[list(FIELDS)].notna().any(axis=1)]
    return known.drop_duplicates(["person_id", *FIELDS]).reset_index(drop=True)


def with_metaphones(records: pd.DataFrame) -> pd.DataFrame:
    """Adds forename_sound and surname_sound."""
    for field in ("forename", "surname"):
        sounds = {v: jellyfish.metaphone(v) or None for v in records[field].dropna().unique()}
        records[f"{field}_sound"] = [sounds.get(value) for value in records[field]]
    return records


def plain_name(text: str) -> str | None:
    """Upper-case letters in words, without what is no name."""
    text = unicodedata.normalize("NFKD", text.upper().translate(_LETTERS_WITHOUT_PARTS))
    text = re.sub("['\N{RIGHT SINGLE QUOTATION MARK}]", "", re.sub(r"N/A\b", " ", text))
    text = "".join(letter for letter in text if not unicodedata.combining(letter))
    words = [w for w in re.sub(r"[^A-Z]", " ", text).split() if w not in _TITLES | _NO_NAMES]
    return " ".join(words) or None


def first_forename(text: str) -> str | None:
    name = plain_name(text)
    return name.split()[0] if name else None


def plain_date(text: str) -> str | None:
    """YYYY-MM-DD; a placeholder or anything else is missing."""
    if match := re.fullmatch(r"(\d{2})/(\d{2})/(\d{4})", text):
        text = "-".join(match.group(3, 2, 1))
    is_date = re.fullmatch(r"\d{4}-\d{2}-\d{2}", text) and text not in _PLACEHOLDER_DATES
    return text if is_date else None


def plain_pnc(text: str) -> str | None:
    """YYYY/NNNNNNNL from any of the forms in use; the check letter is not checked."""
    text = text.upper().replace(" ", "")
    # Without a slash the year's length is open: with fewer than eleven digits it has two.
    if match := re.fullmatch(r"(19\d{2}|20\d{2})/?(\d{7})([A-Z])", text) or _PNC.fullmatch(text):
        year, serial, letter = match.groups()
        if "/" not in text and len(text) < 12:
            year, serial = text[:2], text[2:-1]
        if len(year) == 2:
            year = ("19" if int(year) >= 30 else "20") + year
        return f"{year}/{int(serial):07}{letter}"
    return None
