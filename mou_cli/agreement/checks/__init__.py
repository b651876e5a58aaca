"""What types cannot say of an agreement: checks that return findings."""
