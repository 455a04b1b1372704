"""What stands in the files of authors: pages, reports, data and settings, read, numbered and admitted."""
