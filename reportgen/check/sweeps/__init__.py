"""One network trained or tested at several values of one knob: a table of runs against a factor, curves against noise.

    tables, items, outputs -> rows, curves -> replicates, best, denoising (what the text says of them)
"""
