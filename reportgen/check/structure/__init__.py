"""Counts, shapes and wiring of the networks that a report describes: what the rules of kind `structure` decide by."""
