"""Optimizers: what reports state of their arguments, against the defaults that Keras has had."""
