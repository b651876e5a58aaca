"""Exchange with other programs: one file per format, all of one signature, registered by name in formats.py."""
