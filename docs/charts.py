"""Small charts as SVG text: stacked bars by day, and lines. The same numbers give the same bytes."""

from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

#: Colours that colour-blind people tell apart (Okabe and Ito 2008).
COLOURS = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00")
WIDTH, HEIGHT = 720, 300
_LEFT, _RIGHT, _TOP, _BOTTOM = 44, 12, 44, 34


def bars(title: str, days: Sequence[str], series: Mapping[str, Sequence[float]]) -> str:
    """Draw bars, one a day, the series upon each other. ``series`` holds a value a day by name."""
    most = max((sum(values) for values in zip(*series.values(), strict=True)), default=0.0)
    step = (WIDTH - _LEFT - _RIGHT) / max(len(days), 1)
    parts = []
    for number in range(len(days)):
        below = 0.0
        for colour, values in zip(COLOURS, series.values(), strict=False):
            if values[number]:
                top = _y(below + values[number], most)
                parts.append(
                    f'<rect x="{_LEFT + step * number + 1:.1f}" y="{top:.1f}" width="{step - 2:.1f}" '
                    f'height="{_y(below, most) - top:.1f}" fill="{colour}"/>'
                )
                below += values[number]
    return _chart(title, days, list(series), most, parts)


def lines(title: str, days: Sequence[str], series: Mapping[str, Sequence[float]]) -> str:
    """Draw a line for each series, a value a day."""
    most = max((max(values) for values in series.values()), default=0.0)
    step = (WIDTH - _LEFT - _RIGHT) / max(len(days), 1)
    parts = [
        '<polyline fill="none" stroke-width="2.5" stroke="{}" points="{}"/>'.format(
            colour,
            " ".join(f"{_LEFT + step * (n + 0.5):.1f},{_y(value, most):.1f}" for n, value in enumerate(values)),
        )
        for colour, values in zip(COLOURS, series.values(), strict=False)
    ]
    return _chart(title, days, list(series), most, parts)


def _y(value: float, most: float) -> float:
    return HEIGHT - _BOTTOM - (HEIGHT - _TOP - _BOTTOM) * value / (most or 1.0)


def _chart(title: str, days: Sequence[str], names: Sequence[str], most: float, parts: Sequence[str]) -> str:
    """Put axes, a legend and the title around what was drawn."""
    step = (WIDTH - _LEFT - _RIGHT) / max(len(days), 1)
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        'font-family="Helvetica, Arial, DejaVu Sans, sans-serif" font-size="11" role="img" '
        f'aria-label="{escape(title)}">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#FFFFFF"/>',
        f'<text x="{_LEFT}" y="16" font-size="13" font-weight="bold" fill="#222222">{escape(title)}</text>',
    ]
    place = float(_LEFT)
    for colour, name in zip(COLOURS, names, strict=False):
        out.append(f'<rect x="{place:.1f}" y="24" width="10" height="10" fill="{colour}"/>')
        out.append(f'<text x="{place + 14:.1f}" y="33" fill="#222222">{escape(name)}</text>')
        place += 30 + 6.4 * len(name)
    for tick in _ticks(most):
        y = _y(tick, most)
        out.append(f'<line x1="{_LEFT}" x2="{WIDTH - _RIGHT}" y1="{y:.1f}" y2="{y:.1f}" stroke="#DDDDDD"/>')
        out.append(f'<text x="{_LEFT - 6}" y="{y + 4:.1f}" text-anchor="end" fill="#444444">{tick:g}</text>')
    out += parts
    every = max(1, len(days) // 8)
    for number in range(0, len(days), every):
        x = _LEFT + step * (number + 0.5)
        out.append(
            f'<text x="{x:.1f}" y="{HEIGHT - _BOTTOM + 16}" text-anchor="middle" fill="#444444">'
            f"{days[number][8:10]}/{days[number][5:7]}</text>"
        )
    return "\n".join([*out, "</svg>"]) + "\n"


def _ticks(most: float) -> list[float]:
    """Return about five round values from 0 to the most."""
    step = next((s * 10**e for e in range(-3, 7) for s in (1, 2, 5) if s * 10**e * 5 >= most), 1.0)
    return [round(step * number, 6) for number in range(int(most / step + 1e-9) + 1)]
