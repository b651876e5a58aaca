"""The registry on a PostgreSQL server."""
