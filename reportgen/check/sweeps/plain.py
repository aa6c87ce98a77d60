"""Plain statements on denoising: only of these it is certain that they speak of accuracies with and without it.

`The auto-encoder improves the images at every level` is about what one sees, `noise hurts from 0.3 on` about noise.
"""

from collections.abc import Sequence

from reportgen.check.patterns import regex

_BEFORE = (
    r"(?:(?:so|hence|thus|therefore|however|also|here|in our case|we see that|the table shows that|ainsi|donc|aussi|ici"
    r"|dans notre cas|on voit que|le tableau montre que|then|puis|even|meme) )*"
)
_ADVERB = r"(?: ?(?:already|clearly|also|even|always|deja|nettement|clairement|aussi|toujours|meme|,)\b)*"
_WHO = (
    r"(?:the |our |l'|le |notre )?(?:denoising|debruitage|denoising auto-?encoder|auto-?encoder|auto-?encodeur"
    r"(?: debruiteur)?)(?: (?:the |les )?(?:noisy )?images)?(?: first)?|to denoise|debruiter"
    r"(?: les images)?|it|il|elle|and|et|and it|et il|"
)
_WHAT = (
    r"(?: (?:the |its |our |l'|la |le |les |nos )?(?:(?:test|classification) )?(?:accuracy|results?"
    r"|classification|classifier"
    r"|performance|exactitude|precision|resultats?|classifieur|classifications?))"
)
_DOES = (
    rf"(?:(?:helps?|hurts?|aide|nuit){_ADVERB}(?:{_WHAT}| a{_WHAT})?|(?:l')?(?:improves?|lowers?|reduces?|degrades?"
    rf"|raises?|increases?"
    rf"|decreases?|worsens?|ameliore|degrade|augmente|diminue|baisse){_ADVERB}(?:{_WHAT}| it)?"
    r"|(?:is|est)(?: always| toujours)? (?:better|worse|useful|harmful|beneficial|worth it|utile|nuisible"
    r"|benefique|mieux|pire))"
)
_DIRECTION = regex(rf"{_BEFORE}(?:{_WHO}){_ADVERB} ?{_DOES}{_ADVERB}")
_CURVES = regex(
    r"(?:so |thus |ainsi |donc )?(?:the |our |les |nos |ces |these )?(?:two |deux )?(?:curves|courbes)"
    r"(?: of (?:the )?accuracy)? (?:cross|intersect|se croisent|se coupent)(?: each other| somewhere)?"
)
_GAIN = (
    r"(?:gain|benefit|benefice)(?: of denoising| by denoising| du debruitage| from denoising)?"
    r"(?: in accuracy| en exactitude)?"
)
_LARGEST = regex(
    rf"(?:the |le )?{_GAIN} (?:is|est) (?:the |le )?(?:largest|greatest|biggest|highest|maximal|plus "
    rf"(?:grand|fort|eleve))"
    rf"|(?:the |le )?(?:largest|greatest|biggest|highest|plus grand) {_GAIN} (?:is|est)(?: (?:reached"
    rf"|obtained|found|atteint"
    r"|obtenu))?"
)
_COST = regex(
    r"(?:then |alors )?(?:the |le )?(?:denoising|debruitage)(?: still| encore)? (?:costs?|coute|gains?"
    r"|gagne|loses?|perd)(?: us| nous)? "
    r"#(?: (?:of accuracy|d'exactitude))?"
)
_PUNCTUATION = " ,.:;"


def direction(low: str, spans: Sequence[tuple[int, int]]) -> bool:
    """Tell whether a folded piece says that denoising helps or hurts, and nothing else.

    Args:
        low: the piece; its subject may stand before it in the sentence.
        spans: of the words that say where.
    """
    return _DIRECTION.fullmatch(_without(low, spans)) is not None


def crossing(low: str, span: tuple[int, int]) -> bool:
    """Tell whether a folded clause says where the two curves cross, and nothing else."""
    start = low.find("between", span[0]) if "between" in low[span[0] : span[1]] else low.find("entre", span[0])
    return _CURVES.fullmatch(_without(low, [(start, span[1])])) is not None


def largest(low: str, spans: Sequence[tuple[int, int]]) -> bool:
    """Tell whether a folded piece says where the gain is largest, and nothing else."""
    return _LARGEST.fullmatch(_without(low, spans)) is not None


def cost(low: str, spans: Sequence[tuple[int, int]], points: tuple[int, int]) -> bool:
    """Tell whether a folded piece says how many points denoising costs or gains somewhere, and nothing else."""
    marked = low[: points[0]] + "#" + " " * (points[1] - points[0] - 1) + low[points[1] :]
    return _COST.fullmatch(_without(marked, spans)) is not None


def _without(low: str, spans: Sequence[tuple[int, int]]) -> str:
    """Return a text without some of its words, with single spaces."""
    text = low
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    text = regex(r"(?<= )(?:on|onwards?|upwards?|already)(?=[ ,.]*$)|(?<=[^\w])niveau(?=[ ,.]|$)").sub(" ", text)
    return regex(r"\s{2,}| ,").sub(" ", text).replace(", ", " ").strip(_PUNCTUATION)
