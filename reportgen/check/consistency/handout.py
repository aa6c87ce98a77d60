"""The handout's own sentences, which students leave in their reports: what they say is no claim of theirs."""

import re

from reportgen.check.patterns import regex

_SAID = regex(
    r"select a final model|best performance\) for analysis|please,? (?:give|see|refer|select|note)|(?:test|essayez"
    r"|testez) (?:at least|au moins) (?:three|3|trois)"
    r"|meaningful cases|for each experiment,? except|for each experiment except|compute the number of weights"
    r"|how many weights (?:between|are there)"
    r"|explain how do you get|what (?:is|are) the (?:learning algorithm|parameters \(arguments\)|loss function"
    r"|cost function)|what (?:loss|cost) function is being"
    r"|do the (?:deep|cnn|convolutional) .{0,40}(?:capacity|weights)|are there particular (?:fashion )?categor"
    r"|present (?:your|a|the) (?:evolution|confusion)"
    r"|present the (?:performance|results)|describe the inputs, indicate|select a neural network topology"
    r"|e\.g\., pix_p_cell 4 and 7|change the number of (?:hidden )?neurons in the"
    r"|train a cnn (?:to|for)|the summary of work|what to include in the report|comment the differences in results"
    r"|are there particular digits"
    r"|s[eé]lectionnez|choisissez|d[eé]crivez les|quel(?:le)? est l['’]algorithme d['’]apprentissage"
    r"|expliquez (?:comment|pourquoi|les)|donnez (?:les|la) "
    r"|load the data|define the (?:model|network|cnn|mlp)|^exercise|you (?:can|should|must|may|will|need|have to)\b"
    r"|vous (?:pouvez|devez|devriez)|try (?:to )?(?:change|different|using)"
    r"|how (?:many|could|would|does|do|well|good|close|can|near)\b[^.]{0,160}\?|what (?:would|is|are|does|happens"
    r"|could)\b[^.]{0,160}\?|why\b[^.]{0,160}\?"
    r"|^(?:explain|describe|discuss|plot|train|use|show|compare|consider|implement|write|report|add|give|draw"
    r"|generate)\b[^.!?]{3,160}[.?]$",
    re.IGNORECASE,
)


def is_handout(sentence: str) -> bool:
    """Tell whether a sentence is asked or told by the handout."""
    return _SAID.search(sentence[:600]) is not None
