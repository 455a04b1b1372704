"""What front matter, report.yml and the data files may hold: one typed model per kind, the only place that knows."""
