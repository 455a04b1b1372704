"""From one set of Markdown sources to a bilingual website and archival, accessible PDF reports.

The rooms in the order of the data, each knowing only those before it: sources, pictures, checks, formats, markdown, report, print, site,
desk. What stands beside them (cache, folders, problems, words, …) serves all.
"""
