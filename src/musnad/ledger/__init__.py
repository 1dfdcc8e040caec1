"""Many articles in one database: statements, claims, actors, copies; every row leads back to spans of articles."""
