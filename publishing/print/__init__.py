"""Paper: layout, tags and proof of the PDFs, and the editions that are frozen."""
