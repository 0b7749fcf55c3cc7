"""Readers of the formats of other services, a file each; all give records, proposals, refusals."""
