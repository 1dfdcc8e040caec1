"""Languages: what every language needs, in general; the words are in the folders below, one a language."""
