"""One network trained or tested at several values of one knob: runs against a factor, curves against noise.

From what is stated to what is said of it::

    tables, items, outputs -> rows, curves -> replicates, best, denoising (what the text says of them)
"""
