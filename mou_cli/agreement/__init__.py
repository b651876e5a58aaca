"""The domain, pure: what an agreement is, what is wrong with it, and what follows from its dates."""
