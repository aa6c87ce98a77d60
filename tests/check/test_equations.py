"""Formulas of reports: right ones in every notation are never refuted, known mistakes are, by their names."""

# ruff: noqa: E501  (reports are quoted as they stand)

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.check.equations.parsing import parse
from reportgen.check.facts import Facts
from reportgen.check.reading import read_text
from reportgen.check.rules import equations
from reportgen.check.verdict import Verdict
from reportgen.i18n import load_language

TEMPLATES = Path(__file__).parents[2] / "templates"

RMS = "The optimizer is RMSprop. Its equations are:"
RMS_FR = "L'algorithme utilisé est RMSprop, dont voici les équations :"
ADAM = "We trained with Adam, which keeps two moving averages:"
SGD = "Les poids sont mis à jour par descente de gradient :"
CE = "The loss is the categorical cross-entropy:"
CE_FR = "La fonction de coût est l'entropie croisée catégorielle :"
BCE = "The loss function is the binary cross-entropy:"
BCE_FR = "La perte est l'entropie croisée binaire :"
MSE = "We use the mean squared error:"
SOFT = "The output layer uses softmax:"
SIG = "L'activation de la sortie est la sigmoïde :"
RELU = "Hidden layers use the ReLU activation:"
HOG = "The input size of the HOG features is"
L2 = "We add L2 regularisation (weight decay) to the loss:"


def verdicts(text: str, name: str = "report.md") -> list[Verdict]:
    """Return what the rule says of a report."""
    return list(equations.check(Facts(read_text(text, name))))


def mistakes(found: Sequence[Verdict]) -> list[str]:
    """Return the names of the mistakes that are refuted."""
    return [str(verdict.how.key).rpartition(".")[2] for verdict in found if verdict.outcome == "refuted"]


RIGHT = [
    # RMSprop: the average
    (RMS, r"$$E[g^2]_t = \beta E[g^2]_{t-1} + (1 - \beta) \left(\frac{\partial C}{\partial w} \right)^2$$"),
    (RMS, r"$$E[g^2](t) = \beta E[g^2](t-1) + (1-\beta)(\frac{\partial c}{\partial w})^2$$"),
    (RMS, r"$$v_t = \rho v_{t-1} + (1-\rho) g_t^2$$"),
    (RMS, r"$$v_{t} = \gamma\, v_{t-1} + (1 - \gamma)\, g_{t}^{2}$$"),
    (RMS, r"$$S_{dw} = \beta S_{dw} + (1-\beta) dw^2$$"),
    (RMS, r"$$s \leftarrow \beta s + (1 - \beta) \nabla_\theta J(\theta) \otimes \nabla_\theta J(\theta)$$"),
    (RMS, r"$$s = \beta s + (1 - \beta) \nabla_\theta J(\theta) \odot \nabla_\theta J(\theta)$$"),
    (RMS, r"\[ \mathbb{E}[g^2]_t = 0.9\,\mathbb{E}[g^2]_{t-1} + 0.1\, g_t^2 \]"),
    (RMS, r"$$v_t = v_{t-1} + (1-\beta)(g_t^2 - v_{t-1})$$"),
    (RMS, r"$$v_t = (1-\alpha) v_{t-1} + \alpha g_t^2$$"),
    (RMS, r"$$MeanSquare(w,t) = 0.9\, MeanSquare(w,t-1) + 0.1 \left(\frac{\partial E}{\partial w}(t)\right)^2$$"),
    (RMS, r"\begin{equation} r_t = \rho r_{t-1} + (1-\rho) (\nabla_w L)^2 \end{equation}"),
    (
        RMS,
        r"\begin{align} v_t &= \rho v_{t-1} + (1-\rho) g_t^2 \\ w_t &= w_{t-1} - \frac{\eta}{\sqrt{v_t + \epsilon}} g_t \end{align}",
    ),
    (RMS_FR, "v(t) = ρ·v(t-1) + (1-ρ)·g²"),
    (RMS_FR, "v(t) = ρ * v(t-1) + (1 - ρ) * g(t)^2"),
    (RMS_FR, "- v_t = 0,9 · v_{t−1} + 0,1 · g_t²"),
    (RMS_FR, "`v = rho * v + (1 - rho) * g**2`"),
    (RMS_FR, "    E[g²]ₜ = β E[g²]ₜ₋₁ + (1 − β) (∂C/∂w)²"),
    (RMS_FR, "moyenne = β·moyenne + (1−β)·gradient²"),
    (RMS, "```\nv = beta*v + (1-beta)*grad^2\nw = w - lr*grad/(sqrt(v)+eps)\n```"),
    (RMS, r"mean_square_t = rho * mean_square_{t-1} + (1-rho) * gradient ** 2"),
    (RMS, r"$v_t=\beta v_{t-1}+(1-\beta)(\nabla w_t)^2$"),
    (RMS, r"$$E[g^2]_t = \beta E[g^2]_{t-1} + (1-\beta)\left(\dfrac{\delta C}{\delta w}\right)^2$$"),
    (RMS + " centered variant:", r"$$\bar{g}_t = \rho \bar g_{t-1} + (1-\rho) g_t$$"),
    # RMSprop: the step
    (RMS, r"$$w_t = w_{t-1} - \frac{\eta}{\sqrt{E[g^2]_t} + \epsilon} \frac{\partial C}{\partial w}$$"),
    (RMS, r"$$w_t = w_{t-1} - \frac{\eta}{\sqrt{E[g^2]_t + \epsilon}} \frac{\partial C}{\partial w}$$"),
    (RMS, r"$$w_t = w_{t-1} - \frac{\eta}{\sqrt{E[g^2]_t}} \frac{\partial C}{\partial w}$$"),
    (RMS, r"$$\theta = \theta - \eta \nabla_\theta J(\theta) \oslash \sqrt{s + \epsilon}$$"),
    (RMS, r"$$\theta_{t+1} = \theta_t - \frac{\eta}{\sqrt{v_t + \varepsilon}} \cdot g_t$$"),
    (RMS, r"$$w_{t+1} = w_t - \eta \frac{g_t}{\sqrt{v_t} + 10^{-7}}$$"),
    (RMS, r"$$w := w - \alpha \frac{dw}{\sqrt{S_{dw}} + \epsilon}$$"),
    (RMS, r"$$\Delta w = -\frac{\eta}{\sqrt{v + \epsilon}} \frac{\partial L}{\partial w}$$"),
    (RMS, r"$$\theta_{t+1} = \theta_t - \frac{\eta}{RMS[g]_t} g_t$$"),
    (RMS, r"$$w(t) = w(t-1) - \frac{0.001}{\sqrt{v(t)} + 10^{-7}} \frac{\partial E}{\partial w}$$"),
    (RMS, "w = w - lr * g / sqrt(v + eps)"),
    (RMS, "w = w − lr · g / (√v + ε)"),
    (RMS_FR, "w(t) = w(t-1) − η / √(v(t) + ε) · ∂C/∂w"),
    (RMS_FR, "w ← w − η·g/(√(E[g²]) + ε)"),
    (RMS_FR, "w -= learning_rate * gradient / (np.sqrt(v) + epsilon)"),
    (RMS_FR, "le facteur $\\frac{\\eta}{\\sqrt{E[g^2]}}$ adapte le taux d'apprentissage"),
    (RMS, r"$$w_{ij}(t) = w_{ij}(t-1) - \frac{\eta}{\sqrt{E[g^2]}} \frac{\partial c}{\partial w_{ij}}$$"),
    (RMS, r"$$w_t = w_{t-1} + \Delta w_t$$"),
    # Adam
    (ADAM, r"$$m_t = \beta_1 m_{t-1} + (1-\beta_1) g_t, \quad v_t = \beta_2 v_{t-1} + (1-\beta_2) g_t^2$$"),
    (ADAM, r"$$\hat{m}_t = \frac{m_t}{1-\beta_1^t}$$"),
    (ADAM, r"$$\hat{m}_t = \frac{m_t}{1-\beta_1^t} \qquad \hat{v}_t = \frac{v_t}{1-\beta_2^t}$$"),
    (ADAM, r"$$\theta_{t+1} = \theta_{t} - \frac{\eta}{\sqrt{\hat{v}_t} + \epsilon} \hat{m}_t$$"),
    (ADAM, r"$$w = w - \alpha \frac{\hat{m}}{\sqrt{\hat{v}} + \epsilon}$$"),
    (ADAM, "w = w - lr * m / (sqrt(v) + eps)"),
    (ADAM, "m = β1·m + (1-β1)·g"),
    (ADAM, "m̂ = m / (1 - β₁ᵗ)"),
    # SGD and momentum
    (SGD, r"$$w_{t+1} = w_t - \eta \nabla L(w_t)$$"),
    (SGD, r"$$w = w - \eta \frac{\partial L}{\partial w}$$"),
    (SGD, r"$$\theta \leftarrow \theta - \frac{\eta}{m} \sum_{i=1}^{m} \nabla_\theta J(\theta; x_i)$$"),
    (SGD, "w = w - lr * dL/dw"),
    (SGD, "w ← w − η·∂C/∂w"),
    (SGD, r"$$\Delta w = \eta \frac{\partial L}{\partial w}$$ and $w \leftarrow w - \Delta w$"),
    (SGD, r"$$\Delta w_{ij} = -\eta \frac{\partial E}{\partial w_{ij}}$$"),
    (SGD, r"$$w_{t+1} = w_t + \eta \left(-\nabla L(w_t)\right)$$"),
    ("SGD with momentum:", r"$$v_t = \mu v_{t-1} - \eta g_t, \quad w_t = w_{t-1} + v_t$$"),
    ("SGD with momentum:", r"$$v_t = \beta v_{t-1} + (1-\beta) g_t, \quad w_t = w_{t-1} - \eta v_t$$"),
    ("Momentum:", "velocity = momentum * velocity - learning_rate * g"),
    # categorical cross-entropy
    (CE, r"$$L = -\sum_{i=1}^{C} y_i \log(\hat{y}_i)$$"),
    (CE, r"$$\text{CE} = -\frac{1}{N} \sum_{i=1}^N \log \vec{p}_i[y_i]$$"),
    (CE, r"$$\text{CE} = -\frac{1}{N} \sum_{i=0}^{N-1} \log \vec{p}_i[y_i]$$"),
    (CE, r"$$L = -\frac{1}{N}\sum_{n=1}^{N}\sum_{c=1}^{C} y_{n,c} \log p_{n,c}$$"),
    (CE, r"$$J(\theta) = -\frac{1}{m}\sum_{i=1}^m\sum_{k=1}^K y_k^{(i)} \log\left(\hat{p}_k^{(i)}\right)$$"),
    (CE, r"$$H(p,q) = -\sum_{x} p(x) \log q(x)$$"),
    (CE, r"$$L = \sum_{c} y_c \log\frac{1}{p_c}$$"),
    (CE, r"$$-\sum_{c=1}^M y_{o,c}\log(p_{o,c})$$"),
    (CE, r"$$L(y, \hat y) = - \sum_{i=0}^{9} y_i \ln \hat y_i$$"),
    (CE, r"$$loss = -\log\left(\frac{e^{s_p}}{\sum_j^C e^{s_j}}\right)$$"),
    (CE, r"$$CE = -\sum_i^C t_i \log(s_i)$$"),
    (CE, r"$$CE = -\sum_i^C t_i \log_2(f(s)_i)$$"),
    (CE, r"$$L = -\frac{1}{N}\sum_{i=1}^{N} y_i \cdot \log(\hat{y}_i)$$"),
    (CE, r"$$CE = - \sum p \ dp \ log(yp)$$"),
    (CE, r"$$L = -y^T \log(\hat{y})$$"),
    (CE, r"$$\mathcal{L} = \frac{-1}{N} \sum_{i} \sum_{j} y_{ij} \log(p_{ij})$$"),
    (CE_FR, "CE = - Σ y log(p)"),
    (CE_FR, "CE = − Σᵢ yᵢ · log(ŷᵢ)"),
    (CE_FR, "Loss = -∑ y_true * log(y_pred)"),
    (CE_FR, "L = -1/N * Σ_i Σ_c y_ic * log(p_ic)"),
    (CE_FR, "- Σ y_i log(p_i)"),
    (CE_FR, "`loss = -sum(y_true * log(y_pred))`"),
    (CE_FR, "-np.sum(y_true * np.log(y_pred), axis=-1)"),
    (CE_FR, "L = - somme( y * log(p) )"),
    (CE_FR, "E = -(1/N) Σ_{n=1}^{N} Σ_{k=1}^{10} t_nk ln y_nk"),
    (CE_FR, r"$$CE = -\sum_{k=1}^{10} d_k \log(y_k)$$ où d est la sortie désirée"),
    (CE_FR, "L = -log(p[y])"),
    (CE_FR, "soit le log négatif : L = log(p)"),
    # binary cross-entropy
    (BCE, r"$$L = -\frac{1}{N}\sum_{i=1}^N \left[y_i \log(p_i) + (1-y_i)\log(1-p_i)\right]$$"),
    (BCE, r"$$BCE = -(y \log(\hat y) + (1-y)\log(1-\hat y))$$"),
    (BCE, r"$$L = -y\log(\hat{y}) - (1-y)\log(1-\hat{y})$$"),
    (BCE, r"$$H_p(q) = -\frac{1}{N}\sum_{i=1}^{N} y_i \cdot \log(p(y_i)) + (1-y_i)\cdot\log(1-p(y_i))$$"),
    (BCE, r"$$L = -\sum_{i=1}^{2} t_i \log(p_i) = -[t \log(p) + (1-t) \log(1-p)]$$"),
    (BCE, r"$$-w_1 y \log(p) - w_0 (1-y)\log(1-p)$$"),
    (BCE_FR, "BCE = -[y·log(p) + (1-y)·log(1-p)]"),
    (BCE_FR, "L = -1/N Σ y log(p) + (1-y) log(1-p)"),
    (BCE_FR, "L = - ( y ln(p) + (1 − y) ln(1 − p) )"),
    # mean squared error
    (MSE, r"$$MSE = \frac{1}{n}\sum_{i=1}^{n}(y_i - \hat{y}_i)^2$$"),
    (MSE, r"$$E = \frac{1}{2} \sum_k (t_k - y_k)^2$$"),
    (MSE, r"$$L = \frac{1}{N} \sum_i ||x_i - \hat{x}_i||^2$$"),
    (MSE, "MSE = 1/n * Σ (y - ŷ)²"),
    (MSE, "`mean((y_true - y_pred)**2)`"),
    ("The mean absolute error (MAE), not the MSE:", r"$$MAE = \frac{1}{n}\sum |y_i - \hat y_i|$$"),
    # functions
    (SOFT, r"$$\sigma(z)_i = \frac{e^{z_i}}{\sum_{j=1}^{K} e^{z_j}}$$"),
    (SOFT, r"$$softmax(x_i) = \frac{\exp(x_i)}{\sum_j \exp(x_j)}$$"),
    (SOFT, "softmax(z_i) = exp(z_i) / Σ_j exp(z_j)"),
    (SOFT, r"$$p_k = \frac{e^{z_k - \max(z)}}{\sum_j e^{z_j - \max(z)}}$$"),
    (SIG, r"$$\sigma(x) = \frac{1}{1 + e^{-x}}$$"),
    (SIG, "σ(x) = 1 / (1 + exp(-x))"),
    (SIG, r"$$\sigma(x) = \frac{e^x}{1+e^x}$$"),
    (RELU, r"$$f(x) = \max(0, x)$$"),
    (RELU, "ReLU(x) = max(0, x)"),
    (RELU, "f(x) = max(x, 0)"),
    ("We use leaky ReLU:", "f(x) = max(0.01x, x)"),
    # sizes, penalties, metrics
    (HOG, "28 * 28 * n_orientations / pix_p_cell^2"),
    (HOG, "size = (28 / pix_p_cell)² * n_orientations"),
    (HOG, "size = n_orientations * (28/pix_p_cell) * (28/pix_p_cell)"),
    (HOG, r"$$\text{size} = \left\lfloor \frac{28}{p} \right\rfloor^2 \cdot n$$ where n is the number of orientations"),
    (HOG, "height*width*n_orientations / (pix_p_cell * pix_p_cell)"),
    (L2, r"$$L = L_0 + \lambda \sum_i w_i^2$$"),
    (L2, r"$$L = L_0 + \frac{\lambda}{2} \sum_i w_i^2$$"),
    (L2, r"$$\lambda \|w\|^2$$"),
    ("The F1-score:", "F1 = 2 * (precision * recall) / (precision + recall)"),
    ("The F1-score:", r"$$F_1 = \frac{2TP}{2TP + FP + FN}$$"),
    ("Métriques :", "Rappel = VP / (VP + FN)"),
    ("Métriques :", "Précision = VP / (VP + FP)"),
    ("Metrics:", r"$$accuracy = \frac{TP+TN}{TP+TN+FP+FN}$$"),
    ("Metrics:", "sensitivity = TP / (TP + FN), specificity = TN / (TN + FP)"),
    ("Metrics:", "We compute F1 = 2 * precision * recall / (precision + recall) for each class."),
    ("Metrics:", "The F1-score is the harmonic mean of precision and recall."),
    ("Metrics:", "The F1-score is not the arithmetic mean of precision and recall."),
    ("Métriques :", "Le F1 est une moyenne pondérée de la précision et du rappel."),
    # indices beside their letters
    (RMS, "E[g²]t = ρ E[g²]t−1 + (1 − ρ) gt²"),
    (RMS, "wt+1 = wt − η / √(E[g²]t + ε) · gt"),
    (RMS, "vt = 0.9 vt-1 + 0.1 gt^2"),
    # averages of gradients that have no square
    (
        "Unlike RMSprop, which averages squared gradients, momentum averages gradients:",
        r"$$v_t = \beta v_{t-1} + (1-\beta) g_t$$",
    ),
    ("Adam combines RMSprop (squared gradients) with momentum.", r"$$m_t = \beta_1 m_{t-1} + (1-\beta_1) g_t$$"),
    ("Centered RMSprop keeps the mean gradient, too:", r"$$\bar g_t = \rho \bar g_{t-1} + (1-\rho) g_t$$"),
    # a minus in words, or none
    ("The loss is the negative log-likelihood:", r"$$L = -\sum_c y_c \log p_c$$"),
    ("We maximise the log-likelihood instead of minimising the cross-entropy:", r"$$L = \sum_c y_c \log p_c$$"),
    # indices of target and prediction
    (CE, r"$$L = -\frac{1}{N}\sum_{i=1}^{N} \log(p_{i, y_i})$$"),
    (CE, r"$$E(w) = -\sum_{n=1}^{N} \sum_{k=1}^{K} t_{nk} \ln y_k(x_n, w)$$"),
    (CE, r"$$J(\theta) = -\frac{1}{m} \sum_{i=1}^m \sum_{k=1}^K y_k^{(i)} \log(h_\theta(x^{(i)})_k)$$"),
    (CE, r"$$L = -\sum_{c=1}^{C} w_c\, y_c \log(p_c)$$"),
    (CE, r"$$L_i = -\sum_{j} t_{i,j} \log(p_{i,j})$$"),
    # every way to write them
    ("The sigmoid:", r"$\sigma(x) = \frac{1}{1+e^{-(wx+b)}}$"),
    ("Mean squared error:", r"$$MSE = \frac{\sum_{i=1}^N (y_i - \hat y_i)^2}{N}$$"),
    ("categorical cross-entropy:", r"$$L = -\frac{\sum_{i=1}^N y_i \log(\hat y_i)}{N}$$"),
    ("categorical cross-entropy:", r"$$L = \frac{-\sum_{i=1}^N y_i \log(\hat y_i + \epsilon)}{N}$$"),
    ("categorical cross-entropy:", r"$$L = \sum_{i=1}^N -y_i \log(\hat y_i)$$"),
    ("categorical cross-entropy:", r"$$L = \frac{-1}{N} \sum_{i=1}^N y_i \log(\hat y_i)$$"),
    ("categorical cross-entropy:", "L = -np.mean(y * np.log(p))"),
    ("categorical cross-entropy:", r"$$L = - \left( \sum_{i} y_i \ln(p_i) \right)$$"),
    ("RMSprop:", r"$$w = w - \eta \frac{g}{\sqrt[2]{v} + \epsilon}$$"),
    ("RMSprop:", "`v = rho*v + (1-rho)*np.square(g)`"),
    ("RMSprop:", r"$$v_t = \rho v_{t-1} + (1-\rho)\left(\frac{\partial}{\partial w} C\right)^2$$"),
    ("centered RMSprop:", r"$$w_t = w_{t-1} - \eta \frac{g_t}{\sqrt{v_t - m_t^2 + \epsilon}}$$"),
    ("RMSprop:", r"$$\begin{aligned} w_t &= w_{t-1} \\ &- \frac{\eta}{\sqrt{v_t}+\epsilon} g_t\end{aligned}$$"),
    ("RMSprop:", r"$$v_t = 0.9 v_{t-1} + 0.1 g_t^2$$ $$w_t = w_{t-1} - \frac{10^{-3}}{\sqrt{v_t}+10^{-7}} g_t$$"),
    ("HOG inputs:", "n = (28/pix_p_cell - cells_per_block + 1)^2 * cells_per_block^2 * n_orientations"),
    ("L2 regularisation:", r"$L = L_0 + \lambda ||w||_2^2$"),
    ("Mean squared error:", r"$MSE = \frac{1}{N} ||y - \hat y||^2$"),
    ("Mean squared error:", r"$L = \frac1{2N}\sum_i (y_i-\hat y_i)^2$"),
]

WRONG = [
    (RMS, r"$$E[g^2]_t = \beta E[g^2]_{t-1} + (1 - \beta) \frac{\partial C}{\partial w}$$", "square"),
    (RMS, r"$$E[g^2]_t = \beta E[g^2]_{t-1} + (1 + \beta) \left(\frac{\partial C}{\partial w}\right)^2$$", "decay_sum"),
    (RMS, r"$$v_t = \beta v_{t-1} + \beta g_t^2$$", "decay_sum"),
    (RMS, r"$$v_t = \rho v_{t-1} - (1-\rho) g_t^2$$", "decay_sign"),
    (RMS, r"$$v_t = \rho v_{t-1} + g_t^2$$", "decay_missing"),
    (RMS, r"$$v_t = v_{t-1} + (1-\rho) g_t^2$$", "decay_missing"),
    (RMS, r"$$E[g^2]_t = 0.9 E[g^2]_{t-1} + 0.01 g_t^2$$", "two_decays"),
    (RMS, "```\nv = rho * v + (1 + rho) * g^2\n```", "decay_sum"),
    (RMS_FR, "v(t) = ρ·v(t-1) + (1+ρ)·g²", "decay_sum"),
    (RMS_FR, "v_t = ρ v_{t-1} − (1−ρ) g_t²", "decay_sign"),
    (RMS, r"$$v_t = \rho v_{t-1} + (1-\rho) g_t$$ $$w_t = w_{t-1} - \frac{\eta}{\sqrt{v_t}+\epsilon} g_t$$", "square"),
    (RMS, "E[g²]_t = β E[g²]_{t-1} + (1-β) g_t", "square"),
    (f"{RMS} `momentum=0.0`", "E[g]ₜ = ρ·E[g]ₜ₋₁ + (1 − ρ)·gₜ\n\nwₜ₊₁ = wₜ − η·gₜ / √(E[g]ₜ + ε)", "square"),
    (RMS, r"$$w_t = w_{t-1} + \frac{\eta}{\sqrt{E[g^2]_t} + \epsilon} \frac{\partial C}{\partial w}$$", "plus"),
    (RMS, r"$$\theta = \theta + \eta \nabla_\theta J(\theta) \oslash \sqrt{s + \epsilon}$$", "plus"),
    (RMS, r"$$w_t = w_{t-1} + \frac{\eta}{\sqrt{v_t}} g_t$$", "plus"),
    (RMS_FR, "w = w + lr * g / sqrt(v + eps)", "plus"),
    (RMS, r"$$w_t = w_{t-1} - \frac{\eta}{E[g^2]_t + \epsilon} \frac{\partial C}{\partial w}$$", "no_root"),
    (RMS, r"$$w_t = w_{t-1} - \frac{\eta}{E[g^2]_t} g_t$$", "no_root"),
    (RMS, r"$$v_t = \rho v_{t-1} + (1-\rho) g_t^2$$ $$w_t = w_{t-1} - \eta \frac{g_t}{v_t + \epsilon}$$", "no_root"),
    (RMS, "```\nv = rho*v + (1-rho)*g^2\nw = w - lr*g/(v + eps)\n```", "no_root"),
    (RMS, r"$$w_t = w_{t-1} - \eta \sqrt{E[g^2]_t} \cdot g_t$$", "multiplied"),
    (ADAM, r"$$m_t = \beta_1 m_{t-1} + (1-\beta_2) g_t^2$$", "two_decays"),
    (ADAM, r"$$\hat{m}_t = \frac{m_t}{1+\beta_1^t}$$", "correction"),
    (ADAM, r"$$\theta_{t+1} = \theta_{t} + \frac{\eta}{\sqrt{\hat{v}_t} + \epsilon} \hat{m}_t$$", "plus"),
    (ADAM, r"$$v_t = \beta_2 v_{t-1} + (1+\beta_2) g_t^2$$", "decay_sum"),
    (SGD, r"$$w_{t+1} = w_t + \eta \nabla L(w_t)$$", "plus"),
    (SGD, "w = w + lr * dL/dw", "plus"),
    (SGD, "w ← w + η·∂C/∂w", "plus"),
    (SGD, r"$$\theta \leftarrow \theta + \alpha \frac{\partial J}{\partial \theta}$$", "plus"),
    (CE, r"$$\text{CE} = -\frac{1}{N} \sum_{k=0}^N \log \vec{p}_i[y_i]$$", "index_and_bounds"),
    (CE, r"$$\text{CE} = -\frac{1}{N} \sum_{k=1}^N \log \vec{p}_i[y_i]$$", "index"),
    (CE, r"$$L = -\sum_{j=1}^{C} y_i \log(\hat{y}_i)$$", "index"),
    (CE, r"$$L = -\frac{1}{N}\sum_{i=0}^{N} \log p_i$$ where N is the number of samples", "bounds"),
    (CE_FR, r"$$L = -\frac{1}{N}\sum_{i=0}^{N} y_i \log p_i$$ où N est le nombre d'images", "bounds"),
    (CE, r"$$L = \sum_{i=1}^{C} y_i \log(\hat{y}_i)$$", "missing_minus"),
    (CE, r"$$\text{CE} = \frac{1}{N}\sum_{i=1}^N \sum_{c=1}^C y_{ic} \log p_{ic}$$", "missing_minus"),
    (CE, r"$$J = \frac{1}{m}\sum_i y_i \log(\hat y_i)$$", "missing_minus"),
    (CE_FR, "CE = Σ y log(p)", "missing_minus"),
    (CE_FR, "Loss = ∑ y_true * log(y_pred)", "missing_minus"),
    (CE_FR, "`loss = sum(y_true * log(y_pred))`", "missing_minus"),
    (CE_FR, "L = Σᵢ yᵢ · ln(ŷᵢ)", "missing_minus"),
    (CE, "CE = - Σ y_pred * log(y_true)", "swapped"),
    (
        CE,
        r"$$L = -\sum_i \hat{y}_i \log(y_i)$$ where $y_i$ is the true label and $\hat{y}_i$ the predicted probability",
        "swapped",
    ),
    (CE, "L = -Σ p_i log(y_i), where y_i is the true label and p_i is the predicted probability", "swapped"),
    (BCE, r"$$L = \frac{1}{N}\sum_{i=1}^N \left[y_i \log(p_i) + (1-y_i)\log(1-p_i)\right]$$", "missing_minus"),
    (BCE, r"$$L = -[y \log(p) - (1-y)\log(1-p)]$$", "second_sign"),
    (BCE, r"$$L = -y \log(p) + (1-y)\log(1-p)$$", "second_sign"),
    (BCE, r"$$L = -[y \log(p) + (1-y)\log(p)]$$", "second_log"),
    (BCE, r"$$L = -[y \log(p) + (1+y)\log(1-p)]$$", "second_factor"),
    (BCE, r"$$BCE = -[y \log(p) + \log(1-p)]$$", "second_factor"),
    (BCE_FR, "BCE = y·log(p) + (1-y)·log(1-p)", "missing_minus"),
    (BCE_FR, "BCE = -y·log(p)", "second_missing"),
    (MSE, r"$$MSE = \frac{1}{n}\sum_{i=1}^{n}(y_i - \hat{y}_i)$$", "mse_square"),
    (MSE, r"$$MSE = \frac{1}{n}\sum_{i=1}^{n}(y_i + \hat{y}_i)^2$$", "mse_plus"),
    (MSE, "MSE = 1/n * Σ |y - ŷ|", "mse_square"),
    (MSE, r"$$MSE = \frac{1}{n}\sum_{j=1}^{n}(y_i - \hat{y}_i)^2$$", "index"),
    (SOFT, r"$$softmax(z)_i = \frac{e^{z_i}}{\sum_{j} z_j}$$", "softmax_exponential"),
    (SOFT, r"$$softmax(z)_i = \frac{z_i}{\sum_{j} e^{z_j}}$$", "softmax_exponential"),
    (SOFT, r"$$softmax(z)_i = \frac{e^{z_i}}{\sum_{j=1}^K e^{z_i}}$$", "softmax_index"),
    (SIG, r"$$\sigma(x) = \frac{1}{1 + e^{x}}$$", "sigmoid_sign"),
    (SIG, "σ(x) = 1 / (1 - exp(-x))", "sigmoid_plus"),
    (RELU, "ReLU(x) = min(0, x)", "relu_min"),
    (RELU, r"$$f(x) = \min(0, x)$$", "relu_min"),
    (HOG, "28 * 28 * n_orientations / pix_p_cell", "hog_square"),
    (HOG, "size = 28*28*n_orientations*pix_p_cell^2", "hog_divided"),
    (HOG, "size = (28 / pix_p_cell) * n_orientations", "hog_square"),
    (L2, r"$$L = L_0 + \lambda \sum_i w_i$$", "l2_square"),
    ("The F1-score:", "F1 = (precision * recall) / (precision + recall)", "f1_two"),
    ("The F1-score:", r"$$F_1 = 2\frac{P + R}{P \cdot R}$$", "f1_inverted"),
    ("Métriques :", "Rappel = VP / (VP + FP)", "recall_precision"),
    ("Metrics:", r"$$precision = \frac{TP}{TP+FN}$$", "precision_recall"),
    ("Metrics:", "accuracy = (TP + TN) / (TP + FP + FN)", "accuracy_other"),
    ("Metrics:", "We compute F1 = precision * recall / (precision + recall) for each class.", "f1_two"),
    ("Metrics:", "computed as F1 = precision * recall / (precision + recall) with", "f1_two"),
    ("Metrics:", "The F1-score is the arithmetic mean of precision and recall.", "f1_mean"),
    ("Métriques :", "Le score F1 est la moyenne arithmétique entre précision et rappel.", "f1_mean"),
    (HOG, r"$n = 28 \cdot 28 \cdot n_{orient} / pix\_p\_cell$", "hog_square"),
    # target and prediction of two outputs
    (CE, r"$$CE = -\sum_{i=1}^{10} t_i \log(p_j)$$", "free_index"),
    (CE_FR, "L = -Σ_k y_k log(p_i)", "free_index"),
    (MSE, r"$$MSE = \frac{1}{n}\sum_{i=1}^{n}(y_i - \hat{y}_j)^2$$", "free_index"),
    # E[g] where the text speaks of squares, or the step takes the root
    ("RMSprop keeps a moving average of the squared gradients:", r"$$E[g]_t = 0.9 E[g]_{t-1} + 0.1 g_t$$", "square"),
    ("RMSprop garde une moyenne mobile des carrés des gradients :", r"$$v_t = \rho v_{t-1} + (1-\rho) g_t$$", "square"),
    (
        RMS,
        r"$$E[g]_t = \rho E[g]_{t-1} + (1-\rho) g_t$$ $$w_t = w_{t-1} - \frac{\eta}{\sqrt{E[g^2]_t}+\epsilon} g_t$$",
        "square",
    ),
    (
        ADAM,
        r"$$v_t = \beta_2 v_{t-1} + (1-\beta_2) g_t$$ $$w_t = w_{t-1} - \eta \frac{\hat m_t}{\sqrt{\hat v_t}+\epsilon}$$",
        "square",
    ),
    (RMS, r"$$\Delta w_t = - \frac{\eta}{E[g^2]_t + \epsilon} g_t$$", "no_root"),
    (RMS, "wt+1 = wt − η · √(E[g²]t + ε) · gt", "multiplied"),
    (RMS_FR, "vt = ρ vt−1 + (1 + ρ) gt²", "decay_sum"),
    # the words say minus, the formula does not
    (
        "The loss is the mean of minus the natural logarithm of the probability of the true class (cross-entropy):",
        r"$$L = \frac{1}{N}\sum_{i=1}^{N}\sum_{k=1}^{K} y_{ik} \ln p_{ik} \tag{8}$$",
        "missing_minus",
    ),
    (
        "La perte (entropie croisée) est moins le logarithme de la probabilité :",
        r"$$L = \sum_k y_k \ln p_k$$",
        "missing_minus",
    ),
    (
        "The loss is the categorical cross-entropy or negative log-likelihood:",
        r"$$L = \sum_c y_c \log p_c$$",
        "missing_minus",
    ),
    (BCE, r"$$L = -[y \log(\hat y) + (1-\hat y)\log(1-y)]$$", "second_swapped"),
    ("The sigmoid:", r"$\sigma(x) = \frac{e^{-x}}{1+e^{-x}}$", "sigmoid_sign"),
    ("ReLU:", "ReLU(x) = max(0, -x)", "relu_sign"),
    ("binary cross-entropy:", r"$L = -[y \log p + y \log(1-p)]$", "second_factor"),
    ("categorical cross-entropy:", r"$$L = \frac{\sum_{i=1}^N y_i \log(\hat y_i)}{N}$$", "missing_minus"),
    (
        "RMSprop:",
        r"$$v_t = \rho v_{t-1} + (1-\rho)\left(\frac{\partial}{\partial w} C\right)$$ $$w_t = w_{t-1} - \frac{\eta}{\sqrt{v_t}+\epsilon}\frac{\partial}{\partial w} C$$",
        "square",
    ),
    ("Adam:", r"$$\hat m_t = m_t (1-\beta_1^t)$$", "correction"),
    ("F1:", r"$$F_1 = \frac{P + R}{2 P R}$$", "f1_inverted"),
    ("Precision:", "Precision = FP / (TP + FP)", "metric_share"),
    ("Recall:", "Recall = FN / (TP + FN)", "metric_share"),
    ("Accuracy:", "accuracy = (TP + FN)/(TP+TN+FP+FN)", "accuracy_other"),
    ("HOG inputs:", "n = n_orientations * img_size^2 / pix_p_cell", "hog_square"),
]

REVIEWED = [
    (RMS, r"$$w_t = w_{t-1} - \frac{\eta}{\sqrt{E[g^2]_t}} \frac{\partial C}{\partial w}$$", "no_epsilon"),
    (RMS, r"$$E[g]_t = \beta E[g]_{t-1} + (1 - \beta) g_t^2$$", "notation"),
    (RMS, "where $E[g]$ is the moving average of squared gradients", "notation"),
    (RMS, r"$$w_t = w_{t-1} - \frac{\eta}{\sqrt{v_t + \epsilon}}$$", "no_gradient"),
    (ADAM, "w = w - lr * m / (sqrt(v) + eps)", "no_correction"),
    (CE, r"$$L = -\frac{1}{N}\sum_{i=0}^{N} y_i \log p_i$$", "bounds"),
    (CE, r"$$L = -\sum_i \hat{y}_i \log(y_i)$$", "swapped"),
    (CE, "It is the sum of each target value multiplied with the logarithm of its predicted value.", "minus_in_words"),
    (SOFT, r"$$\sigma(z)_i = \frac{e^{z_i}}{\sum_{i} e^{z_i}}$$", "softmax_same"),
    (CE, r"$$L = -\frac{1}{N}\sum_{i=1}^{N}\sum_{c=1}^{C} y_{i} \log(p_{i})$$", "index"),
    ("Metrics:", "The F1-score is the mean of precision and recall.", "f1_mean"),
    ("binary cross-entropy:", r"$L = -[(1-y) \log p + y \log(1-p)]$", "exchanged"),
    ("RMSprop:", r"$$w_t = w_{t-1} - \frac{g_t}{\sqrt{v_t}+\epsilon}$$", "no_rate"),
    ("RMSprop:", r"$$\Delta w_t = -\frac{\eta}{\sqrt{v_t}} g_t$$", "no_epsilon"),
    ("SGD:", r"$w = w - \frac{\eta}{\nabla L}$", "divided"),
    ("SGD:", r"$w = w - \nabla L$", "no_rate"),
    ("Adam:", r"$$\hat m_t = \frac{m_t}{1-\beta_1}$$", "no_power"),
]


CAREFUL = [
    # powers and signs that were lost on the way, or that the text makes good
    (MSE, "MSE = 1/n Σ (y - ŷ)2"),
    (L2, "L = L0 + λ Σ w2"),
    (HOG, "size = n_orientations * 28*28 / pix_p_cell2"),
    (HOG, "784 / pixels per cell * number of orientations"),
    (HOG, "cells in a row = 28 / pix_p_cell"),
    (RMS, "E[g2]t = βE[g2]t-1 + (1-β)gt2"),
    (CE, "the log-probabilities: log_softmax = log(softmax(x))"),
    (CE, r"Each term $y_i \log(\hat y_i)$ is negative."),
    (CE, r"$$CE = \sum_i y_i \log(p_i)$$ (we then take the negative)"),
    (CE, r"$$-\frac{1}{N}\sum_{i=1}^N\sum_{c=1}^C 1_{y_i\in C_c} \log p_{model}[y_i \in C_c]$$"),
    (CE, r"$$C = -\frac{1}{n}\sum_x \sum_j [y_j \ln a^L_j + (1-y_j) \ln (1-a^L_j)]$$"),
    (CE, r"$$L = -\sum_{j} y_{gt} \log(p_{hat})$$"),
    (CE, r"$$L = -\sum_{classes} y_{i} \log(p_{i})$$"),
    (CE, r"$$L = -\frac1N \sum_i \sum_c y_c \log(p_c)$$"),
    (CE, r"$$L = -\sum_{c} y_{i}^{c} \log(p_{i}^{c})$$"),
    (
        CE,
        r"$$L = -\sum_i y_i \log(p_i)$$ where y_i is the true label and p_i the predicted probability of the true class",
    ),
    (CE, r"$$L = -\sum_i d_i \log(y_i)$$ où $d_i$ est la sortie désirée et $y_i$ la sortie du réseau"),
    (CE, r"$$\log L = \sum_i y_i \log p_i$$"),
    (CE, r"$$D_{KL}(p||q) = \sum p \log \frac{p}{q}$$"),
    (CE, "La perte vaut l'opposé de la somme : CE = Σ y log(p)"),
    (BCE, r"For a positive image $L = - y \log p$"),
    (BCE, r"The general form is $L = -\sum_{c} y_c \log(p_c)$"),
    (SGD, r"the perceptron rule $w = w + \eta (t - y) x$"),
    (SGD, r"$\Delta w_{ij} = \eta \delta_j x_i$ and $w = w + \Delta w$"),
    (SGD, r"the gradient $g = -\nabla C$, thus $w = w + \eta g$"),
    (SGD, r"$$w = (1 - \eta\lambda) w - \eta \nabla L$$"),
    (
        "Adagrad and RMSprop",
        r"Adagrad: $G_t = G_{t-1} + g_t^2$; RMSprop: $E[g^2]_t = \rho E[g^2]_{t-1} + (1-\rho) g_t^2$",
    ),
    ("RMSprop is derived from momentum:", r"$$V_{dw} = \beta V_{dw} + (1-\beta) dw$$"),
    (SIG, "σ(-x) = 1 / (1 + exp(x))"),
    (RELU, "clipped ReLU: min(max(0, x), 6)"),
    ("Métriques :", "précision = (VP + VN) / (VP + VN + FP + FN)"),
    ("Weights:", "parameters = (kernel_height * kernel_width * input_channels + 1) * filters"),
    ("Weights:", "w = 28 * 28 * 100 + 100 = 78'500"),
]

DAMAGED = [
    r"$$E[g^2](t) = eta E[g^2](t-1) + (1-eta)(rac{\partial c}{\partial w})$$",
    r"$$w_{ij}(t) = w_{ij}(t-1) + rac{\eta}{\sqrt{E[g^2]}} rac{\partial c}{\partial w_{ij}}$$",
    "$$E[g^2](t) = \x08eta E[g^2](t-1) + (1+\x08eta)(\x0crac{1}{2} g)^2$$",
]


@pytest.mark.parametrize(("before", "formula"), RIGHT)
def test_a_right_formula_is_never_refuted(before: str, formula: str) -> None:
    """Whatever its notation."""
    found = verdicts(f"# Report\n\n{before}\n\n{formula}\n")
    assert not mistakes(found), [verdict.quote for verdict in found]


@pytest.mark.parametrize(("before", "formula"), RIGHT)
def test_a_right_formula_is_right_in_tex_and_text(before: str, formula: str) -> None:
    """The same in the other formats."""
    assert not mistakes(verdicts(f"{before}\n\n{formula}\n", "report.txt"))
    assert not mistakes(verdicts(f"\\begin{{document}}\n{before}\n\n{formula}\n\\end{{document}}\n", "report.tex"))


@pytest.mark.parametrize(("before", "formula", "mistake"), WRONG)
def test_a_known_mistake_is_refuted(before: str, formula: str, mistake: str) -> None:
    """By its name."""
    assert mistake in mistakes(verdicts(f"# Report\n\n{before}\n\n{formula}\n"))


@pytest.mark.parametrize(("before", "formula", "mistake"), REVIEWED)
def test_what_is_inexact_is_reviewed(before: str, formula: str, mistake: str) -> None:
    """Never refuted."""
    found = verdicts(f"# Report\n\n{before}\n\n{formula}\n")
    assert [str(one.how.key).rpartition(".")[2] for one in found if one.outcome == "review"] == [mistake]
    assert not mistakes(found)


@pytest.mark.parametrize(("before", "formula"), CAREFUL)
def test_what_leaves_room_is_not_refuted(before: str, formula: str) -> None:
    """A second reading is right."""
    assert not mistakes(verdicts(f"# Report\n\n{before}\n\n{formula}\n"))


@pytest.mark.parametrize("formula", DAMAGED)
def test_damage_is_not_the_students(formula: str) -> None:
    """Lost signs of LaTeX: nothing is refuted."""
    assert not mistakes(verdicts(f"# Report\n\n{RMS}\n\n{formula}\n"))


def test_plain_text_out_of_a_pdf_is_never_refuted() -> None:
    """Powers and minus signs may be lost there; LaTeX that parses is as the student had it."""
    text = "MLP\n\nThe loss is the categorical cross-entropy\n\nCE = Σ y log(p)\n\n$$CE = \\sum_i y_i \\log(p_i)$$\n"
    submission = replace(read_text(text, "report.txt"), extracted=True)
    assert [verdict.outcome for verdict in equations.check(Facts(submission))] == ["review", "refuted"]


EXTRACTED = [
    (RMS_FR, "E[g²]_t = 0.9 * E[g²]_(t-1) + 0.1 * g_t", "square"),
    (RMS_FR, "E[g]_t = 0.9 * E[g]_(t-1) + 0.1 * g_t", None),
    (RMS_FR, "w(t+1) = w(t) + η · g(t) / (√v(t) + ε)", "plus"),
    (CE_FR, "L = Σ yᵢ · log(pᵢ)", "missing_minus"),
    (CE, "L = -Σ_i y_i log(p_j)", "free_index"),
    ("Métriques :", "précision = VP / (VP + FN)", "precision_recall"),
    ("Métriques :", "F1 = précision · rappel / (précision + rappel)", None),
    (MSE, "MSE = 1/n Σ (y - ŷ)", None),
    (SIG, "σ(x) = 1 / (1 + exp(x))", None),
]


@pytest.mark.parametrize(("before", "formula", "mistake"), EXTRACTED)
def test_what_no_lost_sign_explains_is_reviewed(before: str, formula: str, mistake: str | None) -> None:
    """In plain text out of a PDF: a letter, a visible plus, a missing power beside one that is there."""
    found = verdicts_of_pdf(f"# Report\n\n{before}\n\n{formula}\n")
    assert [(one.outcome, str(one.how.key).rpartition(".")[2]) for one in found] == (
        [("review", mistake)] if mistake else []
    )


def verdicts_of_pdf(text: str) -> list[Verdict]:
    """Return what the rule says of a report whose text came out of a PDF."""
    return list(equations.check(Facts(replace(read_text(text, "report.md"), extracted=True))))


def test_a_verdict_stands_on_the_line_of_its_formula() -> None:
    """Of an alignment, the row."""
    text = f"# A\n\n{RMS}\n\n$$\n\\begin{{aligned}}\nv &= \\rho v + (1-\\rho) g^2 \\\\\nw &= w + \\eta g / \\sqrt{{v + \\epsilon}}\n\\end{{aligned}}\n$$\n"
    places = {verdict.outcome: (verdict.place.first + 1, verdict.place.last + 1) for verdict in verdicts(text)}
    assert places["refuted"] == (8, 8)
    assert places["confirmed"] == (7, 7)


def test_a_cell_of_a_table_is_read() -> None:
    """As a line of text is."""
    text = "# A\n\n| loss | formula |\n|---|---|\n| categorical cross-entropy | $CE = \\sum_i y_i \\log p_i$ |\n"
    assert mistakes(verdicts(text)) == ["missing_minus"]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_verdict_can_be_said(language: str) -> None:
    """In both languages."""
    texts = load_language(language, TEMPLATES)
    for before, formula, _ in (*WRONG, *REVIEWED):
        for verdict in verdicts(f"# Report\n\n{before}\n\n{formula}\n"):
            assert texts.text(verdict.how)
            assert texts.label(f"check.rules.{verdict.rule}.title")
            assert verdict.rule in equations.RULES


@given(st.text(max_size=400))
def test_any_text_is_parsed_or_not(text: str) -> None:
    """Without an error."""
    parse(text)
    parse(text, wide=True)


@settings(max_examples=60, deadline=2000)
@given(
    st.lists(
        st.sampled_from(
            [
                "$",
                "$$",
                "\\frac{",
                "}",
                "\\sum_",
                "log",
                "(",
                "[",
                "=",
                "-",
                "w",
                "_t",
                "^2",
                "|",
                "\n",
                "E[g",
                "∂",
                "∇",
                " ",
                "RMSprop",
            ]
        ),
        max_size=200,
    )
)
def test_any_report_gives_a_result(pieces: list[str]) -> None:
    """Within bounded time."""
    verdicts("RMSprop cross-entropy\n\n" + "".join(pieces))
