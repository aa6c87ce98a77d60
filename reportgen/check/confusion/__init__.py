"""What a confusion matrix decides: sums of its rows, metrics, which classes are taken for which."""
