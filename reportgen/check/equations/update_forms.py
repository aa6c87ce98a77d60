"""Update rules of optimizers as forms: those that are right first, then the mistakes that students make.

Roles: `w` a weight, `g` the gradient, `h` the learning rate, `v` and `m` averages, `e` the small ε, `r`, `q` and `b`
decays, `t` the number of the step.
"""

import math

from reportgen.check.equations.forms import Form

AVERAGE = "E[g²]ₜ = ρ·E[g²]ₜ₋₁ + (1−ρ)·g²"
STEP = "wₜ = wₜ₋₁ − η·g / (√E[g²]ₜ + ε)"
SGD = "w ← w − η·∂C/∂w"
ADAM_STEP = "θₜ = θₜ₋₁ − η·m̂ₜ / (√v̂ₜ + ε)"
ADAM_MEAN = "mₜ = β₁·mₜ₋₁ + (1−β₁)·g,  vₜ = β₂·vₜ₋₁ + (1−β₂)·g²"
CORRECTION = "m̂ₜ = mₜ / (1−β₁ᵗ),  v̂ₜ = vₜ / (1−β₂ᵗ)"
_root = math.sqrt

AVERAGES = (
    Form("vgr", lambda v, g, r: r * v + (1 - r) * g * g),
    Form("vgr", lambda v, g, r: (1 - r) * v + r * g * g),
    Form("vgr", lambda v, g, r: r * v + (1 - r) * g, "square"),
    Form("vgr", lambda v, g, r: (1 - r) * v + r * g, "square"),
    Form("vgr", lambda v, g, r: r * v + (1 + r) * g * g, "decay_sum"),
    Form("vgr", lambda v, g, r: (1 + r) * v + (1 - r) * g * g, "decay_sum"),
    Form("vgr", lambda v, g, r: r * v + r * g * g, "decay_sum"),
    Form("vgr", lambda v, g, r: (1 - r) * v + (1 - r) * g * g, "decay_sum"),
    Form("vgr", lambda v, g, r: r * v + g * g, "decay_missing"),
    Form("vgr", lambda v, g, r: v + (1 - r) * g * g, "decay_missing"),
    Form("vgr", lambda v, g, r: r * v + (r - 1) * g * g, "decay_sign"),
    Form("vgr", lambda v, g, r: r * v - (1 - r) * g * g, "decay_sign"),
    Form("vgr", lambda v, g, r: r * v + (1 + r) * g, "square"),
    Form("vgr", lambda v, g, r: r * v * v + (1 - r) * g * g, "state_squared"),
    Form("vgrq", lambda v, g, r, q: r * v + (1 - q) * g * g, "two_decays"),
    Form("vgrq", lambda v, g, r, q: r * v + q * g * g, "two_decays"),
)
ADAGRAD = (Form("vg", lambda v, g: v + g * g),)
MOMENTUM = (
    Form("vgr", lambda v, g, r: r * v + (1 - r) * g),
    Form("vgr", lambda v, g, r: (1 - r) * v + r * g),
    Form("vgr", lambda v, g, r: r * v + g),
    Form("vgr", lambda v, g, r: r * v - g),
    Form("vgrh", lambda v, g, r, h: r * v - h * g),
    Form("vgrh", lambda v, g, r, h: r * v + h * g),
    Form("vgrh", lambda v, g, r, h: r * v + (1 - h) * g),
    Form("vgrh", lambda v, g, r, h: r * v - h * (1 - r) * g),
    Form("vgrh", lambda v, g, r, h: r * v + h * (1 - r) * g),
    Form("vgrhs", lambda v, g, r, h, s: r * v + h * g / _root(s)),
    Form("vgrhse", lambda v, g, r, h, s, e: r * v + h * g / _root(s + e)),
    Form("vgrhse", lambda v, g, r, h, s, e: r * v + h * g / (_root(s) + e)),
    Form("vgrhse", lambda v, g, r, h, s, e: r * v - h * g / (_root(s) + e)),
    Form("vgrhse", lambda v, g, r, h, s, e: r * v - h * g / _root(s + e)),
)
STEPS = (
    Form("wghve", lambda w, g, h, v, e: w - h * g / (_root(v) + e)),
    Form("wghve", lambda w, g, h, v, e: w - h * g / _root(v + e)),
    Form("wghve", lambda w, g, h, v, e: w - h * g / _root(v + e * e)),
    Form("wghvme", lambda w, g, h, v, m, e: w - h * g / _root(v - m * m + e)),
    Form("wghvme", lambda w, g, h, v, m, e: w - h * g / (_root(v - m * m) + e)),
    Form("wghv", lambda w, g, h, v: w - h * g / _root(v), "no_epsilon"),
    Form("wghve", lambda w, g, h, v, e: w + h * g / (_root(v) + e), "plus"),
    Form("wghve", lambda w, g, h, v, e: w + h * g / _root(v + e), "plus"),
    Form("wghv", lambda w, g, h, v: w + h * g / _root(v), "plus"),
    Form("wghve", lambda w, g, h, v, e: w - h * g / (v + e), "no_root"),
    Form("wghv", lambda w, g, h, v: w - h * g / v, "no_root"),
    Form("wghve", lambda w, g, h, v, e: w - h * g / _root(v * v + e), "no_root"),
    Form("wghve", lambda w, g, h, v, e: w - h * g / (v * v + e), "no_root"),
    Form("wghve", lambda w, g, h, v, e: w - h * g * _root(v + e), "multiplied"),
    Form("wghve", lambda w, g, h, v, e: w - h * g * (_root(v) + e), "multiplied"),
    Form("wghv", lambda w, g, h, v: w - h * g * _root(v), "multiplied"),
    Form("whve", lambda w, h, v, e: w - h / (_root(v) + e), "no_gradient"),
    Form("whve", lambda w, h, v, e: w - h / _root(v + e), "no_gradient"),
    Form("whv", lambda w, h, v: w - h / _root(v), "no_gradient"),
    Form("wgve", lambda w, g, v, e: w - g / (_root(v) + e), "no_rate"),
    Form("wgve", lambda w, g, v, e: w - g / _root(v + e), "no_rate"),
    Form("wgv", lambda w, g, v: w - g / _root(v), "no_rate"),
    Form("wghve", lambda w, g, h, v, e: w - h * g * g / (_root(v) + e), "gradient_squared"),
    Form("wghve", lambda w, g, h, v, e: w - h * g * g / _root(v + e), "gradient_squared"),
    Form("wghve", lambda w, g, h, v, e: w - h * g / (_root(v) - e), "epsilon_sign"),
    Form("wghve", lambda w, g, h, v, e: w - h * g / _root(v - e), "epsilon_sign"),
)
PLAIN_STEPS = (
    Form("wgh", lambda w, g, h: w - h * g),
    Form("wghl", lambda w, g, h, c: w - h * (g + c * w)),
    Form("wghl", lambda w, g, h, c: w - h * g - c * w),
    Form("wghm", lambda w, g, h, m: w - h * g + m),
    Form("wghm", lambda w, g, h, m: w - h * m * g),
    Form("wgh", lambda w, g, h: w + h * g, "plus"),
    Form("wg", lambda w, g: w - g, "no_rate"),
    Form("wgh", lambda w, g, h: w - h / g, "divided"),
)
SPEED = (
    Form("wv", lambda w, v: w - v),
    Form("wv", lambda w, v: w + v),
    Form("wvh", lambda w, v, h: w - h * v),
)
CORRECTIONS = (
    Form("mbt", lambda m, b, t: m / (1 - b**t)),
    Form("mb", lambda m, b: m / (1 - b), "no_power"),
    Form("mbt", lambda m, b, t: m / (1 + b**t), "correction"),
    Form("mbt", lambda m, b, t: m * (1 - b**t), "correction"),
    Form("mbt", lambda m, b, t: m / b**t, "correction"),
)
