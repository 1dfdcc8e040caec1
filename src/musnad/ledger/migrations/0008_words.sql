-- The index of words is merged in pieces of two (musnad/ledger/words.py): in few pieces a question is answered sooner.
INSERT INTO words (words, rank) VALUES ('usermerge', 2);
