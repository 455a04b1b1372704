"""A report: its parts put together as one text, for paper, book or web page."""
