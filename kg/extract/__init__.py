"""Finding attributed statements: nothing but text in, spans out."""
