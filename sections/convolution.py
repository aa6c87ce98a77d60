"""What convolution buys, and what it costs: a convolutional network beside one of fully connected layers.

Both are networks of sections before. Here they are trained on shares of the images, and read test images that were
moved or attacked.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Annotated

from pydantic import Field

from reportgen.answers import (
    attacks,
    capacity,
    classification,
    comparison,
    duels,
    equivariance,
    feature_maps,
    forward,
    shares,
    translations,
)
from reportgen.arithmetic import Product, Quotient
from reportgen.chains import named
from reportgen.errors import LabError
from reportgen.networks import Increasing, optimizer_name
from reportgen.options import Options
from reportgen.plots import Figure, Label
from reportgen.section import Section, SectionContext
from reportgen.spec import Answer, Case, Evaluation, Evidence, GradientStep, Outcome, Rounded, computed, trained

Share = Annotated[float, Field(gt=0, lt=1)]
Pixel = Annotated[int, Field(ge=1, le=14)]
Step = Annotated[float, Field(gt=0, le=1)]


class ConvolutionOptions(Options):
    """The section's keys in the lab file.

    Attributes:
        convolutional: a case of a section before, `SECTION.ID`.
        dense: a case of fully connected layers that it is compared with.
        shifts: by how many pixels test images are moved, in each of four directions.
        shares: of the training images, on which both networks are trained anew.
        share_epochs: passes over a share.
        steps: sizes of the gradient steps that attack both networks; pixels go from 0 to 1.
    """

    convolutional: str
    dense: str
    shifts: Annotated[Increasing[Pixel], Field(min_length=1)]
    shares: Annotated[Increasing[Share], Field(min_length=1)]
    share_epochs: int = Field(ge=1, le=10_000)
    steps: Annotated[Increasing[Step], Field(min_length=1)]

    @property
    def networks(self) -> tuple[tuple[str, str], ...]:
        """Both networks: the beginning of the ids of their cases here, and the key of the case of a section before."""
        return ("cnn", self.convolutional), ("mlp", self.dense)


class Convolution(Section[ConvolutionOptions]):
    """Trains both networks on shares of the images, and evaluates both on changed ones."""

    options = ConvolutionOptions
    reserved = frozenset({"attack", "convolutional", "cost", "dense", "equivariance", "maps", "networks"}) | {
        "shares", "sharing", "shifts", "source",
    }  # fmt: skip

    def plan(self, options: ConvolutionOptions, context: SectionContext) -> Iterator[Case]:
        """Plan each network on each share."""
        for kind, key in options.networks:
            case = named(context.cases, key)
            for share in options.shares:
                training = replace(case.experiment.training, share=share, epochs=options.share_epochs)
                experiment = replace(case.experiment, training=training)
                title = Label("case.share", (("case", case.title), ("value", round(100 * share, 6))))
                yield Case(context.name, f"{kind}_{share_id(share)}", title, experiment)

    def reads(self, options: ConvolutionOptions) -> tuple[str, ...]:
        """Name both networks."""
        return options.convolutional, options.dense

    def evaluations(self, name: str, options: ConvolutionOptions, cases: tuple[Case, ...]) -> Mapping[str, Evaluation]:
        """Ask both networks about shifted images, and about images that a gradient step attacks."""
        del name
        found: dict[str, Evaluation] = {}
        for kind, key in options.networks:
            network = (named(cases, key).experiment,)
            found[f"shifts_{kind}"] = Evaluation(network, translations.changes(options.shifts))
            found[f"attack_{kind}"] = Evaluation(network, tuple(GradientStep(size) for size in options.steps))
        return found

    def check(self, options: ConvolutionOptions, cases: tuple[Case, ...]) -> None:
        """Require a network with convolutions that answers can look into, and another without any."""
        convolutional, dense = (named(cases, key).experiment for _, key in options.networks)
        kinds = {
            key: {layer.kind for layer in named(cases, key).experiment.model.layers} for _, key in options.networks
        }
        if convolutional.dataset != dense.dataset:
            raise LabError(f"dense: expected a network of {convolutional.dataset}, received one of {dense.dataset}")
        if "Conv2D" not in kinds[options.convolutional]:
            raise LabError(f"convolutional: expected a network with convolutions, received {options.convolutional}")
        if "Conv2D" in kinds[options.dense]:
            raise LabError(f"dense: expected a network without convolutions, received {options.dense}")
        if not forward.computable(convolutional.model):
            raise LabError(f"convolutional: {options.convolutional} has layers that answers cannot look into")

    def answers(self, name: str, options: ConvolutionOptions, evidence: Evidence) -> Iterator[Answer]:
        """Derive what weights are saved, what moves along, and what moved, few and attacked images leave of both."""
        pair = self._pair(options, evidence)
        convolutional, dataset = pair[0], evidence.dataset(pair[0])
        yield Answer(f"{name}.convolutional", convolutional.key)
        yield Answer(f"{name}.source", convolutional.section)
        yield Answer(f"{name}.dense", pair[1].key)
        yield from capacity.convolution(f"{name}.sharing", convolutional)
        yield from _costs(name, pair)
        yield from trained(_test(f"{name}.networks", pair, evidence))
        yield from equivariance.answers(f"{name}.equivariance", convolutional, evidence)
        yield from feature_maps.answers(f"{name}.maps", convolutional, evidence)
        moved, attacked = (self._outcomes(kind, options, evidence) for kind in ("shifts", "attack"))
        yield from translations.answers(f"{name}.shifts", options.shifts, moved, dataset)
        yield from shares.answers(f"{name}.shares", self._shares(name, options, evidence), evidence)
        plain = [one.outputs[0] for one in moved]
        yield from attacks.answers(f"{name}.attack", options.steps, plain, attacked, dataset)
        for case in evidence.of(name):
            yield from classification.answers(case, evidence)

    def figures(self, name: str, options: ConvolutionOptions, evidence: Evidence) -> Iterator[Figure]:
        """Show maps of a moved image and of all stages, attacked images, and three curves of both networks."""
        convolutional = self._pair(options, evidence)[0]
        dataset = evidence.dataset(convolutional)
        moved, attacked = (self._outcomes(kind, options, evidence) for kind in ("shifts", "attack"))
        yield equivariance.figure(f"{name}.equivariance.picture", convolutional, evidence)
        yield feature_maps.figure(f"{name}.maps.picture", convolutional, evidence)
        rows = translations.rows(options.shifts, *moved, dataset)
        yield duels.figure(f"{name}.shifts.accuracy", Label("plot.shift"), rows)
        found = shares.rows(self._shares(name, options, evidence), evidence)
        yield duels.figure(f"{name}.shares.accuracy", Label("plot.training_images"), found)
        plain = [one.outputs[0] for one in moved]
        against = attacks.rows(options.steps, plain, attacked, dataset)
        yield duels.figure(f"{name}.attack.accuracy", Label("plot.step_size"), against)
        names = (Label("plot.short.convolutional"), Label("plot.short.dense"))
        yield attacks.figure(f"{name}.attack.picture", names, options.steps, plain, attacked, dataset)

    def _pair(self, options: ConvolutionOptions, evidence: Evidence) -> tuple[Case, Case]:
        return named(evidence.cases, options.convolutional), named(evidence.cases, options.dense)

    def _outcomes(self, kind: str, options: ConvolutionOptions, evidence: Evidence) -> tuple[Outcome, Outcome]:
        """Return what both networks gave on moved (`shifts`) or attacked (`attack`) images."""
        asked = self.evaluations("", options, evidence.cases)
        return evidence.outcome(asked[f"{kind}_cnn"]), evidence.outcome(asked[f"{kind}_mlp"])

    def _shares(self, name: str, options: ConvolutionOptions, evidence: Evidence) -> list[tuple[Case, Case]]:
        """Return both networks on each share, the smallest first, and on all images."""
        own = {case.id: case for case in evidence.of(name)}
        ids = [share_id(share) for share in options.shares]
        return [*((own[f"cnn_{id_}"], own[f"mlp_{id_}"]) for id_ in ids), self._pair(options, evidence)]


def share_id(share: float) -> str:
    """Return a share as part of an id: `0_01`."""
    return repr(share).replace(".", "_").replace("-", "_")


def _costs(name: str, pair: tuple[Case, Case]) -> Iterator[Answer]:
    """Yield multiplications per weight of both networks, and how many times the dense one's the other has."""
    models = [case.experiment.model for case in pair]
    for kind, model in zip(("convolutional", "dense"), models, strict=True):
        each = Quotient(model.multiplications, model.parameters)
        yield computed(f"{name}.cost.{kind}", "per_weight", each, "ratio", Rounded(1))
    weights = Quotient(models[0].parameters, models[1].parameters)
    multiplications = Quotient(models[0].multiplications, models[1].multiplications)
    yield computed(f"{name}.cost.weights", "ratio", weights, "ratio", Rounded(2))
    yield computed(f"{name}.cost.multiplications", "ratio", multiplications, "ratio", Rounded(1))
    first = next(layer for layer in models[0].summary() if layer.kind == "Conv2D")
    dense = Product((*models[0].input_shape, *first.output_shape))
    yield computed(f"{name}.cost.dense_layer", "layer", dense, "multiplications")


def _test(prefix: str, pair: tuple[Case, Case], evidence: Evidence) -> Iterator[Answer]:
    """Yield the exact McNemar test of both networks."""
    (found,) = comparison.tested([pair], evidence)
    trainings = [case.experiment.training for case in pair]
    yield Answer(f"{prefix}.optimizers", tuple(optimizer_name(training.optimizer) for training in trainings))
    yield Answer(f"{prefix}.epochs", tuple(training.epochs for training in trainings), "epochs")
    yield Answer(f"{prefix}.only_convolutional", found.only_first, "images")
    yield Answer(f"{prefix}.only_dense", found.only_second, "images")
    yield Answer(f"{prefix}.p_value", found.raw, "p_value", Rounded(3))
    yield Answer(f"{prefix}.better", "" if found.better is None else "first" if found.better is pair[0] else "second")
    gain = comparison.accuracy(pair[0], evidence) - comparison.accuracy(pair[1], evidence)
    yield Answer(f"{prefix}.gain", gain, "share", Rounded(4))
