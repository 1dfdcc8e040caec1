-- Articles as read: `article` and `reading` are packed records (musnad/ledger/packing.py).
CREATE TABLE articles (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, outlet TEXT, day TEXT, title TEXT, url TEXT, language TEXT NOT NULL,
  hash TEXT NOT NULL, engine TEXT NOT NULL, outlet_profile INTEGER, credits TEXT NOT NULL, prints INTEGER NOT NULL, article BLOB NOT NULL,
  reading BLOB NOT NULL
);
CREATE INDEX articles_engine ON articles (engine);
-- One row for each statement. `tag` is its public id, `claim` the tag of the first statement of its claim;
-- `terms` counts its
-- content words, known by `keys`; none where it puts nothing forward.
CREATE TABLE statements (
  n INTEGER PRIMARY KEY, tag TEXT NOT NULL UNIQUE, key TEXT NOT NULL, article INTEGER NOT NULL, local TEXT NOT NULL,
  day TEXT, said_on TEXT, act TEXT NOT NULL, stance TEXT NOT NULL, sign INTEGER NOT NULL, wish INTEGER NOT NULL,
  own INTEGER NOT NULL, terms INTEGER NOT NULL, keys TEXT NOT NULL, speaker TEXT NOT NULL, kind TEXT NOT NULL, profile INTEGER,
  relays TEXT NOT NULL, channel TEXT, content TEXT NOT NULL, confidence REAL NOT NULL, claim TEXT NOT NULL
);
CREATE INDEX statements_article ON statements (article);
CREATE INDEX statements_profile ON statements (profile);
CREATE INDEX statements_claim ON statements (claim);
-- Pairs of rare words by which statements meet, and the links found between them (a < b).
CREATE TABLE meets (meet INTEGER NOT NULL, statement INTEGER NOT NULL, PRIMARY KEY (meet, statement)) WITHOUT ROWID;
CREATE INDEX meets_statement ON meets (statement);
CREATE TABLE links (
  a INTEGER NOT NULL, b INTEGER NOT NULL, relation TEXT NOT NULL, score REAL NOT NULL, why TEXT NOT NULL,
  PRIMARY KEY (a, b)
) WITHOUT ROWID;
CREATE INDEX links_b ON links (b);
-- Runs of words by which articles meet; a run that too many hold is a formula and holds nobody.
CREATE TABLE prints (
  print INTEGER NOT NULL, article INTEGER NOT NULL, day TEXT, PRIMARY KEY (print, article)
) WITHOUT ROWID;
CREATE INDEX prints_article ON prints (article);
CREATE TABLE formulas (print INTEGER PRIMARY KEY);
CREATE TABLE copies (
  a INTEGER NOT NULL, b INTEGER NOT NULL, kind TEXT NOT NULL, share_a REAL NOT NULL, share_b REAL NOT NULL,
  first TEXT NOT NULL, why TEXT NOT NULL, PRIMARY KEY (a, b)
) WITHOUT ROWID;
CREATE INDEX copies_b ON copies (b);
-- Names as they are seen: a profile is one name (a surname alone: with its function and country).
CREATE TABLE profiles (
  n INTEGER PRIMARY KEY, tag TEXT NOT NULL UNIQUE, key TEXT NOT NULL UNIQUE, name TEXT NOT NULL, kind TEXT NOT NULL,
  role TEXT, country TEXT, actor TEXT NOT NULL, settled INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX profiles_actor ON profiles (actor);
CREATE TABLE profile_keys (
  key TEXT NOT NULL, profile INTEGER NOT NULL, PRIMARY KEY (key, profile)
) WITHOUT ROWID;
CREATE INDEX profile_keys_profile ON profile_keys (profile);
CREATE TABLE profile_links (
  a INTEGER NOT NULL, b INTEGER NOT NULL, score REAL NOT NULL, why TEXT NOT NULL, PRIMARY KEY (a, b)
) WITHOUT ROWID;
CREATE INDEX profile_links_b ON profile_links (b);
CREATE TABLE sightings (
  profile INTEGER NOT NULL, article INTEGER NOT NULL, name TEXT NOT NULL, role TEXT, organization TEXT, country TEXT,
  times INTEGER NOT NULL
);
CREATE INDEX sightings_profile ON sightings (profile);
CREATE INDEX sightings_article ON sightings (article);
-- What a person decided; never overwritten, only undone.
CREATE TABLE corrections (
  n INTEGER PRIMARY KEY, relation TEXT NOT NULL, a TEXT NOT NULL, b TEXT NOT NULL, made TEXT NOT NULL, undone TEXT
);
-- Claims, summed up from their statements.
CREATE TABLE claims (
  id TEXT PRIMARY KEY, text TEXT NOT NULL, first_day TEXT, last_day TEXT, denied_day TEXT, statements INTEGER NOT NULL,
  reports INTEGER NOT NULL, outlets INTEGER NOT NULL, witnesses_least INTEGER NOT NULL, witnesses_most INTEGER NOT NULL,
  origins_least INTEGER NOT NULL, origins_most INTEGER NOT NULL, behind INTEGER NOT NULL, against INTEGER NOT NULL,
  standing TEXT NOT NULL
);
CREATE INDEX claims_reported ON claims (reports DESC, statements DESC, id);
CREATE INDEX claims_denied ON claims (denied_day DESC, reports DESC, id) WHERE denied_day IS NOT NULL;
CREATE INDEX claims_disputed ON claims (reports) WHERE behind > 0 AND against > 0;
CREATE INDEX claims_one_origin ON claims (reports) WHERE reports > 2 AND origins_least = 1;
-- What has changed since claims and actors were last settled.
CREATE TABLE dirty_statements (statement INTEGER PRIMARY KEY);
CREATE TABLE dirty_profiles (profile INTEGER PRIMARY KEY);
-- Folded words without clitics.
CREATE VIRTUAL TABLE words USING fts5 (said, speaker, tokenize = 'unicode61 remove_diacritics 0');
