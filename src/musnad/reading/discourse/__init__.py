"""Who is in an article, and who is meant where the text does not name him."""
