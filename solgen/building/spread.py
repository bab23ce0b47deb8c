"""How a measure spreads over variants: as a line of text, and as an SVG picture of all questions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from statistics import median

BARS = "▁▂▃▄▅▆▇█"
BINS = 16
_WIDTH, _HEIGHT, _GAP, _LEFT, _TOP = 150, 56, 34, 12, 52


@dataclass(frozen=True, slots=True)
class Histogram:
    """How many values fall into each of equal intervals between the least and the greatest."""

    low: int
    high: int
    middle: float
    counts: tuple[int, ...]


def histogram(values: Sequence[int]) -> Histogram:
    """The histogram of at least one value."""
    low, high = min(values), max(values)
    bins = min(BINS, high - low + 1)
    counts = [0] * bins
    for value in values:
        counts[(value - low) * bins // (high - low + 1)] += 1
    return Histogram(low, high, float(median(values)), tuple(counts))


def spread_line(values: Sequence[int]) -> str:
    """``12 ▂▅█▃▁ 31, median 20``; ``12`` where all are the same."""
    found = histogram(values)
    if found.low == found.high:
        return str(found.low)
    most = max(found.counts)
    bars = "".join(BARS[-(-count * (len(BARS) - 1) // most)] if count else " " for count in found.counts)
    return f"{found.low} {bars} {found.high}, median {found.middle:g}"


def spread_picture(title: str, rows: Sequence[tuple[str, Mapping[str, Sequence[int]]]]) -> str:
    """An SVG with a row for each question and a histogram for each measure. The same values give the same bytes."""
    measures = list(dict.fromkeys(measure for _, spread in rows for measure, values in spread.items() if values))
    width = _LEFT + len(measures) * (_WIDTH + _GAP)
    height = _TOP + len(rows) * (_HEIGHT + 2 * _GAP)
    size = f'width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" font-family="sans-serif" font-size="12">',
        f"<title>{escape(title)}</title>",
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
        f'<text x="{_LEFT}" y="24" font-size="15" font-weight="bold">{escape(title)}</text>',
    ]
    for row, (name, spread) in enumerate(rows):
        top = _TOP + row * (_HEIGHT + 2 * _GAP)
        parts.append(f'<text x="{_LEFT}" y="{top + 8}" font-weight="bold">{escape(name)}</text>')
        for column, measure in enumerate(measures):
            if spread.get(measure):
                parts += _bars(measure, histogram(spread[measure]), _LEFT + column * (_WIDTH + _GAP), top + 16)
    parts.append("</svg>")
    return "\n".join(parts) + "\n"


def _bars(measure: str, found: Histogram, left: int, top: int) -> list[str]:
    bottom = top + _HEIGHT
    step = _WIDTH / len(found.counts)
    most = max(found.counts)
    bars = [
        f'<rect x="{left + number * step:.1f}" y="{bottom - count * _HEIGHT / most:.1f}" width="{step - 1:.1f}" '
        f'height="{count * _HEIGHT / most:.1f}" fill="#2f5f8f"/>'
        for number, count in enumerate(found.counts)
        if count and found.low < found.high
    ]
    ends = str(found.low) if found.low == found.high else f"{found.low} to {found.high}, median {found.middle:g}"
    if not bars:
        return [f'<text x="{left}" y="{bottom + 15}" fill="#444">{escape(measure)}: {ends}</text>']
    return [
        *bars,
        f'<line x1="{left}" y1="{bottom}" x2="{left + _WIDTH}" y2="{bottom}" stroke="#888"/>',
        f'<text x="{left}" y="{bottom + 15}" fill="#444">{escape(measure)}: {ends}</text>',
    ]
