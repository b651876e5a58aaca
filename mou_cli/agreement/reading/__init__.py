"""From a person's text to a field's value, and back."""
