-- What a ledger remembers of how it is kept: `meanings` is the model whose vectors it keeps, where it keeps any.
CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL);
-- Vectors of statements (musnad/resolution/meanings.py) by the number of their day.
CREATE TABLE meanings (statement INTEGER PRIMARY KEY, day INTEGER NOT NULL, vector BLOB NOT NULL);
CREATE INDEX meanings_day ON meanings (day);
