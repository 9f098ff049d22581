"""Books on paper and for readers, made of the invented city's records."""
