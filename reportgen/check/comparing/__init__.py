"""Comparisons in words: what a sentence compares, of which cases, by which metric, and whether the figures agree.

A sentence is cut into clauses (`clauses`); in a clause a relation is found (`relations`: better, lower, the best)
and the metric it is about (`measures`); who is compared with whom is resolved to cases (`naming`, `world`); the
figures decide (`figures`, `weighing`). Whatever stays open keeps all its readings, and one that is right is enough
not to accuse.
"""
