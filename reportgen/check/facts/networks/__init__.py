"""Networks that a report describes: by Keras's summary, by code, or in words."""

from itertools import islice

from reportgen.check.facts.networks import code, prose, summaries
from reportgen.check.reading.limits import NETWORKS
from reportgen.check.stated import StatedNetwork
from reportgen.check.submission import Submission


def find(submission: Submission) -> tuple[StatedNetwork, ...]:
    """Return the networks of a report, in order."""
    ways = (summaries.find(submission), code.find(submission), prose.find(submission))
    found = (network for way in ways for network in islice(way, NETWORKS))
    return tuple(sorted(found, key=lambda network: (network.place, network.origin)))
