"""The way in: documents and tables become proposals in the event shape; knows no database."""
