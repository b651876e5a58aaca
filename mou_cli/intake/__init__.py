"""From a communiqué's text to draft agreements: text in, drafts out, by rules and word lists and nothing else."""
