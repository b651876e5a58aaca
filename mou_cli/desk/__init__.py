"""What the commands do: each module joins the registry, the domain, the formats and the screen for one matter."""
