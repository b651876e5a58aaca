"""The formats of a report, a module each: a document goes in, bytes come out."""
