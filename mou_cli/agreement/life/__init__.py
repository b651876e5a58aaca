"""What follows from an agreement's dates and events, for a given day."""
