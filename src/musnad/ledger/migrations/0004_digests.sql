-- What the statements of a large claim come to (musnad/ledger/digests.py); none where it is made when asked for.
ALTER TABLE claims ADD COLUMN digest BLOB;
