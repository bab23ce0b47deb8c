"""A statement about a sample and a point, as a formula about three counts.

For a sample y_1, …, y_n and a point c let s, t, z count the y_i above, below and at c. Then s, t, z ≥ 0,
s + t + z = n and

* |{i : y_i > c}| = s, and so on for the other relations; Σ over such a set of a constant is that multiple of its size;
* y_(k) ≤ c ⇔ t + z ≥ k, y_(k) < c ⇔ t ≥ k, y_(k) ≥ c ⇔ t ≤ k − 1, y_(k) > c ⇔ t + z ≤ k − 1, for 1 ≤ k ≤ n;
* ∂(w Σ |y_i − c|) = w (t − s + [−z, z]) for w > 0 (Rockafellar, Convex Analysis, theorem 23.8);
* c minimizes that convex function exactly when 0 is in the subdifferential (ibid., theorem 27.1).

A number here is ``form + (other form)/n`` with linear forms in the counts and whole names; all else is refused.
"""
