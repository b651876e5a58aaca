"""Two copies of a registry that went different ways, joined: what each changed since they were one."""
