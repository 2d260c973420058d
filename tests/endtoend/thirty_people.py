"""A force of thirty people that is small enough to work out by hand; window: the year 2025, London.

Each record is there for one rule. test_thirty_people.py has the numbers.
"""

from __future__ import annotations

from force import Force

#: (person_id, forename, surname, date of birth, PNC ID); P22 and P23 differ in the PNC ID alone.
PEOPLE = [
    ("P01", "ADELAIDE", "ARKWRIGHT", "1950-01-11", ""),
    ("P02", "BERTRAM", "BLENKINSOP", "1951-02-12", ""),
    ("P03", "CORDELIA", "CATTERMOLE", "1952-03-13", ""),
    ("P04", "DUNSTAN", "DALRYMPLE", "1953-04-14", ""),
    ("P05", "ERMINTRUDE", "ENTWISTLE", "1954-05-15", ""),
    ("P06", "FITZROY", "FAIRWEATHER", "1955-06-16", ""),
    ("P07", "GWENDOLYN", "GOLIGHTLY", "1956-07-17", ""),
    ("P08", "HORATIO", "HIGGINBOTTOM", "1957-08-18", ""),
    ("P09", "IGNATIA", "INGLETHORPE", "1958-09-19", ""),
    ("P10", "JOCASTA", "JELLICOE", "1959-10-20", ""),
    ("P11", "KENELM", "KETTLEWELL", "1960-11-21", ""),
    ("P12", "LEOPOLD", "LITTLECHILD", "1961-12-22", ""),
    ("P13", "MARIGOLD", "MUGGERIDGE", "1962-01-23", ""),
    ("P14", "NATHANIEL", "NETHERCOTT", "1963-02-24", ""),
    ("P15", "OCTAVIA", "OSBALDESTON", "1964-03-25", ""),
    ("P16", "PEREGRINE", "PENHALIGON", "1965-04-26", ""),
    ("P17", "QUINTINA", "QUARTERMAINE", "1966-05-27", ""),
    ("P18", "RUPERT", "ROTHERHAM", "1967-06-28", ""),
    ("P19", "SERAPHINA", "SIDEBOTTOM", "1968-07-29", ""),
    ("P20", "THADDEUS", "TREVELYAN", "1969-08-30", ""),
    ("P21", "URSULA", "UMFREVILLE", "1970-09-02", "1988/0000005U"),
    ("P22", "VALENTINE", "VAVASOUR", "1971-10-03", "1992/0012345T"),
    ("P23", "VALENTINE", "VAVASOUR", "1971-10-03", "1994/0054321Z"),
    ("P24", "WINIFRED", "WOLSTENHOLME", "1972-11-04", ""),
    ("P25", "XANTHE", "XAVIER", "1973-12-05", ""),
    ("P26", "YOLANDA", "YARBOROUGH", "1974-01-06", ""),
    ("P27", "ZACHARIAH", "ZOUCHE", "1975-02-07", ""),
    ("P28", "AUGUSTIN", "ASHBURNHAM", "1976-03-08", ""),
    ("P29", "BEATRIX", "BRAITHWAITE", "1977-04-09", ""),
    ("P30", "CUTHBERT", "CHOLMONDELEY", "1978-05-10", ""),
]

_BY_ID = {person[0]: person for person in PEOPLE}


def thirty_people() -> Force:
    """The whole force."""
    force = Force()
    for person_id, forename, surname, dob, pnc_id in PEOPLE:
        force.add("persons", person_id=person_id, forenames=forename, surname=surname,
                  date_of_birth=dob, pnc_id=pnc_id)
    force.add("exclusions", person_id="P25", reason="COURT ORDER")
    _add_investigations(force)
    _add_custody(force)
    _add_logs(force)
    return force


def _investigation(force: Force, name: str, created_at: str, is_crime: int,
                   **roles: str) -> None:
    """`roles` are like P01="suspect offender"."""
    force.add("investigations", investigation_id=name, created_at=created_at, is_crime=is_crime,
              offence_code="8N", main_group="VIOLENCE", outcome="")
    for person_id, words in roles.items():
        for role in words.split():
            force.add("investigation_roles", investigation_id=name, person_id=person_id, role=role)


def _add_investigations(force: Force) -> None:
    # One person in two roles of one investigation counts once in each; a witness counts nowhere.
    _investigation(force, "I01", "2025-03-01T10:00:00", 1, P01="suspect offender", P02="victim")
    _investigation(force, "I02", "2025-03-02T10:00:00", 1, P01="suspect", P03="victim",
                   P28="witness")
    # A non-crime enters no total.
    _investigation(force, "I03", "2025-03-03T10:00:00", 0, P04="suspect", P05="victim")
    # The last second before the window, its first, its last, and the first after it.
    _investigation(force, "I04", "2024-12-31T23:59:59", 1, P06="offender")
    _investigation(force, "I05", "2025-01-01T00:00:00", 1, P06="victim")
    _investigation(force, "I06", "2025-12-31T23:59:59", 1, P07="offender")
    _investigation(force, "I07", "2026-01-01T00:00:00", 1, P07="suspect")
    # GHOST has no record in persons, and is ranked all the same; P25 is excluded.
    _investigation(force, "I08", "2025-04-01T10:00:00", 1, P08="suspect", GHOST="offender",
                   P25="suspect")
    # P26 and P27 are equal in everything.
    _investigation(force, "I09", "2025-05-01T10:00:00", 1, P26="victim", P27="victim")
    _investigation(force, "I10", "2025-05-02T10:00:00", 1, P26="victim", P27="victim")


def _add_custody(force: Force) -> None:
    for name, person_id, arrived_at, released_at, created_at in [
        ("C01", "P09", "2025-02-01T10:00:00", "2025-02-01T22:00:00", ""),  # 12 h
        ("C02", "P09", "2025-02-10T00:00:00", "2025-02-20T00:00:00", ""),  # 240 h -> 200 h
        ("C03", "P10", "2025-03-05T12:00:00", "2025-03-05T11:00:00", ""),  # -1 h -> 0 h
        ("C04", "P11", "2025-12-31T00:00:00", "", ""),  # open: 24 h to the window's end
        ("C05", "P11", "2025-12-01T00:00:00", "", ""),  # open: 744 h -> 200 h
        ("C06", "P12", "2025-12-31T20:00:00", "2026-01-01T04:00:00", ""),  # ends after: 8 h
        # created_at decides the window, the hours count from arrival: 6 h.
        ("C07", "P12", "2024-12-31T23:00:00", "2025-01-01T05:00:00", "2025-01-01T01:00:00"),
        # Clocks go back at 02:00 on 26 October: 00:30 BST to 02:30 GMT is 3 h.
        ("C08", "P13", "2025-10-26T00:30:00", "2025-10-26T02:30:00", ""),
        # Clocks go forward at 01:00 on 30 March: 00:30 GMT to 02:30 BST is 1 h.
        ("C09", "P13", "2025-03-30T00:30:00", "2025-03-30T02:30:00", ""),
        # 01:50 is the first of two; 01:10 must then be the second: 20 minutes.
        ("C10", "P14", "2025-10-26T01:50:00", "2025-10-26T01:10:00", ""),
        # 01:30 was skipped and becomes 02:30 BST: 1 h.
        ("C11", "P14", "2025-03-30T01:30:00", "2025-03-30T03:30:00", ""),
        # Created before the window, though arrived in it: outside.
        ("C12", "P29", "2025-01-01T00:30:00", "2025-01-01T10:30:00", "2024-12-31T23:30:00"),
    ]:
        force.add("custody", custody_id=name, person_id=person_id, arrived_at=arrived_at,
                  released_at=released_at, created_at=created_at)


def _log(force: Force, name: str, created_at: str, originator: str = "", subject: str = "",
         **others: object) -> None:
    """A log whose mentions are the full identities of the persons named, without PNC ID."""
    values: dict[str, object] = {"record_type": "incident", "pre_planned": 0}
    for role, person_id in (("originator", originator), ("subject", subject)):
        if person_id:
            _, forename, surname, dob, _ = _BY_ID[person_id]
            values |= {f"{role}_forename": forename, f"{role}_surname": surname,
                       f"{role}_dob": dob}
    force.add("incidents", incident_id=name, created_at=created_at, **(values | others))


def _unit(force: Force, log: str, unit: str, assigned: str, deployed: str, arrived: str,
          released: str, day: str = "2025-04-01") -> None:
    """One resource row; times are hh:mm of the day, `+hh:mm` of 1 January 2026, or blank."""

    def instant(text: str) -> str:
        if text.startswith("+"):
            return f"2026-01-01T{text[1:]}:00"
        return f"{day}T{text}:00" if text else ""

    force.add("resources", incident_id=log, resource_id=unit, resource_group="RESPONSE",
              assigned_at=instant(assigned), deployed_at=instant(deployed),
              arrived_at=instant(arrived), released_at=instant(released))


def _add_logs(force: Force) -> None:
    # Originator and subject are one person: the log counts in both.
    _log(force, "L01", "2025-04-01T11:55:00", "P15", "P15")
    _unit(force, "L01", "U1", "12:00", "12:05", "12:10", "13:00")  # 3600 s
    _unit(force, "L01", "U2", "12:00", "", "", "12:30")  # never deployed: 1800 s
    _unit(force, "L01", "U3", "12:00", "12:01", "", "")  # never released: 0 s
    # U1's rows overlap: 12:00-14:00 is 7200 s, in rows 3600 + 5400. U2's rows touch: 3600 s.
    _log(force, "L02", "2025-04-01T11:55:00", "P16", "P17")
    _unit(force, "L02", "U1", "12:00", "", "12:20", "13:00")
    _unit(force, "L02", "U1", "12:30", "", "", "14:00")
    _unit(force, "L02", "U2", "12:00", "", "", "12:30")
    _unit(force, "L02", "U2", "12:30", "", "", "13:00")
    _log(force, "L03", "2025-04-02T12:00:00", "P16", record_type="roc")  # no resources
    # Pre-planned, and before the window: neither counts.
    _log(force, "L04", "2025-04-01T08:00:00", "P18", "P18", pre_planned=1)
    _unit(force, "L04", "U1", "12:00", "", "12:20", "23:00")
    _log(force, "L05", "2024-06-01T08:00:00", "P18")
    _unit(force, "L05", "U1", "12:00", "", "12:20", "23:00", day="2024-06-01")
    # Released after the window's end: 3 h all the same.
    _log(force, "L06", "2025-12-31T23:50:00", "P19")
    _unit(force, "L06", "U1", "23:50", "", "", "+02:50", day="2025-12-31")
    # Released before it was assigned, and released without any start: 0 s each.
    _log(force, "L07", "2025-04-01T11:55:00", "P19")
    _unit(force, "L07", "U1", "12:00", "", "", "11:00")
    _unit(force, "L07", "U2", "", "", "", "13:00")
    # Autumn: 01:50 and 01:55 are BST; 01:05 must be GMT, and so must 01:40: 50 minutes.
    _log(force, "L08", "2025-10-26T00:30:00", subject="P20")
    _unit(force, "L08", "U1", "01:50", "01:55", "01:05", "01:40", day="2025-10-26")
    # Spring: 00:50 GMT to 02:10 BST is 20 minutes.
    _log(force, "L09", "2025-03-30T00:45:00", subject="P20")
    _unit(force, "L09", "U1", "00:50", "", "", "02:10", day="2025-03-30")
    # Known by PNC ID alone.
    _log(force, "L10", "2025-04-03T12:00:00", subject_pnc_id="1988/0000005U")
    # P22 and P23 share name and date of birth: without a PNC ID it is nobody, with it it is P23.
    _log(force, "L11", "2025-04-04T12:00:00", subject="P22")
    _log(force, "L12", "2025-04-05T12:00:00", subject="P22", subject_pnc_id="1994/0054321Z")
    # Not assigned; arrived before it was deployed: counts from arrival, 30 minutes.
    _log(force, "L13", "2025-04-01T11:45:00", subject="P24")
    _unit(force, "L13", "U1", "", "12:00", "11:50", "12:20")


#: What exact linkage makes of the logs.
LINKS = [
    ("L01", "originator", "P15"), ("L01", "subject", "P15"), ("L02", "originator", "P16"),
    ("L02", "subject", "P17"), ("L03", "originator", "P16"), ("L04", "originator", "P18"),
    ("L04", "subject", "P18"), ("L05", "originator", "P18"), ("L06", "originator", "P19"),
    ("L07", "originator", "P19"), ("L08", "subject", "P20"), ("L09", "subject", "P20"),
    ("L10", "subject", "P21"), ("L12", "subject", "P23"), ("L13", "subject", "P24"),
]
