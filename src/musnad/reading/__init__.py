"""One article read: each module is one stage with one public function; reader.py lists them in order."""
