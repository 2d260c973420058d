-- The records of each table with their instants settled.
--
-- in:  raw_<table> (the distinct rows: every column of the contract as trimmed text, blank = NULL),
--      instants, settings
-- out: investigations, investigation_roles, custody, incidents, logs, resources, missing_reports:
--      one row per record that can be used, with `in_window`
--
-- Rows of one key that differ are all rejected. No other fault is looked for: the reference is for
-- forces whose values can be read.

CREATE MACRO inside(instant) AS (
    instant >= (SELECT window_start FROM settings) AND instant < (SELECT window_end FROM settings));

CREATE TABLE investigations AS
SELECT s.* EXCLUDE (created_at), c.first_utc AS created_at, inside(c.first_utc) AS in_window
FROM raw_investigations s JOIN instants c ON c.text = s.created_at
QUALIFY count(*) OVER (PARTITION BY investigation_id) = 1;

CREATE TABLE investigation_roles AS
WITH keyed AS (
    SELECT * FROM raw_investigation_roles
    QUALIFY count(*) OVER (PARTITION BY investigation_id, person_id, role) = 1)
SELECT k.*, i.created_at, i.is_crime, i.in_window
FROM keyed k JOIN investigations i USING (investigation_id);

CREATE TABLE custody AS
WITH keyed AS (
    SELECT * FROM raw_custody QUALIFY count(*) OVER (PARTITION BY custody_id) = 1
), settled AS (
    SELECT k.* EXCLUDE (created_at, arrived_at, released_at),
           a.first_utc AS arrived_at, c.first_utc AS created_at,
           settle(r.first_utc, r.second_utc, a.first_utc) AS released_at
    FROM keyed k
    LEFT JOIN instants a ON a.text = k.arrived_at
    LEFT JOIN instants r ON r.text = k.released_at
    LEFT JOIN instants c ON c.text = k.created_at)
SELECT *, inside(coalesce(created_at, arrived_at)) AS in_window FROM settled;

CREATE TABLE incidents AS
SELECT s.* EXCLUDE (created_at, closed_at, pre_planned), c.first_utc AS created_at,
       coalesce(s.pre_planned, '0') = '1' AS pre_planned, inside(c.first_utc) AS in_window
FROM raw_incidents s JOIN instants c ON c.text = s.created_at
QUALIFY count(*) OVER (PARTITION BY incident_id) = 1;

-- The logs in scope: in the window and not pre-planned.
CREATE VIEW logs AS SELECT * FROM incidents WHERE in_window AND NOT pre_planned;

CREATE TABLE resources AS
WITH assigned AS (
    SELECT s.*, a.first_utc AS assigned
    FROM raw_resources s LEFT JOIN instants a ON a.text = s.assigned_at
), deployed AS (
    SELECT s.*, settle(d.first_utc, d.second_utc, assigned) AS deployed
    FROM assigned s LEFT JOIN instants d ON d.text = s.deployed_at
), arrived AS (
    SELECT s.*, settle(a.first_utc, a.second_utc, greatest(assigned, deployed)) AS arrived
    FROM deployed s LEFT JOIN instants a ON a.text = s.arrived_at
)
SELECT s.incident_id, s.resource_id, s.resource_group, assigned, deployed, arrived,
       settle(r.first_utc, r.second_utc, greatest(assigned, deployed, arrived)) AS released
FROM arrived s LEFT JOIN instants r ON r.text = s.released_at;

CREATE TABLE missing_reports AS
SELECT s.* EXCLUDE (reported_at), r.first_utc AS reported_at, inside(r.first_utc) AS in_window
FROM raw_missing_reports s JOIN instants r ON r.text = s.reported_at
QUALIFY count(*) OVER (PARTITION BY report_id) = 1;
