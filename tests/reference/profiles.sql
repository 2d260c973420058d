-- What is told about a person beside scores: names, harm, missing reports, home areas.
--
-- in:  raw_persons, instants, investigations, investigation_roles, raw_harm_scores,
--      missing_reports, report_links(report_id, person_id)
-- out: latest_versions, harm, missing_counts, homes(person_id, place, lpa, votes)

-- Blank recorded_at first, ties to the bytewise greatest names and date of birth.
CREATE TABLE latest_versions AS
SELECT person_id, coalesce(forenames, '') AS forenames, coalesce(surname, '') AS surname,
       coalesce(date_of_birth, '') AS date_of_birth
FROM raw_persons p LEFT JOIN instants r ON r.text = p.recorded_at
QUALIFY row_number() OVER (
    PARTITION BY person_id
    ORDER BY r.first_utc DESC NULLS LAST, coalesce(forenames, '') DESC, coalesce(surname, '') DESC,
             coalesce(date_of_birth, '') DESC) = 1;

-- Harm in whole hundredths of a day, once per investigation; NULL where the code has no score.
CREATE TABLE scored_roles AS
SELECT DISTINCT r.person_id, i.investigation_id,
       CASE WHEN r.role = 'victim' THEN 'received' ELSE 'caused' END AS side,
       CAST(round(CAST(h.harm_days AS DECIMAL(18, 4)) * 100) AS BIGINT) AS hundredths
FROM investigation_roles r JOIN investigations i USING (investigation_id)
LEFT JOIN raw_harm_scores h USING (offence_code)
WHERE i.in_window AND r.role IN ('suspect', 'offender', 'victim');

CREATE TABLE harm AS
SELECT person_id,
       coalesce(sum(hundredths) FILTER (WHERE side = 'caused'), 0) / 100 AS harm_caused,
       coalesce(sum(hundredths) FILTER (WHERE side = 'received'), 0) / 100 AS harm_received,
       count(DISTINCT investigation_id) FILTER (WHERE hundredths IS NULL) AS unscored_investigations
FROM scored_roles GROUP BY person_id;

CREATE TABLE missing_counts AS
SELECT coalesce(m.person_id, l.person_id) AS person_id, count(*) AS missing_reports
FROM missing_reports m LEFT JOIN report_links l USING (report_id)
WHERE in_window AND coalesce(m.person_id, l.person_id) IS NOT NULL
GROUP BY ALL;

-- One vote per investigation and address; an address with an id is never one without.
CREATE TABLE home_votes AS
SELECT person_id,
       CASE WHEN home_address_id IS NOT NULL THEN 'id:' || home_address_id
            WHEN home_address IS NOT NULL THEN 'text:' || upper(home_address)
            ELSE 'lpa:' || home_lpa END AS address,
       max(home_lpa) AS lpa, count(DISTINCT investigation_id) AS votes, max(created_at) AS last_seen
FROM investigation_roles
WHERE in_window AND coalesce(home_address_id, home_address, home_lpa) IS NOT NULL
GROUP BY ALL;

CREATE TABLE homes AS
WITH places AS (
    SELECT *, row_number() OVER (PARTITION BY person_id
                                 ORDER BY votes DESC, last_seen DESC, address) AS place,
           row_number() OVER (PARTITION BY person_id
                              ORDER BY last_seen DESC, votes DESC, address) AS recency
    FROM home_votes)
SELECT person_id,
       coalesce(max(lpa) FILTER (WHERE place = 1), '') AS home_lpa,
       max(votes) FILTER (WHERE place = 1) AS home_lpa_investigations,
       coalesce(max(lpa) FILTER (WHERE place = 2), '') AS home_lpa_runner_up,
       coalesce(max(lpa) FILTER (WHERE recency = 1), '') AS home_lpa_latest
FROM places GROUP BY person_id;
