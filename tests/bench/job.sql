-- job.sql - the bench's job as one DuckDB script: from clean UTF-8 rows of
-- graduates and spells to the observations of graduate_employment.
-- duckdb.mjs puts folders in the place of ${plain}, ${tree} and ${out}.
-- What the chain does and this does not: tell lines of tables from titles and
-- totals, detect encodings, report findings with their places.
SET threads = 2;
SET preserve_insertion_order = false;

CREATE MACRO names(file) AS TABLE
    SELECT DISTINCT lower(unnest([e.id, e.title.ru, e.title.en] || coalesce(e.aliases, []))) AS name, e.id AS id
    FROM (SELECT unnest(entries) AS e
          FROM read_json(file, columns = {entries: 'STRUCT(id VARCHAR, parent VARCHAR, title STRUCT(ru VARCHAR, en VARCHAR), aliases VARCHAR[])[]'}));
CREATE MACRO parents(file) AS TABLE
    SELECT e.id AS id, e.parent AS parent
    FROM (SELECT unnest(entries) AS e
          FROM read_json(file, columns = {entries: 'STRUCT(id VARCHAR, parent VARCHAR)[]'}));
-- Sum of digit i times 10 - i over nine digits, modulo 101, 100 as 0; numbers
-- up to 001-001-998 are not checked.
CREATE MACRO snils_sum(n) AS
    n // 10000000000 % 10 * 9 + n // 1000000000 % 10 * 8 + n // 100000000 % 10 * 7
    + n // 10000000 % 10 * 6 + n // 1000000 % 10 * 5 + n // 100000 % 10 * 4
    + n // 10000 % 10 * 3 + n // 1000 % 10 * 2 + n // 100 % 10;
CREATE MACRO snils_valid(n) AS
    n // 100 <= 1001998 OR n % 100 = snils_sum(n) % 101 % 100;
CREATE MACRO pseudonym(text) AS md5_number('${key}' || text);

CREATE TABLE colleges AS FROM names('${tree}/datasets/reference/colleges.json');
CREATE TABLE programmes AS FROM names('${tree}/datasets/reference/programmes.json');
CREATE TABLE programme_parents AS FROM parents('${tree}/datasets/reference/programmes.json');
CREATE TABLE subjects AS FROM names('${tree}/datasets/reference/subjects.json');
CREATE TABLE subject_parents AS FROM parents('${tree}/datasets/reference/subjects.json');
CREATE TABLE sexes AS FROM names('${tree}/datasets/reference/sex.json');
CREATE TABLE disabilities AS FROM names('${tree}/datasets/reference/disability.json');
CREATE TABLE clusters AS FROM names('${tree}/datasets/reference/clusters.json');
CREATE TABLE industries AS FROM names('${tree}/datasets/reference/industries.json');
CREATE TABLE statuses AS FROM names('${tree}/datasets/reference/outcome_statuses.json');

CREATE TABLE cluster_industry AS
    SELECT c.id AS cluster, i.id AS industry
    FROM read_csv('${plain}/clusters.csv', all_varchar = true) AS t
    JOIN clusters AS c ON c.name = lower(t.cluster)
    JOIN industries AS i ON i.name = lower(t.industry);
CREATE TABLE members AS
    SELECT k.id AS college, c.id AS cluster,
        strptime(t.joined, '%d.%m.%Y')::DATE AS joined,
        coalesce(strptime(t.left, '%d.%m.%Y')::DATE, DATE '9999-12-31') AS ended
    FROM read_csv('${plain}/cluster_colleges.csv', all_varchar = true) AS t
    JOIN colleges AS k ON k.name = lower(t.college)
    JOIN clusters AS c ON c.name = lower(t.cluster);

CREATE TABLE graduates AS
    SELECT DISTINCT pseudonym(digits) AS person, birth, sexes.id AS sex, disabilities.id AS disability,
        colleges.id AS college, programmes.id AS programme, subjects.id AS region, graduated, cohort
    FROM (SELECT *, replace(replace(person, '-', ''), ' ', '') AS digits
          FROM read_csv('${plain}/graduates.csv', header = true, columns = {
              person_name: 'VARCHAR', person: 'VARCHAR', birth: 'DATE', sex: 'VARCHAR', disability: 'VARCHAR', college: 'VARCHAR',
              programme: 'VARCHAR', region: 'VARCHAR', graduated: 'DATE', cohort: 'VARCHAR'}, dateformat = '%d.%m.%Y')) AS g
    JOIN sexes ON sexes.name = lower(g.sex)
    JOIN disabilities ON disabilities.name = lower(g.disability)
    JOIN colleges ON colleges.name = lower(g.college)
    JOIN programmes ON programmes.name = lower(g.programme)
    JOIN subjects ON subjects.name = lower(g.region)
    WHERE snils_valid(digits::BIGINT) AND graduated > birth;

CREATE TABLE spells AS
    SELECT DISTINCT pseudonym(digits) AS person, statuses.id AS status, started, ended, employer, subjects.id AS region
    FROM (SELECT *, replace(replace(person, '-', ''), ' ', '') AS digits
          FROM read_csv('${plain}/spells.csv', header = true, columns = {
              person: 'VARCHAR', status: 'VARCHAR', started: 'DATE', ended: 'DATE', employer: 'VARCHAR', region: 'VARCHAR'},
              dateformat = '%d.%m.%Y')) AS s
    JOIN statuses ON statuses.name = lower(s.status)
    LEFT JOIN subjects ON subjects.name = lower(s.region)
    WHERE snils_valid(digits::BIGINT) AND (ended IS NULL OR ended >= started);

CREATE TABLE priorities AS
    SELECT unnest(['X', 'M', 'J', 'A', 'C', 'W', 'I', 'S', 'L', 'P', 'D', 'B', 'U', 'F']) AS status,
        unnest(range(14)) AS priority;

-- A key that two rows hold with other values counts for neither.
CREATE TABLE cohort AS
    SELECT g.*, m.industry
    FROM (SELECT * FROM graduates QUALIFY count(*) OVER (PARTITION BY person, cohort) = 1) AS g
    LEFT JOIN (
        SELECT d.college, d.graduated, arg_min(i.industry, (m.joined, m.cluster)) AS industry
        FROM (SELECT DISTINCT college, graduated FROM graduates) AS d
        JOIN members AS m ON m.college = d.college AND d.graduated BETWEEN m.joined AND m.ended
        JOIN cluster_industry AS i ON i.cluster = m.cluster
        GROUP BY ALL) AS m ON m.college = g.college AND m.graduated = g.graduated;

-- The first spell by priority, latest start, employer, region at each point.
CREATE TABLE picked AS
    SELECT c.person, c.cohort,
        count(s.person) AS spells,
        min({p: p.priority, d: -epoch(s.started), e: coalesce(s.employer, ''), r: coalesce(s.region, '')})
            FILTER (s.started <= c.graduated + INTERVAL 6 MONTH AND (s.ended IS NULL OR s.ended >= c.graduated + INTERVAL 6 MONTH)) AS at6,
        min({p: p.priority, d: -epoch(s.started), e: coalesce(s.employer, ''), r: coalesce(s.region, '')})
            FILTER (s.started <= c.graduated + INTERVAL 12 MONTH AND (s.ended IS NULL OR s.ended >= c.graduated + INTERVAL 12 MONTH)) AS at12,
        min({p: p.priority, d: -epoch(s.started), e: coalesce(s.employer, ''), r: coalesce(s.region, '')})
            FILTER (s.started <= c.graduated + INTERVAL 24 MONTH AND (s.ended IS NULL OR s.ended >= c.graduated + INTERVAL 24 MONTH)) AS at24,
        min(greatest(s.started, c.graduated)) FILTER (s.status IN ('W', 'I', 'S') AND (s.ended IS NULL OR s.ended >= c.graduated)) AS employed_from
    FROM cohort AS c
    LEFT JOIN spells AS s ON s.person = c.person AND s.started <= DATE '${until}'
        AND s.started >= c.birth
    LEFT JOIN priorities AS p ON p.status = s.status
    GROUP BY ALL;

CREATE TABLE outcomes AS
    WITH points AS (
        SELECT person, cohort, spells, employed_from, unnest([6, 12, 24]) AS point, unnest([at6, at12, at24]) AS at
        FROM picked),
    placed AS (
        SELECT c.* EXCLUDE (person, birth), p.point, p.at, p.spells,
            coalesce(s.status, CASE WHEN p.spells > 0 THEN 'NR' ELSE 'NL' END) AS status,
            p.employed_from <= c.graduated + to_months(p.point) AS employed
        FROM points AS p
        JOIN cohort AS c ON c.person = p.person AND c.cohort = p.cohort
        LEFT JOIN priorities AS s ON s.priority = p.at.p
        WHERE c.graduated + to_months(p.point) <= DATE '${until}')
    SELECT cohort, point, college, programme, region, industry, sex, disability, status,
        CASE WHEN employed THEN 'yes' WHEN status IN ('NR', 'NL') THEN 'unknown' ELSE 'no' END AS within,
        CASE WHEN status NOT IN ('W', 'I', 'S') THEN 'none' WHEN at.r = '' THEN 'unknown'
            WHEN at.r = region THEN 'same' ELSE 'elsewhere' END AS place,
        count(*) AS n
    FROM placed GROUP BY ALL;

CREATE TABLE cells AS
    WITH leaves AS (
        SELECT o.*, pp.parent AS programme_group, sp.parent AS district
        FROM outcomes AS o
        JOIN programme_parents AS pp ON pp.id = o.programme
        JOIN subject_parents AS sp ON sp.id = o.region)
    SELECT cohort, point, status, within, place,
        coalesce(college, '_T') AS college, coalesce(programme, programme_group, '_T') AS programme,
        coalesce(industry, '_T') AS industry, coalesce(region, district, 'RU') AS region,
        coalesce(sex, '_T') AS sex, coalesce(disability, '_T') AS disability, sum(n)::BIGINT AS n
    FROM leaves
    GROUP BY cohort, point, status, within, place, GROUPING SETS (
        (), (college), (programme), (programme_group), (industry), (region), (district), (sex), (disability),
        (region, sex), (district, sex), (region, disability), (district, disability))
    HAVING NOT (grouping(industry) = 0 AND industry IS NULL);

CREATE TABLE rates AS
    WITH parts AS (
        SELECT cohort, point, college, programme, industry, region, sex, disability,
            sum(n) AS v,
            sum(n) FILTER (status <> 'X') AS counted,
            sum(n) FILTER (status NOT IN ('X', 'A', 'B', 'L', 'P')) AS net,
            sum(n) FILTER (status IN ('W', 'I', 'S')) AS employed,
            sum(n) FILTER (status IN ('NR', 'NL')) AS unknown,
            sum(n) FILTER (within = 'yes' AND status <> 'X') AS within_yes,
            sum(n) FILTER (within = 'unknown' AND status <> 'X') AS within_unknown,
            sum(n) FILTER (place = 'elsewhere') AS elsewhere,
            sum(n) FILTER (place IN ('same', 'elsewhere')) AS known
        FROM cells GROUP BY ALL)
    SELECT unnest(['employment_within', 'employment_within_highest', 'employment_gross', 'employment_gross_highest',
            'employment_net', 'employment_net_highest', 'employment_outflow']) AS indicator,
        cohort, point, college, programme, industry, region, sex, disability,
        unnest([coalesce(within_yes, 0), coalesce(within_yes, 0) + coalesce(within_unknown, 0), coalesce(employed, 0),
            coalesce(employed, 0) + coalesce(unknown, 0), coalesce(employed, 0), coalesce(employed, 0) + coalesce(unknown, 0),
            coalesce(elsewhere, 0)]) AS numerator,
        unnest([counted, counted, counted, counted, net, net, known]) AS denominator
    FROM parts;

COPY (
    SELECT *, 100.0 * numerator / denominator AS value,
        100 * (2 * numerator + z * z - z * sqrt(z * z + 4 * numerator * (1 - numerator / denominator))) / (2 * (denominator + z * z)) AS lower,
        100 * (2 * numerator + z * z + z * sqrt(z * z + 4 * numerator * (1 - numerator / denominator))) / (2 * (denominator + z * z)) AS upper
    FROM (SELECT *, 1.959963984540054 AS z FROM rates WHERE denominator > 0)
    ORDER BY ALL
) TO '${out}' (HEADER, DELIMITER ',');
