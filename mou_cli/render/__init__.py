"""What a person sees: tables, cards and messages; the only place that imports Rich."""
