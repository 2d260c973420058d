-- Scores, ranks and selection of every individual under each reading of the method.
--
-- in:  totals, scaled, settings(scaling, top)
-- out: scores(reading, metric, person_id, score_units, uncapped_units, rank, position, selected)
--
-- Everyone with any total above zero is an individual. Scores are compared as whole numbers of
-- 1e-12, halves to even; equal in score and uncapped score means equal in rank; person_id only
-- orders the display.

CREATE TABLE individuals AS
SELECT DISTINCT person_id FROM totals WHERE basis = 'union' AND value > 0;

CREATE TABLE metric_totals AS
SELECT metric, unnest(parts) AS total FROM (VALUES
    ('investigation_and_custody',
     ['suspect_count', 'offender_count', 'victim_count', 'custody_count', 'custody_hours']),
    ('originator', ['originator_calls', 'originator_resource_hours']),
    ('subject', ['subject_calls', 'subject_resource_hours'])) AS metrics(metric, parts)
UNION ALL
SELECT DISTINCT 'overall', total FROM scaled;

CREATE TABLE readings AS
SELECT * FROM (VALUES
    ('cap', 'union', 'cap'), ('max', 'union', 'max'), ('mean', 'union', 'mean'),
    ('resource_cap', 'capped', (SELECT scaling FROM settings)),
    ('resource_sum', 'rows', (SELECT scaling FROM settings))) AS r(reading, basis, scaling);

CREATE MACRO half_even(units) AS
    units // 1000000000000
    + CASE WHEN units % 1000000000000 > 500000000000 THEN 1
           WHEN units % 1000000000000 = 500000000000 THEN (units // 1000000000000) % 2
           ELSE 0 END;

CREATE TABLE score_units AS
WITH metrics AS (
    SELECT unnest(['investigation_and_custody', 'originator', 'subject', 'overall']) AS metric
), sums AS (
    SELECT r.reading, m.metric, s.person_id, CAST(sum(s.mean_units) AS HUGEINT) AS uncapped_units,
           CAST(sum(CASE r.scaling WHEN 'cap' THEN s.cap_units WHEN 'max' THEN s.max_units
                                   ELSE s.mean_units END) AS HUGEINT) AS score_units
    FROM readings r JOIN scaled s USING (basis) JOIN metric_totals m USING (total)
    GROUP BY ALL
)
SELECT r.reading, m.metric, i.person_id,
       coalesce(score_units, CAST(0 AS HUGEINT)) AS score_units,
       coalesce(uncapped_units, CAST(0 AS HUGEINT)) AS uncapped_units
FROM readings r CROSS JOIN metrics m CROSS JOIN individuals i
LEFT JOIN sums USING (reading, metric, person_id);

CREATE TABLE scores AS
SELECT *,
       rank() OVER by_score AS rank,
       row_number() OVER (PARTITION BY reading, metric
                          ORDER BY half_even(score_units) DESC, half_even(uncapped_units) DESC,
                                   person_id) AS position,
       position <= (SELECT top FROM settings) AND half_even(score_units) > 0 AS selected
FROM score_units
WINDOW by_score AS (PARTITION BY reading, metric
                    ORDER BY half_even(score_units) DESC, half_even(uncapped_units) DESC);
