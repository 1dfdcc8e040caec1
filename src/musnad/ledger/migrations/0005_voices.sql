-- Who speaks for and against a contested claim, in how many statements: whose actor contradicts whom is asked of these.
CREATE TABLE voices (
  actor TEXT NOT NULL, claim TEXT NOT NULL, behind INTEGER NOT NULL, against INTEGER NOT NULL,
  PRIMARY KEY (actor, claim)
) WITHOUT ROWID;
CREATE INDEX voices_claim ON voices (claim);
INSERT INTO voices SELECT p.actor, s.claim,
  sum(CASE WHEN s.stance IN ('asserts', 'confirms') THEN 1 ELSE 0 END),
  sum(CASE WHEN s.stance IN ('denies', 'disputes') THEN 1 ELSE 0 END)
  FROM claims c JOIN statements s ON s.claim = c.id JOIN profiles p ON p.n = s.profile
  WHERE c.contested > 0 AND s.stance IN ('asserts', 'confirms', 'denies', 'disputes') GROUP BY p.actor, s.claim;
-- Most sightings tell of no role: an outlet is seen in each of its articles.
CREATE INDEX sightings_told ON sightings (profile, role, organization, article)
  WHERE role IS NOT NULL OR organization IS NOT NULL;
