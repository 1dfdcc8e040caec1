"""What stands around a cue: its source, what comes between, and where its content opens."""
