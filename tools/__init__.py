"""What makes data and pages of this repository: run each with `python -m tools.NAME`."""
