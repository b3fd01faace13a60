"""The model as RDF and back: vocabulary, quads, formats, shapes."""
