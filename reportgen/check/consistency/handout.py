"""The handout's own sentences, which students leave in their reports: what they say is no claim of theirs."""

import re

_SAID = re.compile(
    r"select a final model|best performance\) for analysis|please,? (?:give|see|refer|select|note)|(?:test|essayez|testez) (?:at least|au moins) (?:three|3|trois)"
    r"|meaningful cases|for each experiment,? except|for each experiment except|compute the number of weights|how many weights (?:between|are there)"
    r"|explain how do you get|what (?:is|are) the (?:learning algorithm|parameters \(arguments\)|loss function|cost function)|what (?:loss|cost) function is being"
    r"|do the (?:deep|cnn|convolutional) .{0,40}(?:capacity|weights)|are there particular (?:fashion )?categor|present (?:your|a|the) (?:evolution|confusion)"
    r"|present the (?:performance|results)|describe the inputs, indicate|select a neural network topology|e\.g\., pix_p_cell 4 and 7|change the number of (?:hidden )?neurons in the"
    r"|train a cnn (?:to|for)|the summary of work|what to include in the report|comment the differences in results|are there particular digits"
    r"|s[eé]lectionnez|choisissez|d[eé]crivez les|quel(?:le)? est l['’]algorithme d['’]apprentissage|expliquez (?:comment|pourquoi|les)|donnez (?:les|la) "
    r"|load the data|define the (?:model|network|cnn|mlp)|^exercise|you (?:can|should|must|may|will|need|have to)\b|vous (?:pouvez|devez|devriez)|try (?:to )?(?:change|different|using)"
    r"|how (?:many|could|would|does|do|well|good|close|can|near)\b[^.]{0,160}\?|what (?:would|is|are|does|happens|could)\b[^.]{0,160}\?|why\b[^.]{0,160}\?"
    r"|^(?:explain|describe|discuss|plot|train|use|show|compare|consider|implement|write|report|add|give|draw|generate)\b[^.!?]{3,160}[.?]$",
    re.IGNORECASE,
)


def is_handout(sentence: str) -> bool:
    """Tell whether a sentence is asked or told by the handout."""
    return _SAID.search(sentence[:600]) is not None
