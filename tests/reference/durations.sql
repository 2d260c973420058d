-- Resource seconds of every log in scope.
--
-- in:  logs, resources
-- out: resource_durations, one row per log (the table of the contract);
--      log_seconds(incident_id, basis, seconds), basis union, capped (24 h per resource) or rows
--
-- A row lasts from the earliest of assigned, deployed and arrived to its release; it counts where
-- both are known and in order. Rows of one resource on one log are united first: sorted by start,
-- a row begins a new island where it starts after every earlier end.

CREATE TABLE resource_rows AS
SELECT incident_id, resource_id, assigned, arrived,
       least(assigned, deployed, arrived) AS started, released,
       (started IS NOT NULL AND released IS NOT NULL AND released >= started) AS counts
FROM resources JOIN logs USING (incident_id);

CREATE TABLE counted_rows AS
SELECT *, max(released) OVER (PARTITION BY incident_id, resource_id ORDER BY started, released
                              ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS earlier_end
FROM resource_rows WHERE counts;

-- Each row adds what reaches beyond the greatest earlier end: that sums to the union.
CREATE TABLE resource_unions AS
SELECT incident_id, resource_id,
       sum(greatest(released - greatest(started, coalesce(earlier_end, started)), 0)) AS seconds,
       sum(released - started) AS row_seconds,
       count(*) FILTER (WHERE started < earlier_end) AS overlapping
FROM counted_rows GROUP BY incident_id, resource_id;

CREATE TABLE resource_durations AS
WITH rows_of AS (
    SELECT incident_id, count(DISTINCT resource_id) AS resources,
           max(CASE WHEN arrived IS NOT NULL THEN 1 ELSE 0 END) AS attended,
           min(assigned) FILTER (WHERE counts) AS first_assigned_at,
           max(released) FILTER (WHERE counts) AS last_released_at,
           count(*) FILTER (WHERE started IS NULL) AS missing_start,
           count(*) FILTER (WHERE released IS NULL) AS missing_end,
           count(*) FILTER (WHERE released < started) AS negative
    FROM resource_rows GROUP BY incident_id
), unions_of AS (
    SELECT incident_id, sum(seconds) AS resource_seconds, sum(row_seconds) AS row_seconds,
           sum(overlapping) AS overlapping
    FROM resource_unions GROUP BY incident_id
)
SELECT incident_id, coalesce(resources, 0) AS resources, coalesce(attended, 0) AS attended,
       CAST(coalesce(resource_seconds, 0) AS BIGINT) AS resource_seconds,
       CAST(coalesce(row_seconds, 0) AS BIGINT) AS row_seconds,
       first_assigned_at, last_released_at,
       coalesce(missing_start, 0) AS missing_start, coalesce(missing_end, 0) AS missing_end,
       coalesce(negative, 0) AS negative, CAST(coalesce(overlapping, 0) AS BIGINT) AS overlapping
FROM logs LEFT JOIN rows_of USING (incident_id) LEFT JOIN unions_of USING (incident_id)
ORDER BY incident_id;

CREATE TABLE log_seconds AS
SELECT incident_id, 'union' AS basis, resource_seconds AS seconds FROM resource_durations
UNION ALL
SELECT incident_id, 'rows', row_seconds FROM resource_durations
UNION ALL
SELECT incident_id, 'capped', CAST(sum(least(seconds, 24 * 3600)) AS BIGINT)
FROM resource_unions GROUP BY incident_id;
