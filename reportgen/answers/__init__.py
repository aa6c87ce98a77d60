"""What follows from specs and results: pure functions, no Keras, no language."""
