"""Sources of different articles that may be one: found by how names sound and are written, offered for judgement."""
