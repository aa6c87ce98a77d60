"""reportgen: lab reports for neural-network courses, trained, derived, explained and checked."""

__version__ = "0.1.0"
