"""The memory: the relational schema and the session that reads and writes it, no more."""
