"""The words of the field: sectors, types, statuses, states and organisations as data; how a word finds one."""
