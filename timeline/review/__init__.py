"""The desk: the only writer; each of its verbs appends revisions and overwrites no history."""
