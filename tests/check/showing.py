"""Reports that show a network: what sentences beside it are checked against."""


def report(*paragraphs: str) -> str:
    """Return a report of some paragraphs."""
    return "\n\n".join(paragraphs) + "\n"


def row(layer: str, shape: str, weights: int) -> str:
    """Return a row of Keras's summary."""
    return f" {layer:<28}{shape:<26}{weights}\n\n"


def cnn(said: str, title: str = "CNN on digits", before: str = "", dropout: bool = False) -> str:
    """Return a part with the summary of 3x3 convolutions with 8, 16 and 32 filters and 64 neurons, and a sentence."""
    rows = "".join(
        [
            row("conv2d (Conv2D)", "(None, 28, 28, 8)", 80),
            row("max_pooling2d (MaxPooling2D)", "(None, 14, 14, 8)", 0),
            row("conv2d_1 (Conv2D)", "(None, 14, 14, 16)", 1168),
            row("max_pooling2d_1 (MaxPooling2D)", "(None, 7, 7, 16)", 0),
            row("conv2d_2 (Conv2D)", "(None, 7, 7, 32)", 4640),
            row("max_pooling2d_2 (MaxPooling2D)", "(None, 3, 3, 32)", 0),
            row("flatten (Flatten)", "(None, 288)", 0),
            row("dropout (Dropout)", "(None, 288)", 0) if dropout else "",
            row("dense (Dense)", "(None, 64)", 18496),
            row("dense_1 (Dense)", "(None, 10)", 650),
        ]
    )
    line = "=" * 65
    head = f'Model: "sequential"\n{line}\n Layer (type)                Output Shape              Param #\n{line}\n'
    foot = f"{line}\nTotal params: 25034\nTrainable params: 25034\nNon-trainable params: 0\n"
    return report("# Lab 4", f"## {title}", before, f"```\n{head}{rows}{foot}```", said)


def fitted(said: str, call: str) -> str:
    """Return a part with a sentence and the call that trains its network."""
    return report("# Lab", "## Raw", said, f"```python\n{call}\n```")


def table(said: str) -> str:
    """Return a part with three cases of 100, 200 and 300 neurons in a table, and a sentence."""
    rows = "| 1 | 100 | 0.08 | 0.97 |\n| 2 | 200 | 0.07 | 0.98 |\n| 3 | 300 | 0.06 | 0.98 |"
    return report("# Raw", f"| Case | neurons | loss | accuracy |\n|---|---|---|---|\n{rows}", said)
