"""Defaults of Keras's optimizers, over its releases: a report may be of any year.

Read in the signatures of Keras 1 and 2 (`keras/optimizers.py`), TensorFlow 1.15 to 2.10 (`optimizer_v2`), Keras 2.11 to
2.15 (https://keras.io/2/api/optimizers/rmsprop) and Keras 3 (https://keras.io/api/optimizers/rmsprop/). What changed:

- the rate was called `lr` up to 2.2; Adagrad and Adadelta had 0.01 and 1.0, Adamax and Nadam 0.002 there. The
  documentation of SGD in 2.11 to 2.15 said 0.001, its signature 0.01.
- epsilon was 1e-6, then 1e-8 in Keras 1, None (which means 1e-7) in 2.0 to 2.2, 1e-7 since; 1e-8 is that of Adam's
  paper, 1e-10 that of `tf.train.RMSPropOptimizer`, whose average has `decay=0.9`. It stands below the root since 2.11,
  beside it before.
- `use_ema` and its companions came with 2.11, `ema_overwrite_frequency` was 100 (SGD: None) up to 2.15, None since;
  `jit_compile` came with 2.11 and went with 3.0, `loss_scale_factor` and `gradient_accumulation_steps` came then.
"""

from collections.abc import Mapping

Value = float | bool | str | None
"""A default; `None` also where zero means the same."""

_EPSILON: tuple[Value, ...] = (1e-7, None, 1e-8, 1e-6, 1e-10)
_NONE: tuple[Value, ...] = (None, 0.0)
COMMON: Mapping[str, tuple[Value, ...]] = {
    "weight_decay": _NONE,
    "clipnorm": _NONE,
    "clipvalue": _NONE,
    "global_clipnorm": _NONE,
    "use_ema": (False,),
    "ema_momentum": (0.99,),
    "ema_overwrite_frequency": (None, 100.0),
    "jit_compile": (True, False, "auto"),
    "loss_scale_factor": _NONE,
    "gradient_accumulation_steps": _NONE,
    "decay": (0.0, None, 0.9),
}
_MOMENTS: Mapping[str, tuple[Value, ...]] = {"beta_1": (0.9,), "beta_2": (0.999,), "epsilon": _EPSILON}
_OWN: Mapping[str, Mapping[str, tuple[Value, ...]]] = {
    "RMSprop": {"learning_rate": (0.001,), "rho": (0.9,), "momentum": (0.0, None), "epsilon": _EPSILON,
                "centered": (False,)},
    "SGD": {"learning_rate": (0.01, 0.001), "momentum": (0.0, None), "nesterov": (False,)},
    "Adam": {"learning_rate": (0.001,), **_MOMENTS, "amsgrad": (False,)},
    "AdamW": {"learning_rate": (0.001,), **_MOMENTS, "amsgrad": (False,), "weight_decay": (0.004,)},
    "Adamax": {"learning_rate": (0.001, 0.002), **_MOMENTS},
    "Nadam": {"learning_rate": (0.001, 0.002), **_MOMENTS, "schedule_decay": (0.004,)},
    "Adagrad": {"learning_rate": (0.001, 0.01), "initial_accumulator_value": (0.1,), "epsilon": _EPSILON},
    "Adadelta": {"learning_rate": (0.001, 1.0), "rho": (0.95,), "epsilon": _EPSILON},
    "Ftrl": {"learning_rate": (0.001,), "learning_rate_power": (-0.5,), "initial_accumulator_value": (0.1,),
             "beta": (0.0,)},
    "Lion": {"learning_rate": (0.001,), "beta_1": (0.9,), "beta_2": (0.99,)},
}  # fmt: skip
DEFAULTS: Mapping[str, Mapping[str, tuple[Value, ...]]] = {name: {**COMMON, **own} for name, own in _OWN.items()}
ARGUMENTS = tuple(dict.fromkeys(argument for own in _OWN.values() for argument in (*own, *COMMON)))


def written(value: Value) -> str:
    """Return a default as Python writes it."""
    return f"{value:g}" if isinstance(value, float) else str(value)
