-- Where every row of the tables with a deciding instant went, if all their values can be read.
--
-- in:  rows_<table> (every row; `copy` counts equal rows from 1) and the records
-- out: fates(table_name, measure, rows)
--
-- A row is counted once, under the first that applies of rejected (one key, other content),
-- duplicate, orphan, excluded, outside the window; what is left was used. A record that could not
-- be used is absent from its table of records; a child follows its parent.

CREATE MACRO fate(is_usable, copy, has_parent, is_excluded, in_window) AS
    CASE WHEN NOT is_usable THEN 'rows_rejected'
         WHEN copy > 1 THEN 'rows_duplicate'
         WHEN NOT has_parent THEN 'rows_orphan'
         WHEN is_excluded THEN 'rows_excluded'
         WHEN NOT in_window THEN 'rows_outside_window'
         ELSE 'rows_used' END;

CREATE TABLE row_fates AS
SELECT 'incidents' AS table_name,
       fate(i.incident_id IS NOT NULL, r.copy, true, i.pre_planned, i.in_window) AS measure
FROM rows_incidents r LEFT JOIN incidents i USING (incident_id)
UNION ALL
SELECT 'resources', fate(true, r.copy, i.incident_id IS NOT NULL, i.pre_planned, i.in_window)
FROM rows_resources r LEFT JOIN incidents i USING (incident_id)
UNION ALL
SELECT 'investigations', fate(i.investigation_id IS NOT NULL, r.copy, true, false, i.in_window)
FROM rows_investigations r LEFT JOIN investigations i USING (investigation_id)
UNION ALL
SELECT 'investigation_roles',
       fate(keys.contents = 1, r.copy, i.investigation_id IS NOT NULL, false, i.in_window)
FROM rows_investigation_roles r
JOIN (SELECT investigation_id, person_id, role, count(*) AS contents
      FROM raw_investigation_roles GROUP BY ALL) keys USING (investigation_id, person_id, role)
LEFT JOIN investigations i USING (investigation_id)
UNION ALL
SELECT 'relationships', fate(true, r.copy, i.investigation_id IS NOT NULL, false, i.in_window)
FROM rows_relationships r LEFT JOIN investigations i USING (investigation_id)
UNION ALL
SELECT 'custody', fate(c.custody_id IS NOT NULL, r.copy, true, false, c.in_window)
FROM rows_custody r LEFT JOIN custody c USING (custody_id)
UNION ALL
SELECT 'missing_reports', fate(m.report_id IS NOT NULL, r.copy, true, false, m.in_window)
FROM rows_missing_reports r LEFT JOIN missing_reports m USING (report_id);

CREATE TABLE fates AS
SELECT table_name, measure, count(*) AS rows FROM row_fates GROUP BY ALL
UNION ALL
SELECT table_name, 'rows_read', count(*) FROM row_fates GROUP BY ALL;
