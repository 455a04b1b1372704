"""From one set of Markdown sources to a bilingual website and archival, accessible PDF reports.

The modules in the order of the data: source, schema, outline, catalogue, checks, markdown, report, pdf, build, site.
"""
