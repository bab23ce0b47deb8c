"""The steps that each sub-part's derivation must contain, as formulas; names are those of the bank's questions.

Written down from the exam's marking rubric, not from the bank: a step is there if some formula of the part's solution
has it as a member or as a whole. The values are those of the reference variants.
"""

from __future__ import annotations

STEPS: dict[str, dict[str, tuple[str, ...]]] = {
    "training-time": {
        "only": (
            r"(m + 1) k",
            r"(20 + 1) \cdot 100 + (2 - 1) \cdot (100 + 1) \cdot 100 + (100 + 1)",
            r"12\,301",
            r"(20 + 1) \cdot 200 + (5 - 1) \cdot (200 + 1) \cdot 200 + (200 + 1)",
            r"165\,201",
            r"t_B = \kappa P_B N_B q_B",
            r"\frac{P_B N_B q_B}{P_A N_A q_A} t_A",
            r"671.49\,\mathrm{s}",
            r"678.51\,\mathrm{s}",
            r"712.24\,\mathrm{s}",
            r"800.00\,\mathrm{s}",
        )
    },
    "bias-gradients": {
        "a": (
            r"\frac{\partial E}{\partial \hat{y}_i} = \frac{1}{N} (\hat{y}_i - y_i)",
            r"\frac{\partial \hat{y}_i}{\partial c} = 1",
            r"\frac{1}{N} \sum_{i=1}^{N} (\hat{y}_i - y_i)",
        ),
        "b": (
            r"\frac{\partial \hat{y}_i}{\partial z_{ij}} = w_j",
            r"\frac{\partial z_{ij}}{\partial a_{ij}} = f'(a_{ij})",
            r"\frac{\partial a_{ij}}{\partial b_j} = 1",
            r"\frac{1}{N} \sum_{i=1}^{N} (\hat{y}_i - y_i) w_j f'(a_{ij})",
            r"\frac{1}{N} \sum_{i=1}^{N} (\hat{y}_i - y_i) w_j f'(a_{ij}) x_{ik}",
        ),
    },
    "activations": {
        "a": (
            r"\frac{e^{-x}}{1 + e^{-x}}",
            r"\frac{1}{1 + e^{-x}} \frac{e^{-x}}{1 + e^{-x}}",
            r"o (1 - o)",
        ),
        "b": (
            r"\frac{1 - e^{-2 x}}{1 + e^{-2 x}}",
            r"\frac{2}{1 + e^{-2 x}} - 1",
            r"2 \sigma(2 x) - 1",
        ),
        "c": (
            r"\tau\left(\frac{x}{2}\right)",
            r"2 \sigma(x) - 1",
            r"\frac{1}{2} \left( 1 + \tau\left(\frac{x}{2}\right) \right)",
            r"\frac{\sqrt{1 + \tau(x)}}{\sqrt{1 + \tau(x)} + \sqrt{1 - \tau(x)}}",
            r"-1 < \tau(x) < 1",
        ),
    },
    "least-squares-svd": {
        "i": (
            r"U^t U = I",
            r"V \Sigma^t U^t U \Sigma V^t",
            r"V \Sigma^t \Sigma V^t",
            r"\left(V \Sigma^2 V^t\right)^{-1} = V \left(\Sigma^2\right)^{-1} V^t",
            r"V \left(\Sigma^2\right)^{-1} \Sigma U^t T",
            r"V \Sigma^{-1} U^t T",
            r"\sum_{k=1}^{d} \frac{u_k^t T}{\sigma_k} v_k",
            r"\left(\Sigma^t \Sigma\right)^{-1} \Sigma^t",
        ),
        "ii": (
            r"2 X^t (X w - T) + \lambda w",
            r"\left(X^t X + \frac{\lambda}{2} I\right) w = X^t T",
            r"\frac{\lambda}{2} I = \frac{\lambda}{2} V V^t",
            r"\left(V \left(\Sigma^2 + \frac{\lambda}{2} I\right) V^t\right)^{-1} V \Sigma U^t T",
            r"V \left(\Sigma^2 + \frac{\lambda}{2} I\right)^{-1} \Sigma U^t T",
            r"\sum_{k=1}^{d} \frac{\sigma_k}{\sigma_k^2 + \frac{\lambda}{2}} \left(u_k^t T\right) v_k",
            r"0 < \varphi_k < 1",
            r"\lim_{\lambda \to 0^+} \varphi_k = 1",
            r"\lim_{\lambda \to \infty} \varphi_k = 0",
            r"\frac{\sigma_1^2 + \frac{\lambda}{2}}{\sigma_d^2 + \frac{\lambda}{2}} < \frac{\sigma_1^2}{\sigma_d^2}",
            r"\sum_{k=1}^{d} \varphi_k < d",
            r"a^t \left(A^t A + \frac{\lambda}{2} I\right) a",
        ),
    },
    "constant-model": {
        "a": (
            r"-\frac{2}{n} \sum_{i=1}^{n} (y_i - c)",
            r"E'(c) = 0 \iff c = \bar{y}",
            r"E''(c) = 2 > 0",
            r"E(c) = E(\bar{y}) + (c - \bar{y})^2",
            r"\frac{1}{n} \sum_{i=1}^{n} y_i",
        ),
        "b": (
            r"|S| + |T| + |Z| = n",
            r"\partial L(c) = \frac{1}{n} \left( |T| - |S| + [-|Z|, |Z|] \right)",
            r"\left| |S| - |T| \right| \le |Z|",
            r"|S| \le \frac{n}{2} \land |T| \le \frac{n}{2}",
            r"\arg\min_c L(c) = \{ y_{(m+1)} \}",
            r"\arg\min_c L(c) = [ y_{(m)}, y_{(m+1)} ]",
            r"\frac{2 k - n}{n} < \frac{2 (k + 1) - n}{n}",
        ),
        "c": (
            r"[ 3, 4 ]",
            r"\frac{17}{4}",
        ),
    },
}
