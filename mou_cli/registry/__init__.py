"""The stores behind one protocol: today the document file that TinyDB opens."""
