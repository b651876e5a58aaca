"""Query words, what they ask, and whether an agreement answers it."""
