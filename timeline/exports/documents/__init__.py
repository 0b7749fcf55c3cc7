"""Set a chronology as a document with real footnotes: cited once by pandoc, written many times."""
