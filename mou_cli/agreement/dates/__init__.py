"""Dates and periods: as they are stored (EDTF, ISO 8601), and as people type them."""
