-- The nine totals of every person, as whole numbers (counts and seconds).
--
-- in:  investigation_roles, custody, logs, log_seconds, links(incident_id, role, person_id),
--      raw_exclusions, settings
-- out: totals(basis, total, person_id, value): rows with value zero stand for a zero total or none

CREATE TABLE role_totals AS
SELECT role || '_count' AS total, person_id, count(DISTINCT investigation_id) AS value
FROM investigation_roles
WHERE in_window AND role IN ('suspect', 'offender', 'victim')
  AND (is_crime = '1' OR (SELECT count_non_crimes FROM settings))
GROUP BY role, person_id;

-- Not yet released: in custody until the window's end. Each record between 0 and 200 hours.
CREATE TABLE custody_seconds AS
SELECT person_id, custody_id,
       least(greatest(coalesce(released_at, (SELECT window_end FROM settings)) - arrived_at, 0),
             200 * 3600) AS seconds
FROM custody WHERE in_window;

CREATE TABLE custody_totals AS
SELECT 'custody_count' AS total, person_id, count(*) AS value
FROM custody_seconds GROUP BY person_id
UNION ALL
SELECT 'custody_hours', person_id, sum(seconds) FROM custody_seconds GROUP BY person_id;

CREATE TABLE call_totals AS
SELECT role || '_calls' AS total, person_id, count(*) AS value
FROM links JOIN logs USING (incident_id) GROUP BY role, person_id;

CREATE TABLE resource_totals AS
SELECT basis, role || '_resource_hours' AS total, person_id, sum(seconds) AS value
FROM links JOIN logs USING (incident_id) JOIN log_seconds USING (incident_id)
GROUP BY basis, role, person_id;

CREATE TABLE totals AS
WITH bases(basis) AS (VALUES ('union'), ('capped'), ('rows')), all_totals AS (
    SELECT basis, t.* FROM bases, role_totals t
    UNION ALL SELECT basis, t.* FROM bases, custody_totals t
    UNION ALL SELECT basis, t.* FROM bases, call_totals t
    UNION ALL SELECT basis, total, person_id, value FROM resource_totals)
SELECT basis, total, person_id, CAST(value AS HUGEINT) AS value FROM all_totals
WHERE person_id NOT IN (SELECT person_id FROM raw_exclusions);
