"""The input tables of the data contract: their columns, and which of them must be there.

A statement of its own, written from the contract, so that a slip in the program's registry shows.
"""

# Columns with a star are required; tables with a star must exist.
_CONTRACT = """
persons*: person_id* forenames* surname* date_of_birth* pnc_id* version recorded_at cro postcode
person_phones: person_id* phone*
investigations*: investigation_id* created_at* is_crime* offence_code* main_group* outcome* offence
    outcome_at flags keywords location_address_id location_address location_lpa
investigation_roles*: investigation_id* person_id* role* home_address_id home_address home_lpa
relationships: investigation_id* person_id* related_person_id* relationship*
custody*: custody_id* person_id* arrived_at* released_at* created_at file_type outcome
arrests: arrest_id* person_id* arrested_at* offence custody_id
incidents*: incident_id* record_type* created_at* pre_planned* originator_forename*
    originator_surname* originator_dob* originator_pnc_id* subject_forename* subject_surname*
    subject_dob* subject_pnc_id* originator_phone originator_postcode subject_postcode incident_type
    grade location_address_id location_address location_lpa closed_at channel team
    parent_incident_id
resources*: incident_id* resource_id* resource_group* assigned_at* deployed_at* arrived_at*
    released_at*
calls: call_id* started_at* duration_s* incident_id phone
missing_reports: report_id* reported_at* person_id forename surname date_of_birth pnc_id
harm_scores: offence_code* harm_days*
link_decisions: incident_id* role* person_id* decision*
exclusions: person_id* reason*
"""


def _parse(text: str) -> dict[str, list[str]]:
    tables: dict[str, list[str]] = {}
    for line in text.strip().splitlines():
        if not line.startswith(" "):
            name, _, line = line.partition(":")
            tables[name] = []
        tables[name] += line.split()
    return tables


_PARSED = _parse(_CONTRACT)

#: Every column of every input table, in the contract's order.
COLUMNS = {t.rstrip("*"): [c.rstrip("*") for c in columns] for t, columns in _PARSED.items()}

#: The columns that must be there, by table.
REQUIRED_COLUMNS = {
    t.rstrip("*"): [c.rstrip("*") for c in columns if c.endswith("*")]
    for t, columns in _PARSED.items()
}

#: The tables that must exist.
REQUIRED_TABLES = [t.rstrip("*") for t in _PARSED if t.endswith("*")]

#: The columns that hold instants, by table.
INSTANT_COLUMNS = {
    "persons": ["recorded_at"],
    "investigations": ["created_at", "outcome_at"],
    "custody": ["arrived_at", "released_at", "created_at"],
    "arrests": ["arrested_at"],
    "incidents": ["created_at", "closed_at"],
    "resources": ["assigned_at", "deployed_at", "arrived_at", "released_at"],
    "calls": ["started_at"],
    "missing_reports": ["reported_at"],
}
