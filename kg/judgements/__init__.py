"""A person's decisions about sources: what they are, what they come to together, and as RDF."""
