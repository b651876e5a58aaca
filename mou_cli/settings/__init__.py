"""What a desk sets once: one declared list, which is read from the environment and from a file, and documented."""
