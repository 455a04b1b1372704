"""The sources in others' formats: citations, feeds, calendars, structured data and terms."""
