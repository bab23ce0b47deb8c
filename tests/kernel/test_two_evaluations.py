"""What the two evaluations say of a proposition at one model, each by itself: a refutation needs both.

The model has a sample with a tie, a sample of one, a symmetric matrix and an eigenvector of it. What is listed as true
or false is so by a calculation that a reader can do in the head.
"""

from __future__ import annotations

from fractions import Fraction

import pytest

from solgen.kernel.evaluation.evaluate import evaluate
from solgen.kernel.evaluation.values import CannotEvaluate, DoesNotExist
from solgen.kernel.floats import FloatEvaluator, NoRule, NoValue
from solgen.kernel.instances.models import ArrayValue, FamilyValue, Model, PolynomialFunction
from solgen.notation.reading import read
from tests.kernel.claims import context

NAMES = context(
    """
    x, t: real
    n, m, q: size
    y_i: real for i in 1..n
    z_i: real for i in 1..m
    s_i: real for i in 1..n
    s_{(k)}: order statistics of s, k in 1..n
    A: matrix[q, q]
    v, u: vector[q]
    f: function
    """
)


def sample(*values):
    return FamilyValue({(place,): Fraction(value) for place, value in enumerate(values, 1)})


MODEL = Model(
    NAMES,
    {
        "x": Fraction(3, 2),
        "n": Fraction(3),
        "m": Fraction(1),
        "q": Fraction(2),
        "y": sample(1, 2, 2),
        "z": sample(7),
        "s": sample(3, 1, 2),
        "A": ArrayValue(2, 2, tuple(map(Fraction, (2, 1, 1, 2)))),
        "v": ArrayValue(2, 1, (Fraction(1), Fraction(-1))),
        "u": ArrayValue(2, 1, (Fraction(1), Fraction(2))),
        "f": PolynomialFunction((Fraction(1), Fraction(0), Fraction(1))),
    },
)

CERTAIN = r"""
2 \in [1, 2]                            | 2 \in [1, 2)                              | 2 \in (2, 3]
1 \in [1, 2)                            | 1 \in (1, 2]                              | 3 \in [1, 2]
x \in [0, \infty)                       | -x \in [0, \infty)                        | x \in (-\infty, 0)
-x \in (-\infty, 0)                     | 2 \notin [1, 2]                           | x \notin (-\infty, \infty)
3 \in \{1, 2, 3\}                       | 4 \in \{1, 2, 3\}                         | 3 \notin \{1, 2, 3\}
\sqrt{2} \in [1, 2]                     | \sqrt{2} \in [0, 1]                       | \sqrt{2} \in [2, 3]
\sqrt{2} < \frac{3}{2}                  | \sqrt{3} < \frac{3}{2}                    | \sqrt{2} = \frac{3}{2}
\sqrt{3} \ge \frac{3}{2}                | \sqrt{2} \ge \frac{3}{2}                  | \sqrt{3} \le \frac{3}{2}
x \ge \frac{3}{2}                       | x > \frac{3}{2}                           | x \ne \frac{3}{2}
x \le \frac{3}{2}                       | x < \frac{3}{2}                           | 1 < 2 < 2
1 < 2 \le 2                             | 1 \le 0 < 2                               | 2 > 1 > 1
x > 1 \implies x > 0                    | x > 0 \implies x > 2                      | x < 1 \iff x > 0
x < 1 \implies x < 0                    | x > 0 \implies x < 0                      | x > 1 \iff x > 2
x < 1 \iff x < 0                        | x > 1 \iff x < 0                          | \lnot (x > 1)
x < 1 \lor x > 1                        | x < 1 \lor x > 2                          | x > 1 \land x > 2
x > 0 \land x > 1                       | x < 1 \land x > 0                         | \lnot (x > 1 \lor x < 0)
y_i > 0 \text{ for all } i              | y_i > 1 \text{ for all } i                | y_i < 2 \text{ for all } i
\forall i: y_i > 0                      | \forall i: y_i > 1                        | \exists i: y_i > 2
\exists i: y_i > 1                      | \exists i: y_i < 1                        | \forall t \in \{1, 2\}: t > 1
\exists t \in \{1, 2\}: t^2 > 3         | \exists t \in \{1, 2\}: t > 2             | \forall i: y_i < 1
\{1, 2\} \subseteq \{1, 2, 3\}          | \{1, 4\} \subseteq \{1, 2, 3\}            | \{1, 2\} \subset \{2, 1\}
\{1, 2\} \subset \{1, 2, 3\}            | \{1, 2, 3\} \subseteq \{1, 2\}            | \{1, 2\} = \{1, 3\}
\{1, 2\} \subseteq \{2, 1\}             | \{1, 2\} = \{1\}                          | \{1\} = \{1, 2\}
\{1, 2\} \ne \{1, 3\}                   | [1, 2] = [1, 3]                           | [1, 2] = [0, 2]
[1, 2] \ne [1, 2)                       | [1, 2] = (1, 2]                           | [1, 2] = [1, 2)
[0, \infty) \ne [0, 1]                  | \emptyset = [0, 1]                        | [0, 1] = \emptyset
(0, 1) \ne \{0, 1\}                     | \{0, 1\} = [0, 1]                         | \{1\} = [1, 2]
|\{ i : y_i > 1 \}| = 2                 | |\{ i : y_i > 1 \}| = 3                   | |\{ i : y_i \ge 1 \}| = 2
\{ i : y_i = 2 \} \subseteq \{2, 3, 4\} | \{ i : y_i = 2 \} = \{2\}                 | \{ i : y_i = 1 \} = \{2, 3\}
|\{1, 2\} \cup \{2, 3\}| = 3            | |\{1, 2\} \cup \{2, 3\}| = 4              | \{1, 2\} \cap \{2, 3\} = \{1\}
|\{1, 1, 2\}| = 2                       | |\{1, 1, 2\}| = 3 | \{1, 2\} \setminus \{2, 3\} = \{2\}
|\{1, \dots, n\}| = 3                   | |\{1, \dots, n\}| = 2                     | \{1, \dots, n\} = \{1, 3\}
7 \in \{z_1, \dots, z_m\}               | 1 \in \{z_1, \dots, z_m\}                 | \{z_1, \dots, z_m\} = \{1\}
|\{y_1, \dots, y_n\}| = 2               | \{y_1, \dots, y_n\} = \{1, 3\}            | \{y_1, y_2, \dots, y_n\} = \{2\}
\max(y_1, \dots, y_n) = 2               | \max(y_1, \dots, y_n) = 1                 | \min(y_1, \dots, y_n) = 2
\max(z_1, \dots, z_m) = 7               | \max(z_1, \dots, z_m) = 1                 | \max(z_1, \dots, z_m, 8) = 7
\max(z_1, \dots, z_m, 8) = 8            | \min(6, z_1, \dots, z_m) = 7              | \{1, \dots, m\} = \{2\}
\max_i y_i = 2                          | \max_i y_i = 1                            | \min_i y_i = 2
\max(\sqrt{3}, \sqrt{2}) > 1.5          | \min(\sqrt{3}, \sqrt{2}) > 1.5            | \max(1, \sqrt{2}) = 1
\min(1, \sqrt{2}) < 1.1                 | \max(\sqrt{3}, \sqrt{2}) < 1.5            | \max(1, 2, 3) = 2
y_1 \le \dots \le y_n                   | y_1 < \dots < y_n                         | s_1 \le \dots \le s_n
s_{(1)} < s_{(2)} < \dots < s_{(n)}     | s_{(1)} > s_{(2)} > \dots > s_{(n)} | s_{(1)} = s_{(2)} = \dots = s_{(n)}
s_{(n)} = 3                             | s_{(n)} = 2                               | s_{(1)} = 3
y_1 < y_2 \le y_3                       | y_1 < y_2 < y_3                           | y_1 = y_2 = y_3
\sum_{i=1}^{n} y_i = 5                  | \sum_{i=1}^{n} y_i = 3                    | \sum_{i=2}^{n} y_i = 5
\prod_{i=1}^{n} y_i = 4                 | \prod_{i=1}^{n} y_i = 2                   | \prod_{i=1}^{0} y_i = 0
\sum_{i=1}^{0} y_i = 0                  | \sum_{i=1}^{0} y_i = 1                    | \sum_{i \in \{1, 3\}} y_i = 5
A \succ 0                               | A - 3 I \succ 0                           | A - 3 I \succeq 0
A - I \succeq 0                         | A - I \succ 0                             | -A \succeq 0
A \ne 0                                 | A = 0                                     | A + A = 0
v \ne 0                                 | v = 0                                     | A v = u
A \ne I                                 | A = I                                     | I = A
I \ne 2 I                               | I = 2 I                                   | A A^{-1} = 2 I
\operatorname{tr}(A) = 4                | \operatorname{tr}(A) = 3                  | \operatorname{tr}(I A) = 2
\det(A) = 3                             | \det(A) = 5                               | \operatorname{rank}(A) = 1
v^\top v = 2                            | v^\top v = 0                              | v^\top v = 1
\|v\|_1 = 2                             | \|v\|_1 = 0                               | \|v\|_\infty = 2
\langle u, v \rangle = -1               | \langle u, v \rangle = 3                  | \|v\| = 2
A_{12} = 1                              | A_{12} = 2                                | A_{11} = 1
(u + v)_2 = 1                           | (u + v)_2 = 2                             | (A v)_1 = 2
0 \ne A                                 | 0 = A                                     | v^\top = v
u_2 = 2                                 | u_2 = 1                                   | u_1 = 2
(1, 2) \ne (2, 1)                       | (1, 2) = (2, 1)                           | (1, 2)^\top = (1, 3)^\top
f(2) = 5                                | f(2) = 4                                  | f'(2) = 5
\left. f(t) \right|_{t=3} = 10          | \left. f(t) \right|_{t=3} = 9             | f''(2) = 4
\lfloor x \rfloor = 1                   | \lfloor x \rfloor = 2                     | \lfloor -x \rfloor = -1
\lceil x \rceil = 2                     | \lceil x \rceil = 1                       | \lceil -x \rceil = -2
\binom{5}{2} = 10                       | \binom{5}{2} = 20                         | \binom{2}{3} = 1
5! = 120                                | 5! = 24                                   | 0! = 0
\operatorname{sign}(-x) = -1            | \operatorname{sign}(-x) = 1               | \operatorname{sign}(0) = 1
|-x| = x                                | |-x| = -x                                 | |x| = -x
\operatorname{relu}(-x) = 0             | \operatorname{relu}(-x) = x               | \operatorname{relu}(x) = 0
x^{-2} = \frac{4}{9}                    | x^{-2} = \frac{9}{4}                      | (-2)^3 = 8
\operatorname{median}(1, 5, 3) = 3      | \operatorname{median}(1, 5, 3) = 5        | \operatorname{median}(y) = 1
\log_2 8 > 2                            | \log_2 8 = 2                              | \log_2 x > 1
\pi > 3.14                              | \pi > 3.15                                | e < 2.71
\tanh(x) < 1                            | \sinh(x) < x                              | \cosh(x) < 1
\arcsin(1) > 1                          | \arctan(1) > 1                            | \arccos(0) < 1
"""
"""A line: one proposition that is true, two that are false; both evaluations are certain of all of them."""

CASES = [
    (latex.strip(), place == 0)
    for line in CERTAIN.strip().splitlines()
    for place, latex in enumerate(line.split(" | "))
]


@pytest.mark.parametrize(("latex", "holds"), CASES)
def test_each_evaluation_by_itself_says_what_is_true_and_what_is_false(latex, holds):
    node = read(latex, NAMES).term
    assert evaluate(node, MODEL) is holds
    assert FloatEvaluator(MODEL).value(node, {}) is holds


EQUAL = r"""
\{1, 2\} = \{2, 1, 2\}
[1, 2] = [1, 2]
(1, 1] = \emptyset
[1, 1] = \{1\}
\{ i : y_i = 2 \} = \{2, 3\}
\{ i : y_i > 5 \} = \emptyset
\{1, 2\} \cap \{2, 3\} = \{2\}
\{1, 2\} \setminus \{2, 3\} = \{1\}
\{1, \dots, n\} = \{1, 2, 3\}
\{1, \dots, m\} = \{1\}
\{y_1, \dots, y_n\} = \{1, 2\}
\{z_1, \dots, z_m\} = \{7\}
\arg\max_i y_i = \{2, 3\}
\arg\min_i y_i = \{1\}
\arg\min_t (t - 1)^2 = \{1\}
\arg\min_t |t| = \{0\}
\min_t |t - 2| = 0
\min_t (|t - 1| + |t - 3|) = 2
\arg\min_t (|t - 1| + |t - 3|) = [1, 3]
\arg\max_t (-|t - 1|) = \{1\}
\max_t (3 - |t|) = 3
\arg\min_u ((u_1 - 1)^2 + u_2^2) = (1, 0)^\top
\arg\min_u \|A u - v\|^2 = v
\min_u \|u - v\|^2 = 0
\{x\} + \{1\} = \{\frac{5}{2}\}
2 [1, 2] = [2, 4]
-[1, 2] = [-2, -1]
[0, 1] + [1, 3] = [1, 4]
\operatorname{median}(1, 2, 3, 4) = [2, 3]
(1, 2) = (1, 2)
A = A^\top
A v = v
A A^{-1} = I
I A = A
I v = v
I = I^\top
A - A = 0
A^\top A = A^2
A^{-1} v = v
2 I = \begin{pmatrix} 2 & 0 \\ 0 & 2 \end{pmatrix}
A = 2 I + \begin{pmatrix} 0 & 1 \\ 1 & 0 \end{pmatrix}
A \odot A = \begin{pmatrix} 4 & 1 \\ 1 & 4 \end{pmatrix}
\operatorname{diag}(1, 2) = \begin{pmatrix} 1 & 0 \\ 0 & 2 \end{pmatrix}
\operatorname{diag}(A) = (2, 2)^\top
\lim_{t \to \infty} \frac{2 t + 1}{t} = 2
\lim_{t \to 1} \frac{t^2 - 1}{t - 1} = 2
\lim_{t \to 0^+} \frac{|t|}{t} = 1
\lim_{t \to 0} \frac{\sin t}{t} = 1
\frac{d}{dx} x^3 = 3 x^2
\frac{d}{dx} |x| = 1
\left. \frac{d}{dt} t^3 \right|_{t=2} = 12
f'(2) = 4
f''(2) = 2
\frac{\partial}{\partial y_2} \sum_{i=1}^n y_i^2 = 4
\nabla_v (v^\top A v) = 2 A v
\begin{cases} 1 & \text{if } x > 1 \\ 0 & \text{otherwise} \end{cases} = 1
\begin{cases} 1 & \text{if } x > 2 \\ 0 & \text{otherwise} \end{cases} = 0
e^0 = 1
\sqrt[3]{8} = 2
"""


@pytest.mark.parametrize("latex", EQUAL.strip().splitlines())
def test_what_is_equal_is_equal_to_the_exact_evaluation_and_may_be_to_floats(latex):
    node = read(latex, NAMES).term
    assert evaluate(node, MODEL) is True
    assert FloatEvaluator(MODEL).value(node, {}) is not False


IRRATIONAL = r"""
\max(1, \sqrt{2}) = \sqrt{2}
\|v\| = \sqrt{2}
\|A\|_F = \sqrt{10}
\log_2 8 = 3
\log_{10} 100 = 2
\arcsin(1) = \frac{\pi}{2}
\arctan(1) = \frac{\pi}{4}
\arccos(0) = \frac{\pi}{2}
\tan(\frac{\pi}{4}) = 1
\cot(\frac{\pi}{4}) = 1
e^{\ln x} = x
\ln e = 1
"""


@pytest.mark.parametrize("latex", IRRATIONAL.strip().splitlines())
def test_no_evaluation_is_certain_that_irrational_numbers_are_equal(latex):
    node = read(latex, NAMES).term
    assert evaluate(node, MODEL) is None
    assert FloatEvaluator(MODEL).value(node, {}) is None


EXACTLY = r"""
\{1\} \subseteq [1, 2)           | \{2\} \subseteq [1, 2)
[1, 2] \subseteq [0, 3]          | [1, 2] \subseteq [0, 1]
[1, 2) \subseteq (0, 2)          | [1, 2] \subseteq (0, 2)
(1, 2) \subseteq [1, 2]          | [1, 2] \subseteq (1, 2]
[1, 2] \subset [1, 3]            | [1, 2] \subset [1, 2]
\emptyset \subseteq [0, 1]       | [0, 1] \subseteq \{0, 1\}
(-\infty, 1] \subseteq (-\infty, 2) | (-\infty, 1] \subseteq [0, 2)
[0, 1] \subseteq [0, \infty)     | [0, \infty) \subseteq [0, 1]
\mathbb{Z} \subseteq \mathbb{R}  | \mathbb{R} \subseteq \mathbb{Z}
\mathbb{Z} \subseteq \mathbb{Z}  | \mathbb{Z} \subseteq [0, 1]
3 \in \mathbb{Z}                 | x \in \mathbb{Z}
x \notin \mathbb{Z}              | 3 \notin \mathbb{Z}
v \in \mathbb{R}^2               | v \in \mathbb{R}^3
A \in \mathbb{R}^{2 \times 2}    | A \in \mathbb{R}^{2 \times 3}
v v^\top \in \mathbb{R}^{q \times q} | v \in \mathbb{R}^{2 \times 2}
"""


@pytest.mark.parametrize("line", EXACTLY.strip().splitlines())
def test_sets_that_floats_do_not_compare_are_compared_exactly(line):
    true, false = (read(latex.strip(), NAMES).term for latex in line.split(" | "))
    assert evaluate(true, MODEL) is True
    assert evaluate(false, MODEL) is False
    for node in (true, false):
        with pytest.raises(NoRule):
            FloatEvaluator(MODEL).value(node, {})


NOTHING = r"""
\frac{1}{x - \frac{3}{2}}
\ln(-x)
\sqrt{-x}
\arcsin(x)
\arccos(-x)
\log_2 0
0^{-1}
\min \emptyset
(-1)!
"""


@pytest.mark.parametrize("latex", NOTHING.strip().splitlines())
def test_what_does_not_exist_has_no_value_to_either(latex):
    node = read(latex, NAMES).term
    with pytest.raises(DoesNotExist):
        evaluate(node, MODEL)
    with pytest.raises((NoValue, NoRule)):
        FloatEvaluator(MODEL).value(node, {})


REFUSED = r"""
\max(y_3, \dots, y_1) = 2
A = 1
\operatorname{median}(\sqrt{2}, 1, 3) = 2
\left. \frac{d}{dt} |t| \right|_{t=0} = 0
|[0, 1]| = 1
\arg\min_t \sin(t) = 0
\min_t \sin(t) = -1
|\{\sqrt{2}\} \cup \{1\}| = 2
\{\sqrt{2}\} \cup \{1\} = \{1, 2\}
\{\sqrt{2}\} \cap \{1\} = \emptyset
"""


@pytest.mark.parametrize("latex", REFUSED.strip().splitlines())
def test_what_has_no_rule_is_refused_and_not_guessed(latex):
    with pytest.raises((CannotEvaluate, DoesNotExist)):
        evaluate(read(latex, NAMES).term, MODEL)


def test_a_constant_is_its_own_least_value_and_is_least_everywhere():
    assert evaluate(read(r"\min_t 5 = 5", NAMES).term, MODEL) is True
    assert evaluate(read(r"\arg\min_t 5 = (-\infty, \infty)", NAMES).term, MODEL) is True
