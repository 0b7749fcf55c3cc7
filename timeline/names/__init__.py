"""Names as sources print them: folded, found in texts of any script, resolved as of a day."""
