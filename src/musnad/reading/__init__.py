"""One article read: each module is a stage, reader.py lists them in order; what stages are made of lies in folders."""
