"""Time expressions, kind by kind: the words of a calendar and the rules that read them."""
