-- The country in whose name a speaker may speak: it and its spokesmen have one voice. What was added before is read
-- again by `musnad refresh`, as always after a change of the engine.
ALTER TABLE statements ADD COLUMN speaks_for TEXT NOT NULL DEFAULT '';
