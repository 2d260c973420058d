-- Scaled totals as whole numbers of 1e-24, free of rounding that could matter.
--
-- in:  totals
-- out: scaled(basis, total, person_id, cap_units, max_units, mean_units)
--
-- m is the mean of the 1000 largest non-zero values: top_sum / top_count. So x / m is
-- x * top_count / top_sum, which whole numbers of 128 bits hold to the last place.

CREATE MACRO units(numerator, denominator) AS
    (numerator * CAST(1000000000000000000000000 AS HUGEINT)) // denominator;

CREATE TABLE largest AS
SELECT basis, total, value FROM totals WHERE value > 0
QUALIFY row_number() OVER (PARTITION BY basis, total ORDER BY value DESC) <= 1000;

CREATE TABLE scales AS
SELECT basis, total, CAST(sum(value) AS HUGEINT) AS top_sum, CAST(count(*) AS HUGEINT) AS top_count,
       max(value) AS largest
FROM largest GROUP BY basis, total;

CREATE TABLE scaled AS
SELECT basis, total, person_id,
       least(units(value * top_count, top_sum), units(CAST(1 AS HUGEINT), CAST(1 AS HUGEINT)))
           AS cap_units,
       units(value, largest) AS max_units,
       units(value * top_count, top_sum) AS mean_units
FROM totals JOIN scales USING (basis, total)
WHERE value > 0;
