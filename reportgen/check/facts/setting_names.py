"""What hyper-parameters are called: before their numbers, after them, and how large they can be; texts are folded."""

from reportgen.check.stated import SettingName

_NEURON = r"neur(?:one?s?|onn?es?|ons?|rones?)|unit(?:s|e|es)?|nodes?|noeuds?|nœuds?"
COUNT = r"(?:(?:number|count|nombre|nb|nbre|#)[ .]?(?:of |de |d'|des )?)"
_LAYERS = r"(?:hidden layers?|couches? cachee?s?|couches? intermediaires?)"
_CELLS = r"pix(?:els?)? ?(?:/|per|par|_per_|_par_|_p_|_) ?(?:cells?|cellules?)|pix[ _-]?p[ _-]?cells?|pix\.?/cell"
NAMES: tuple[tuple[SettingName, str], ...] = (
    ("orientations", rf"{COUNT}?orientations?(?: (?:count|bins))?|(?:n_?|nb_)orientations?"),
    ("pixels_per_cell", rf"{COUNT}?(?:{_CELLS})"),
    ("hidden_layers", rf"{COUNT}{_LAYERS}|n_hidden_layers|hidden_layers"),
    (
        "neurons",
        rf"{COUNT}(?:hidden )?(?:{_NEURON})|(?:hidden[ -](?:layer[ -])?|layer[ -])(?:size|units|neurons)"
        r"|n_?hidden(?:_units|_neurons)?|n_?neur(?:ons|ones)|hidden_(?:size|units|neurons)|neurones?|neurons"
        r"|taille de la couche cachee",
    ),
    ("filters", rf"{COUNT}?(?:filters?|filtres)|{COUNT}filtre|(?:n_?|nb_)filters?"),
    ("epochs", rf"{COUNT}?(?:epochs?|epoques)|{COUNT}epoque|(?:n_?|nb_)epochs?"),
    (
        "batch_size",
        r"(?:mini-?)?batch[ _-]?size|taille (?:de|du|des) (?:lots?|(?:mini-?)?batch(?:es|s)?)"
        r"|(?:mini-?)?batch(?:es)? of(?: size)?|batchs? de|lots de",
    ),
    (
        "dropout",
        r"(?:taux de )?drop[- ]?out(?:[ _](?:rate|layer|ratio|taux))?"
        r"(?: (?:with|avec) (?:an? |une? )?(?:rate|taux|probability|probabilite|ratio))?",
    ),
    ("learning_rate", r"learning[ _-]?rate|(?:taux|pas) d['’ ]? ?apprentissage|lr"),
    (
        "l2",
        r"(?:facteur (?:de )?)?l2(?:[ _-](?:factor|reg(?:ulari[sz]ation)?|penalty|weight|lambda))?"
        r"|weight[ _-]decay(?: factor)?",
    ),
    ("noise", r"noise(?:[ _-](?:level|factor|ratio|amount))?|(?:(?:niveau|taux|facteur) de )?bruit"),
    ("inputs", r"input[ _-]?(?:size|dim(?:ension)?)|n_?inputs?"),
    ("outputs", r"output[ _-]?(?:size|dim(?:ension)?)|n_?outputs?"),
)
NOUNS: tuple[tuple[SettingName, str], ...] = (
    ("orientations", r"orientations?(?: bins)?|directions?|n_orientations?|ori"),
    ("pixels_per_cell", rf"{_CELLS}|pixels_per_cells?"),
    ("hidden_layers", _LAYERS),
    ("neurons", rf"(?:hidden[ -]|dense[ -]|fully connected[ -]){{0,2}}(?:{_NEURON})"),
    ("filters", r"(?:conv(?:olution(?:n?al)?)?2?d?[ -])?(?:filters?|filtres?)|feature[ -]maps?|kernels(?! of)"),
    ("epochs", r"(?:training )?epochs?|epoques?"),
    ("batch_size", r"(?:images?|samples?)? ?(?:per|par) (?:mini-?)?batch|batch[ _-]?size|batch de taille"),
    ("dropout", r"(?:of |de )?drop[- ]?out"),
    ("inputs", r"inputs?|entrees|input features"),
    ("outputs", r"outputs?|sorties"),
)
STEMS = (
    "neur", "unit", "node", "noeud", "nœud", "hidden", "layer", "couche", "ori", "direction", "pix", "filt", "feature",
    "kernel", "epo", "batch", "lot", "drop", "learning", "apprentissage", "lr", "l2", "decay", "noise", "bruit",
    "input", "output", "entree", "sortie",
)  # fmt: skip
"""Every name and noun has one of these in it: a text with none is not searched."""
MOST: dict[SettingName, float] = {
    "orientations": 64, "pixels_per_cell": 56, "hidden_layers": 20, "neurons": 1e5, "filters": 4096, "epochs": 5000,
    "batch_size": 1e5, "dropout": 0.95, "learning_rate": 10, "l2": 10, "noise": 1, "inputs": 1e7, "outputs": 1e5,
}  # fmt: skip
