"""The website: what MkDocs makes of the pages, search, hosting, preview and the editor in the browser."""
