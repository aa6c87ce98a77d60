"""Regular expressions compiled at their first use: of the many that rules hold, a report needs a part."""

import re
from typing import Any, cast


class _Waiting:
    """Stands for a compiled expression, and takes its methods over when the first of them is asked for."""

    def __init__(self, text: str, flags: int) -> None:
        self._text = text
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(self._text, self._flags)
        found = getattr(compiled, name)
        setattr(self, name, found)  # asked for again, it is found at once
        return found


def regex(text: str, flags: int = 0) -> re.Pattern[str]:
    """Return what has the methods of `re.compile(text, flags)`; an error in it shows only when one is called.

    It is no argument of `re.sub` and its like, which take an expression that is compiled or a text.
    """
    return cast(re.Pattern[str], _Waiting(text, flags))
