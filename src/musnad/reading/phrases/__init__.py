"""Words and noun phrases: what a word is, where a phrase starts and ends, what it is about."""
