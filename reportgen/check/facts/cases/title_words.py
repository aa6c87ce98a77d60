"""The words by which titles, announcements and topics are known; texts are folded."""

from reportgen.check.patterns import regex

NUMBERED = regex(
    r"^\W{0,6}(?:\d{1,2}(?:\.\d{1,2}){0,3}[.)]?\s)?(?:the\s|le\s|la\s|notre\s|our\s)?(?:(?:premiere?|deuxieme"
    r"|seconde?|troisieme|quatrieme|first|second|third|fourth|last|derniere?)\s"
    r"(?:model|modele|test|cas|case|essai|experience|experiment|mesure|measure|config\w*|run|tentative|attempt"
    r"|variante?|topolog\w*|architecture)"
    r"|(?:model|modele|test|cas|case|essai|experience|experiment|mesure|measure|config(?:uration)?|run|trial"
    r"|tentative|attempt|variante?|topolog(?:y|ie)|architecture|network|reseau|version)"
    r"\s?(?:n[°ºo]\.?\s?|#\s?|numero\s|number\s)?(?:\d{1,2}|[a-d]|one|two|three|four))(?![\w])"
)

CLOSING = regex(
    r"\b(?:conclusions?|discussions?|comparaisons?|comparisons?|remar(?:ks|ques?)|analys[ei]s?|analyses"
    r"|observations?|summary|resume|synthese|commenta?i?r?e?s?|comments?|overall|bilan)\b"
)

ORDERED = regex(
    r"^.{0,20}\b(?:premiere?|deuxieme|seconde?|troisieme|quatrieme|cinquieme|derniere?|first"
    r"|second|third|fourth|last|next)\s"
    r"(?:mesure|essai|test|cas|case|modele?|model|experience|experiment|measure\w*|config\w*|run|variante?"
    r"|attempt|tentative)\b.{0,60}"
    r"\b(?:neur|orient|pix|cell|filt|drop|epoch|epoque|couche|layer|taux|rate)"
)

ANNOUNCE = regex(
    r":\s*$|\b(?:pour|for|in) (?:cette|la|le|ce|the|this|our|notre) (?:\w+ ){0,2}(?:mesure|essai|test|cas|case"
    r"|modele?|model|experience|experiment|measure\w*|config\w*|run|variante?)"
    r"|\b(?:on est passe|on passe|we (?:now |then |next )?(?:tried|try|used?|changed?|increased?|set|trained"
    r"|tested|test|moved|reduced?|chose)|nous avons (?:\w+ )?(?:teste|essaye|change|utilise"
    r"|augmente|passe|mis)"
    r"|on (?:a|teste|essaie|essaye|change|augmente|utilise|met)\b|this (?:model|time)|ce modele|j'ai)"
)

TOPIC = regex(
    r"\b(?:raw|brutes?|bruts?|hog|features?|caracteristiques?|cnns?|convolu\w*|fashion|x-?rays?|mnist|mlp"
    r"|pneumoni[ae]|chest|thorax|shallow|deep|digits?|chiffres?|auto-?encod\w*)\b"
)
