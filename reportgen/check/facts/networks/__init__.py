"""Networks that a report describes: by Keras's summary, by code, or in words."""

from reportgen.check.facts.networks import code, prose, summaries
from reportgen.check.stated import StatedNetwork
from reportgen.check.submission import Submission


def find(submission: Submission) -> tuple[StatedNetwork, ...]:
    """Return the networks of a report, in order."""
    found = (*summaries.find(submission), *code.find(submission), *prose.find(submission))
    return tuple(sorted(found, key=lambda network: (network.place, network.origin)))
