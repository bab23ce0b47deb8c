"""Identities of matrices are proved for all shapes; near misses are not, and NumPy agrees."""

from __future__ import annotations

import pytest

from solgen.kernel import definiteness, matrix_equations, matrix_identities
from solgen.kernel.claim import Claim, Finding, Proof, Unsettled
from solgen.notation.context import Context, Definition, Property
from solgen.notation.reading import read
from solgen.notation.terms import Term, name, relation, term
from tests.kernel.matrix_contexts import ZERO, D, N, apply, context, matrix, scalar, svd_context, vector
from tests.kernel.matrix_oracle import World

MECHANISMS = (matrix_identities, definiteness, matrix_equations)
SHAPES = ((3, 2), (4, 3), (5, 2))
TALL = context(matrix("F", N, D, Property("rank", (D,))))
SVD = svd_context().with_declarations(vector("w_\\lambda", D), vector("w^*", D))
FULL = SVD.with_declarations(  # the full decomposition, of a matrix of full column rank
    matrix("U", N, N, "orthogonal"), matrix("\\Sigma", N, D, "diagonal", Property("rank", (D,)))
)
NONZERO = context().with_hypotheses(relation("≠", name("a"), ZERO))
MU = {  # loss and penalty -> what stands beside the identity
    (r"\|X w - T\|^2", r"\frac{\lambda}{2}"): r"\frac{\lambda}{2}",
    (r"\frac{1}{2} \|X w - T\|^2", r"\frac{\lambda}{2}"): r"\lambda",
    (r"\frac{1}{N} \|X w - T\|^2", r"\frac{\lambda}{2}"): r"\frac{N \lambda}{2}",
    (r"\frac{1}{2 N} \|X w - T\|^2", r"\frac{\lambda}{2}"): r"N \lambda",
    (r"\|X w - T\|^2", r"\lambda"): r"\lambda",
    (r"\frac{1}{2} \|X w - T\|^2", r"\lambda"): r"2 \lambda",
    (r"\frac{1}{N} \|X w - T\|^2", r"\lambda"): r"N \lambda",
    (r"\frac{1}{2 N} \|X w - T\|^2", r"\lambda"): r"2 N \lambda",
}


def with_error(base: Context, loss: str, penalty: str) -> Context:
    """E(w) and its minimizer w_lambda, defined."""
    body = read(rf"{loss} + {penalty} \|w\|^2", base).term
    defined = base.with_definition(Definition(apply(name("E"), name("w")), body))
    minimizer = term("arg_min", [name("w"), apply(name("E"), name("w"))])
    return defined.with_definition(Definition(name("w_\\lambda"), minimizer))


RIDGE = with_error(SVD, r"\|X w - T\|^2", r"\frac{\lambda}{2}")


def claims_of(latex: str, base: Context) -> list[tuple[Claim, Term]]:
    """The claims of a formula, each with the relation that says it."""
    node = read(latex, base).term
    if node.head == "relation":
        return [(Claim(base, node.arguments[0], str(node.data), node.arguments[1]), node)]
    assert node.head == "chain"
    assert isinstance(node.data, tuple)
    return [
        (Claim(base, left, str(sign), right), relation(str(sign), left, right))
        for sign, left, right in zip(node.data, node.arguments, node.arguments[1:], strict=False)
    ]


def judge(claim: Claim) -> Finding | None:
    return next((finding for mechanism in MECHANISMS if (finding := mechanism.attempt(claim)) is not None), None)


TRUE = [
    (SVD, r"X^t X = V \Sigma^t U^t U \Sigma V^t = V \Sigma^t \Sigma V^t = V \Sigma^2 V^t"),
    (SVD, r"\left(X^t X\right)^{-1} X^t T = \left((U \Sigma V^t)^t U \Sigma V^t\right)^{-1} (U \Sigma V^t)^t T"),
    (SVD, r"\left(X^t X\right)^{-1} X^t T = (V \Sigma^t U^t U \Sigma V^t)^{-1} V \Sigma^t U^t T"),
    (SVD, r"\left(V \Sigma^2 V^t\right)^{-1} = V \left(\Sigma^2\right)^{-1} V^t"),
    (SVD, r"\left(X^t X\right)^{-1} X^t T = V (\Sigma^t \Sigma)^{-1} \Sigma^t U^t T = V \Sigma^{-2} \Sigma^t U^t T"),
    (SVD, r"\left(X^t X\right)^{-1} X^t T = V \Sigma^{-1} U^t T = \sum_{k=1}^{d} \frac{u_k^t T}{\sigma_k} v_k"),
    (SVD, r"V \Sigma^{-1} U^t X = I"),
    (SVD, r"\Sigma \Sigma^{-1} = I"),
    (SVD, r"(\Sigma^t \Sigma)^{-1} \Sigma^t = \Sigma^{-1}"),
    (SVD, r"X = \sum_{k=1}^{d} \sigma_k u_k v_k^t"),
    (SVD, r"\sum_{k=1}^{d} v_k v_k^t = I"),
    (SVD, r"\frac{\lambda}{2} I = \frac{\lambda}{2} V V^t"),
    (SVD, r"\sum_{k=1}^{d} \frac{\sigma_k^2}{\sigma_k^2 + \lambda} < d"),
    (
        SVD,
        r"\sum_{k=1}^{d} \frac{\sigma_k^2}{\sigma_k^2 + \lambda} = \operatorname{tr}(X (X^t X + \lambda I)^{-1} X^t)",
    ),
    (RIDGE, r"w_\lambda = V \left(\Sigma^2 + \frac{\lambda}{2} I\right)^{-1} \Sigma U^t T"),
    (RIDGE, r"w_\lambda = \left(V \Sigma^2 V^t + \frac{\lambda}{2} V V^t\right)^{-1} V \Sigma U^t T"),
    (RIDGE, r"w_\lambda = \left(V \left(\Sigma^2 + \frac{\lambda}{2} I\right) V^t\right)^{-1} V \Sigma U^t T"),
    (RIDGE, r"w_\lambda = V \left(\Sigma^2 + \frac{\lambda}{2} I\right)^{-1} V^t V \Sigma U^t T"),
    (RIDGE, r"w_\lambda = \sum_{k=1}^{d} \frac{\sigma_k}{\sigma_k^2 + \frac{\lambda}{2}} \left(u_k^t T\right) v_k"),
    (RIDGE, r"v_k^t w_\lambda = \frac{\sigma_k}{\sigma_k^2 + \frac{\lambda}{2}} u_k^t T"),
    (RIDGE, r"\lim_{\lambda \to 0^+} w_\lambda = V \Sigma^{-1} U^t T"),
    (RIDGE, r"\lim_{\lambda \to \infty} w_\lambda = 0"),
    (RIDGE, r"\nabla E(w_\lambda) = 0"),
    (RIDGE, r"\nabla E(w) = 0 \iff w = w_\lambda"),
    (
        RIDGE,
        r"\|w_\lambda\|^2 = \sum_{k=1}^{d} \frac{\sigma_k^2}{(\sigma_k^2 + \frac{\lambda}{2})^2} (u_k^t T)^2",
    ),
    (RIDGE, r"E(w) = E(w_\lambda) + \|X (w - w_\lambda)\|^2 + \frac{\lambda}{2} \|w - w_\lambda\|^2"),
    (RIDGE, r"E(w) \ge E(w_\lambda)"),
    (RIDGE, r"\Sigma_{kk} = \sigma_k"),
    (RIDGE, r"u_k^t X v_k = \sigma_k"),
    (FULL, r"(X^t X)^{-1} X^t T = V (\Sigma^t \Sigma)^{-1} \Sigma^t U^t T"),
    (FULL, r"(X^t X + \lambda I)^{-1} X^t T = V (\Sigma^t \Sigma + \lambda I)^{-1} \Sigma^t U^t T"),
    (RIDGE, r"\min_w E(w) = E(w_\lambda)"),
    (RIDGE, r"\operatorname{rank} X = d"),
    (RIDGE, r"\arg\min_w E(w) = \{ V (\Sigma^2 + \frac{\lambda}{2} I)^{-1} \Sigma U^t T \}"),
    (SVD, r"\Sigma = \operatorname{diag}(\sigma_1, \dots, \sigma_d)"),
    (
        SVD,
        r"c \Sigma^{-1} = \operatorname{diag}(\frac{c}{\sigma_1}, \dots, \frac{c}{\sigma_d})",
    ),
    (RIDGE, r"\nabla_w E(w) = 2 X^t (X w - T) + \lambda w"),
    (context(), r"\nabla_w \|X w - T\|^2 = 2 X^t (X w - T)"),
    (context(), r"\|Q a\| = \|a\|"),
    (context(), r"\operatorname{tr}(X^t X) \ge 0"),
    (context(), r"\|w\|^2 + \|a\|^2 \ge 2 w^t a"),
    (context(), r"A w = a \iff w = A^{-1} a"),
    (context(), r"(A B)^{-1} = B^{-1} A^{-1}"),
    (context(), r"(A^t)^{-1} = (A^{-1})^t"),
    (context(), r"(A B)^t = B^t A^t"),
    (context(), r"\operatorname{tr}(A B) = \operatorname{tr}(B A)"),
    (context(), r"\operatorname{tr}(A B C) = \operatorname{tr}(C A B)"),
    (context(), r"\operatorname{tr}(Q A Q^t) = \operatorname{tr}(A^t)"),
    (context(), r"Q Q^t = I"),
    (context(), r"(A + B)^2 = A^2 + A B + B A + B^2"),
    (context(), r"w^t A a = a^t A^t w"),
    (context(), r"\|X w - T\|^2 = w^t X^t X w - 2 w^t X^t T + T^t T"),
    (context(), r"(X^t X + \lambda I)^{-1} (X^t X + \lambda I) = I"),
    (context(), r"(X^t X + \lambda I) (X^t X + \lambda I)^{-1} = I"),
    (context(), r"(X^t X + \lambda I)^{-1} X^t = X^t (X X^t + \lambda I)^{-1}"),
    (context(), r"(2 X^t X + \lambda I)^{-1} = \frac{1}{2} (X^t X + \frac{\lambda}{2} I)^{-1}"),
    (context(), r"a^t (X^t X + \lambda I) a = \|X a\|^2 + \lambda \|a\|^2"),
    (context(), r"X^t X + \lambda I \succ 0"),
    (context(), r"\|X a\|^2 + \lambda \|a\|^2 \ge 0"),
    (NONZERO, r"\|X a\|^2 + \lambda \|a\|^2 > 0"),
    (NONZERO, r"a^t (X^t X + \lambda I) a > 0"),
    (NONZERO, r"a^t P a > 0"),
    (TALL, r"(F^t F)^{-1} F^t F = I"),
    (TALL, r"F^t F \succ 0"),
    (TALL, r"\arg\min_w \|F w - T\|^2 = (F^t F)^{-1} F^t T"),
]
FALSE = [
    (RIDGE, r"E(w) = E(w_\lambda) + \|X (w - w_\lambda)\|^2 + \lambda \|w - w_\lambda\|^2"),
    (RIDGE, r"E(w_\lambda) \ge E(w)"),
    (SVD, r"\left(X^t X\right)^{-1} X^t T = (\Sigma^t \Sigma)^{-1} (U \Sigma V^t)^t T"),
    (SVD, r"\left(X^t X\right)^{-1} X^t T = (\Sigma^t \Sigma)^{-1} V \Sigma^t U^t T"),
    (SVD, r"\left(X^t X\right)^{-1} X^t T = V \Sigma U^t T"),
    (SVD, r"\left(X^t X\right)^{-1} X^t T = V \Sigma^{-2} U^t T"),
    (SVD, r"V \Sigma^{-1} U^t T = \sum_{k=1}^{d} \frac{u_k^t T}{\sigma_k^2} v_k"),
    (SVD, r"X^t X = V \Sigma V^t"),
    (SVD, r"V \Sigma = \Sigma V"),
    (SVD, r"\sum_{k=1}^{d} \frac{\sigma_k^2}{\sigma_k^2 + \lambda} = d"),
    (RIDGE, r"w_\lambda = (V (\Sigma \Sigma^t)^{-1} V^t + \frac{2}{\lambda} I) (U \Sigma V^t)^t T"),
    (RIDGE, r"w_\lambda = V \Sigma^{-2} V^t V \Sigma^t U^t T + \frac{2}{\lambda} V \Sigma^t U^t T"),
    (RIDGE, r"w_\lambda = V \Sigma^{-2} \Sigma^t U^t T + \frac{2}{\lambda} V \Sigma^t U^t T"),
    (RIDGE, r"w_\lambda = V (\Sigma + \frac{\lambda}{2} I)^{-1} U^t T"),
    (RIDGE, r"w_\lambda = V (\Sigma^2 + \lambda I)^{-1} \Sigma U^t T"),
    (RIDGE, r"w_\lambda = \sum_{k=1}^{d} \frac{\sigma_k}{\sigma_k + \frac{\lambda}{2}} (u_k^t T) v_k"),
    (RIDGE, r"\lim_{\lambda \to 0^+} w_\lambda = 0"),
    (RIDGE, r"\nabla E(w) = 2 X^t (X w - T) + 2 \lambda w"),
    (RIDGE, r"\nabla E(w) = X^t (X w - T) + \lambda w"),
    (RIDGE, r"\lim_{\lambda \to 0^+} (T^t X w_\lambda) T = (T^t X w_\lambda) T"),
    (RIDGE, r"\lim_{\lambda \to 0^+} \|w_\lambda\| T = \|w_\lambda\| T"),
    (RIDGE, r"\operatorname{rank} X = N"),
    (SVD, r"\Sigma^2 = \operatorname{diag}(\sigma_1, \dots, \sigma_d)"),
    (RIDGE, r"\min_w E(w) = 0"),
    (context(), r"\|A a\| = \|a\|"),
    (context(), r"A w = a \iff w = A a"),
    (context(), r"(A + B)^{-1} = A^{-1} + B^{-1}"),
    (context(), r"(A B)^{-1} = A^{-1} B^{-1}"),
    (context(), r"(A B)^t = A^t B^t"),
    (context(), r"A B = B A"),
    (context(), r"(A + B)^2 = A^2 + 2 A B + B^2"),
    (context(), r"\operatorname{tr}(A B) = \operatorname{tr}(A) \operatorname{tr}(B)"),
    (context(), r"\operatorname{tr}(A B C) = \operatorname{tr}(A C B)"),
    (context(), r"\det Q = 1"),
    (context(), r"\|A a\|^2 = \|a\|^2"),
    (context(), r"(X^t X + \lambda I)^{-1} = \frac{1}{\lambda} I"),
]


@pytest.mark.parametrize(("base", "latex"), TRUE, ids=[latex for _, latex in TRUE])
def test_a_true_line_is_proved_for_all_shapes_and_numpy_agrees(base: Context, latex: str) -> None:
    shapes = SHAPES if base.definition("X") is not None else (*SHAPES, (2, 3))
    for claim, said in claims_of(latex, base):
        assert isinstance(judge(claim), Proof), judge(claim)
        for seed, (rows, columns) in enumerate(shapes):
            if base is FULL or ("F" in said.free and rows < columns):
                continue
            assert World(base, rows, columns, seed).holds(said)


@pytest.mark.parametrize(("base", "latex"), FALSE, ids=[latex for _, latex in FALSE])
def test_a_false_line_is_not_proved_and_numpy_agrees_that_it_is_false(base: Context, latex: str) -> None:
    for claim, said in claims_of(latex, base):
        assert not isinstance(judge(claim), Proof)
        assert not all(World(base, rows, columns, seed).holds(said) for seed, (rows, columns) in enumerate(SHAPES))


@pytest.mark.parametrize(("convention", "beside"), MU.items(), ids=[f"{loss} + {mu}" for loss, mu in MU])
def test_every_normalization_of_loss_and_penalty_has_its_own_parameter(
    convention: tuple[str, str], beside: str
) -> None:
    for base in (SVD, context(vector("w_\\lambda", D))):
        defined = with_error(base, *convention)
        lines = [
            rf"\nabla E(w) = 0 \iff (X^t X + {beside} I) w = X^t T",
            rf"w_\lambda = (X^t X + {beside} I)^{{-1}} X^t T",
        ]
        if base is SVD:
            lines.append(rf"w_\lambda = V (\Sigma^2 + {beside} I)^{{-1}} \Sigma U^t T")
            lines.append(rf"w_\lambda = \sum_{{k=1}}^{{d}} \frac{{\sigma_k}}{{\sigma_k^2 + {beside}}} (u_k^t T) v_k")
        for line in lines:
            ((claim, said),) = claims_of(line, defined)
            assert isinstance(judge(claim), Proof)
            assert World(defined, 4, 3, 1).holds(said)
        for other in set(MU.values()) - {beside}:
            ((claim, _),) = claims_of(rf"w_\lambda = (X^t X + {other} I)^{{-1}} X^t T", defined)
            assert not isinstance(judge(claim), Proof)


@pytest.mark.parametrize(
    ("latex", "missing"),
    [
        (r"(X^t X)^{-1} X^t X = I", "declare the rank of X"),
        (r"C^{-1} C = I", "C need not be invertible"),
        (r"(A + B)^{-1} (A + B) = I", "an inverse need not exist"),
        (r"\frac{c}{c} I = I", "different from 0"),
        (r"(X^t X - \lambda I)^{-1} (X^t X - \lambda I) = I", "an inverse need not exist"),
        (r"\arg\min_w \|X w - T\|^2 = w", "positive definite"),
    ],
)
def test_what_need_not_exist_is_not_proved_and_the_remedy_is_said(latex: str, missing: str) -> None:
    ((claim, _),) = claims_of(latex, context())
    finding = judge(claim)
    assert isinstance(finding, Unsettled)
    assert missing in finding.reason


def test_a_square_diagonal_need_not_have_an_inverse_where_its_entries_are_not_declared_positive() -> None:
    loose = svd_context().with_declarations(matrix("\\Sigma", D, D, "diagonal"))
    ((claim, _),) = claims_of(r"\Sigma \Sigma^{-1} = I", loose)
    assert isinstance(judge(claim), Unsettled)


def test_a_positive_quadratic_form_needs_the_vector_to_be_nonzero() -> None:
    ((claim, _),) = claims_of(r"\|X a\|^2 + \lambda \|a\|^2 > 0", context())
    assert isinstance(judge(claim), Unsettled)
    ((claim, _),) = claims_of(r"\|X a\|^2 + \lambda \|a\|^2 > 0", NONZERO)
    finding = judge(claim)
    assert isinstance(finding, Proof)
    assert finding.assumed == (0,)


def test_a_sum_over_half_of_the_columns_is_not_taken_for_the_whole() -> None:
    half = SVD.with_declarations()
    ((claim, _),) = claims_of(r"\sum_{k=1}^{N} v_k v_k^t = I", half)
    assert not isinstance(judge(claim), Proof)
    ((claim, _),) = claims_of(r"\sum_{k=2}^{d} v_k v_k^t = I", half)
    assert not isinstance(judge(claim), Proof)


def test_a_rank_that_is_assumed_is_named_as_an_assumption() -> None:
    full_rank = read(r"\operatorname{rank} X = d", context()).term
    ranked = context().with_hypotheses(relation("≠", name("a"), ZERO), full_rank)
    for latex in (r"(X^t X)^{-1} X^t X = I", r"X^t X \succ 0", r"\arg\min_w \|X w - T\|^2 = (X^t X)^{-1} X^t T"):
        ((claim, _),) = claims_of(latex, ranked)
        finding = judge(claim)
        assert isinstance(finding, Proof)
        assert finding.assumed == (1,)


def test_a_set_is_not_its_element() -> None:
    ((claim, _),) = claims_of(r"\{ w \} = w", context())
    assert not isinstance(judge(claim), Proof)


def test_a_name_that_runs_to_a_limit_says_nothing_about_the_same_name_outside() -> None:
    loose = svd_context().with_declarations(scalar("\\lambda"))
    limit_is_zero = r"\lim_{\lambda \to 0^+} \lambda \Sigma = 0"
    ((claim, _),) = claims_of(limit_is_zero, loose)
    assert isinstance(judge(claim), Proof)
    ((claim, _),) = claims_of(limit_is_zero.replace("= 0", r"+ \frac{\lambda}{\lambda} I = I"), loose)
    assert isinstance(judge(claim), Unsettled)


@pytest.mark.parametrize(
    ("latex", "proved"),
    [
        (r"C^2 = C", True),
        (r"C \mathbf{1}_N = 0", True),
        (r"\operatorname{tr}(C) = N - 1", True),
        (r"\|C T\|^2 = \|T\|^2 - \frac{1}{N} (\mathbf{1}_N^\top T)^2", True),
        (r"I_N X = X", True),
        (r"C \mathbf{1}_N = \mathbf{1}_N", False),
        (r"\operatorname{tr}(C) = N", False),
        (r"C^2 = 2 C", False),
    ],
)
def test_what_is_centred_by_the_vector_of_ones(latex: str, *, proved: bool) -> None:
    ones = read(r"I - \frac{1}{N} \mathbf{1}_N \mathbf{1}_N^\top", context()).term
    centred = context(matrix("C", N, N)).with_definition(Definition(name("C"), ones))
    ((claim, _),) = claims_of(latex, centred)
    assert isinstance(judge(claim), Proof) is proved


def test_claims_without_matrices_are_left_to_others() -> None:
    ((claim, _),) = claims_of(r"c + \lambda = \lambda + c", context())
    assert judge(claim) is None
