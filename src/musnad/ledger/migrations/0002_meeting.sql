-- Statements keep their content words (resolution/propositions.py) instead of what these are known by, and meet by day.
ALTER TABLE statements DROP COLUMN keys;
ALTER TABLE statements ADD COLUMN wording TEXT NOT NULL DEFAULT '';
ALTER TABLE statements ADD COLUMN language TEXT NOT NULL DEFAULT 'ar';
DROP TABLE meets;
-- `day` is a day's number, 0 where there is none; `few` tells statements of which one shared pair is enough.
CREATE TABLE meets (
  meet INTEGER NOT NULL, day INTEGER NOT NULL, statement INTEGER NOT NULL, few INTEGER NOT NULL,
  PRIMARY KEY (meet, day, statement)
) WITHOUT ROWID;
CREATE INDEX meets_statement ON meets (statement);
-- Articles as they are compared; every run of words is kept, also those that are formulas.
CREATE TABLE sketches (article INTEGER PRIMARY KEY, data BLOB NOT NULL);
DELETE FROM prints;
DELETE FROM formulas;
DROP INDEX articles_engine;
-- What was added before is to be read again: musnad refresh.
UPDATE articles SET engine = '';
-- What lists are sorted by: `contested` the smaller side of a dispute, `spread` the reports of one origin beyond it.
ALTER TABLE claims ADD COLUMN contested INTEGER NOT NULL DEFAULT 0;
ALTER TABLE claims ADD COLUMN spread INTEGER;
UPDATE claims SET contested = CASE WHEN behind < against THEN behind ELSE against END,
  spread = CASE WHEN reports > 2 AND origins_least = 1 THEN reports - origins_most END;
DROP INDEX claims_disputed;
DROP INDEX claims_one_origin;
CREATE INDEX claims_disputed ON claims (contested DESC, reports DESC, id) WHERE contested > 0;
CREATE INDEX claims_one_origin ON claims (spread DESC, reports DESC, id) WHERE spread IS NOT NULL;
-- Where the words of a statement stand: [cue, source, contents], each with its offsets, the first two with their text.
ALTER TABLE statements ADD COLUMN spans TEXT NOT NULL DEFAULT '';
ALTER TABLE statements ADD COLUMN outlet TEXT;
UPDATE statements SET outlet = (SELECT a.outlet FROM articles a WHERE a.n = statements.article);
DROP INDEX statements_profile;
CREATE INDEX statements_profile ON statements (profile, day DESC, key);
CREATE INDEX statements_day ON statements (day DESC, key);
CREATE INDEX statements_stance ON statements (stance, day DESC, key);
CREATE INDEX statements_act ON statements (act, day DESC, key);
CREATE INDEX statements_outlet ON statements (outlet, day DESC, key);
-- What articles show of a name, added up; `times` of a profile is the sum over them.
CREATE TABLE seen (
  profile INTEGER NOT NULL, name TEXT NOT NULL, role TEXT NOT NULL, country TEXT NOT NULL, times INTEGER NOT NULL,
  PRIMARY KEY (profile, name, role, country)
) WITHOUT ROWID;
INSERT INTO seen SELECT profile, name, coalesce(role, ''), coalesce(country, ''), sum(times) FROM sightings
  GROUP BY profile, name, coalesce(role, ''), coalesce(country, '');
ALTER TABLE profiles ADD COLUMN times INTEGER NOT NULL DEFAULT 0;
UPDATE profiles SET times = coalesce((SELECT sum(times) FROM sightings WHERE profile = profiles.n), 0);
-- Links are walked without reading why they are there.
DROP INDEX links_b;
CREATE INDEX links_a ON links (a, relation, b, score);
CREATE INDEX links_b ON links (b, relation, a, score);
-- Statements whose claim is to be summed up again, though no link has changed.
CREATE TABLE dirty_sums (statement INTEGER PRIMARY KEY);
