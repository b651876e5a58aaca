"""What was changed, by whom, when and why: entries that are chained by their hashes; see docs/history.md."""
