-- Fact checks: other people's word on claims, as records (musnad/ledger/packing.py); `article` is the id of the page
-- one came in, "" where it came by itself.
CREATE TABLE reviews (
  id TEXT NOT NULL, article TEXT NOT NULL, language TEXT NOT NULL, review BLOB NOT NULL, PRIMARY KEY (id, article)
) WITHOUT ROWID;
CREATE INDEX reviews_article ON reviews (article);
-- Pairs of rare words by which they meet statements, and the statements (by their tags) that make the claim reviewed.
CREATE TABLE review_meets (meet INTEGER NOT NULL, review TEXT NOT NULL, PRIMARY KEY (meet, review)) WITHOUT ROWID;
CREATE INDEX review_meets_review ON review_meets (review);
CREATE TABLE review_links (
  statement TEXT NOT NULL, review TEXT NOT NULL, score REAL NOT NULL, why TEXT NOT NULL,
  PRIMARY KEY (statement, review)
) WITHOUT ROWID;
CREATE INDEX review_links_review ON review_links (review);
CREATE TABLE dirty_reviews (review TEXT PRIMARY KEY);
-- What an article was before it changed, and what changed in who said what.
CREATE TABLE versions (
  n INTEGER PRIMARY KEY, article TEXT NOT NULL, seen TEXT NOT NULL, changes TEXT NOT NULL, old_article BLOB NOT NULL,
  old_reading BLOB NOT NULL
);
CREATE INDEX versions_article ON versions (article);
-- Outlets that a user told of, in place of the language's own facts.
CREATE TABLE outlets (name TEXT PRIMARY KEY, facts BLOB NOT NULL);
-- What is watched: feeds and pages, with what the next fetch needs; `due` and `changed` are seconds since 1970.
CREATE TABLE watched (
  address TEXT PRIMARY KEY, url TEXT NOT NULL, feed INTEGER NOT NULL, article TEXT, etag TEXT, modified TEXT,
  told TEXT, due REAL NOT NULL, changed REAL NOT NULL, failures INTEGER NOT NULL, problem TEXT
);
CREATE INDEX watched_due ON watched (due);
