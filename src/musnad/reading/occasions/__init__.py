"""How, by whom and when words came: channels, media, days, and how far each reaches."""
