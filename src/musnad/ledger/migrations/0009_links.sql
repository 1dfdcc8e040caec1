-- Links lie with the later of the two statements: what a new one is linked to is written in one place, not in many.
CREATE TABLE later_links (
  a INTEGER NOT NULL, b INTEGER NOT NULL, relation TEXT NOT NULL, score REAL NOT NULL, why TEXT NOT NULL,
  PRIMARY KEY (b, a)
) WITHOUT ROWID;
INSERT INTO later_links SELECT a, b, relation, score, why FROM links ORDER BY b, a;
DROP TABLE links;
ALTER TABLE later_links RENAME TO links;
-- Links are walked without reading why they are there.
CREATE INDEX links_a ON links (a, relation, b, score);
CREATE INDEX links_b ON links (b, relation, a, score);
