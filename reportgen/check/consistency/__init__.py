"""Whether a report agrees with itself: its lists, headings, captions, code, computations and summaries.

claims (what the text says) + scopes (what belongs together) -> one module for each pair of sides that can disagree
"""
