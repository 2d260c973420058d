-- How far each reading of the method moves the selection away from the run's own.
--
-- in:  scores, settings(scaling): the run's own reading is its scaling over unions of rows
-- out: sensitivity(reading, metric, overlap, entered, ties_at_cut)
--
-- ties_at_cut: where the last selected and the first left out share a rank, how many share it.

CREATE TABLE sensitivity AS
WITH own AS (
    SELECT metric, person_id FROM scores
    WHERE selected AND reading = (SELECT scaling FROM settings)
), cuts AS (
    SELECT reading, metric, max(rank) FILTER (WHERE selected) AS cut
    FROM scores GROUP BY reading, metric
), ties AS (
    SELECT reading, metric, count(*) AS sharing, count(*) FILTER (WHERE NOT selected) AS left_out
    FROM scores JOIN cuts USING (reading, metric) WHERE rank = cut GROUP BY reading, metric
)
SELECT s.reading, s.metric, count(own.person_id) AS overlap,
       count(*) - count(own.person_id) AS entered,
       any_value(CASE WHEN left_out > 0 THEN sharing ELSE 0 END) AS ties_at_cut
FROM scores s JOIN ties USING (reading, metric) LEFT JOIN own USING (metric, person_id)
WHERE s.selected GROUP BY s.reading, s.metric;
