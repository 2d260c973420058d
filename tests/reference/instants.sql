-- Every distinct text that stands for an instant, as seconds since 1970-01-01T00:00:00Z.
--
-- in:  instant_texts(text), zone_offsets(utc_start, utc_end, utc_offset) of the local time zone
-- out: instants(text, first_utc, second_utc); second_utc only where local time is ambiguous
--
-- A local time L stands for L - offset wherever that lies in the offset's own span: once as a rule,
-- twice in autumn, never in spring. A skipped time moves forward by the gap, which is to read it
-- with the offset that was in force before the gap.

CREATE TABLE parsed_texts AS
SELECT text,
       date_diff('second', TIMESTAMP '1970-01-01 00:00:00',
                 TRY_CAST(replace(substr(text, 1, 19), 'T', ' ') AS TIMESTAMP)) AS face,
       regexp_extract(substr(text, 20), '(Z|[+-]\d\d:\d\d)$', 1) AS zone
FROM instant_texts WHERE face IS NOT NULL;  -- what cannot be read is missing

CREATE TABLE instants AS
WITH fixed AS (
    SELECT text,
           face - CASE WHEN zone = 'Z' THEN 0
                       ELSE (CASE WHEN zone[1] = '-' THEN -1 ELSE 1 END)
                            * (CAST(substr(zone, 2, 2) AS BIGINT) * 3600
                               + CAST(substr(zone, 5, 2) AS BIGINT) * 60) END AS utc
    FROM parsed_texts WHERE zone <> ''
), local_readings AS (
    SELECT p.text, p.face - z.utc_offset AS utc
    FROM parsed_texts p
    JOIN zone_offsets z
      ON p.face - z.utc_offset >= z.utc_start AND p.face - z.utc_offset < z.utc_end
    WHERE p.zone = ''
), skipped AS (
    SELECT p.text, p.face - z.utc_offset AS utc
    FROM parsed_texts p
    ASOF JOIN zone_offsets z ON p.face - 86400 >= z.utc_start  -- the offset of the day before
    WHERE p.zone = '' AND p.text NOT IN (SELECT text FROM local_readings)
)
SELECT text, utc AS first_utc, CAST(NULL AS BIGINT) AS second_utc FROM fixed
UNION ALL
SELECT text, min(utc), CASE WHEN count(*) > 1 THEN max(utc) END FROM local_readings GROUP BY text
UNION ALL
SELECT text, utc, NULL FROM skipped;

-- The reading of an ambiguous instant: the first, but the second where only that is not before
-- what the record says happened earlier.
CREATE MACRO settle(first_utc, second_utc, earlier) AS
    CASE WHEN second_utc IS NOT NULL AND first_utc < earlier AND second_utc >= earlier
         THEN second_utc ELSE first_utc END;
