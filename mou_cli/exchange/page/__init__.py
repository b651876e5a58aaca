"""The register page: its markup, style, script and font as files, and what of an agreement goes into it."""
