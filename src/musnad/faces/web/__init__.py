"""The page and the REST API: what a newsroom sees of a ledger. Needs the extra ``musnad[web]``; imported late."""
