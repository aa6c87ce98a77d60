"""Equations: found in a report, parsed into terms, compared with the formulas that a course on networks knows."""
