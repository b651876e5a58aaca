"""One file per command: options in, one call down, a result out."""
