"""How well the extractor reads the passages of ``tests/cases/claims``.

Run: python tests/quality/report.py [--split dev|kept] [--misses N] [--false N] [--wrong N] [--by relation|rule|style|why]

The sentences of the kept split are not shown: whoever writes rules must not read them.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import scoring
from gold import SPLITS, GoldClaim, passages, readings
from scoring import Found, Judged, Share


def main() -> int:
    """Print the figures, and on demand what was missed, read falsely or put forward wrongly."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--split", choices=SPLITS, default="dev")
    parser.add_argument("--misses", type=int, default=0, metavar="N", help="show up to N core rows that were not found")
    parser.add_argument("--false", type=int, default=0, metavar="N", help="show up to N claims that no row has")
    parser.add_argument("--wrong", type=int, default=0, metavar="N", help="show up to N rows found but put forward otherwise")
    parser.add_argument("--by", choices=["relation", "rule", "style", "why"], help="break the figures down")
    arguments = parser.parse_args()
    if arguments.split == "kept" and (arguments.misses or arguments.false or arguments.wrong):
        parser.error("the kept sentences are for measuring only; look at --split dev")
    judged = scoring.judge_all(passages(arguments.split), readings(arguments.split))
    for line in (*_totals(judged), *_broken_down(judged, arguments.by)):
        print(line)
    for lines, most in ((_misses(judged), arguments.misses), (_false(judged), arguments.false), (_wrong(judged), arguments.wrong)):
        for _, line in zip(range(most), lines, strict=False):
            print(line)
    return 0


def _totals(judged: list[Judged]) -> Iterator[str]:
    figures, counts = scoring.figures(judged), scoring.shares(judged)
    for level in scoring.SHARES:
        recall, precision = counts[f"{level}.recall"], counts[f"{level}.precision"]
        yield (
            f"{level:10} P {figures[f'{level}.precision']:.3f}  R {figures[f'{level}.recall']:.3f}  F1 {figures[f'{level}.f1']:.3f}"
            f"   {recall.hits} of {recall.of} core rows, {precision.hits} of {precision.of} read"
        )
    for name in scoring.ACCURACIES:
        yield f"{name:10} {figures[name]:.3f}   {counts[name].hits} of {counts[name].of}"


def _broken_down(judged: list[Judged], by: str | None) -> Iterator[str]:
    if by == "relation":
        yield f"\n{'relation':16} {'recall':>18} {'precision':>18}"
        for relation, (recall, precision) in sorted(scoring.by_relation(judged).items(), key=lambda item: -item[1][0].of):
            yield f"{relation:16} {_share(recall):>18} {_share(precision):>18}"
    elif by == "rule":
        yield f"\n{'rule':32} {'precision':>18}"
        for rule, share in sorted(scoring.by_rule(judged).items(), key=lambda item: (-item[1].of, item[0])):
            yield f"{rule:32} {_share(share):>18}"
    elif by == "why":
        whys = Counter(scoring.why_missed(gold, one) for one in judged for gold, found in one.wanted if not found)
        yield from _counted("core rows missed", whys)
        passed = Counter(reason for one in judged for reason in one.reasons if any(not found for _, found in one.wanted))
        yield from _counted("sentences passed over, of passages with a missed row", passed)
    elif by == "style":
        yield f"\n{'style':18} {'passages':>8} {'claims P':>9} {'R':>6} {'F1':>6} {'modality':>9}"
        for style, group in sorted(scoring.by_style(judged).items()):
            found = scoring.figures(group)
            yield (
                f"{style:18} {len(group):8} {found['claims.precision']:9.3f} {found['claims.recall']:6.3f} "
                f"{found['claims.f1']:6.3f} {found['modality']:9.3f}"
            )


def _counted(title: str, counts: Counter[str]) -> Iterator[str]:
    yield f"\n{title}: {counts.total()}"
    for what, count in counts.most_common():
        yield f"{count:5}  {what}"


def _share(share: Share) -> str:
    return f"{share.hits}/{share.of} {share.value:.2f}" if share.of else "-"


def _said(claim: GoldClaim | Found) -> str:
    qualifiers = [claim.domain.removeprefix("domain:"), claim.modality, "negated" if claim.negated else "", claim.when]
    return f"{claim.subject} {claim.relation} {claim.object} [{' '.join(q for q in qualifiers if q)}]"


def _misses(judged: Iterable[Judged]) -> Iterator[str]:
    for one in judged:
        for gold, found in one.wanted:
            if not found:
                close = sorted({f.relation for f in one.found if scoring.tie(f) == scoring.tie(gold)})
                as_what = f" (tie read as {', '.join(close)})" if close else ""
                yield f"missed {one.passage.id} {_said(gold)}{as_what} «{one.passage.text}»"


def _false(judged: Iterable[Judged]) -> Iterator[str]:
    for one in judged:
        for claim, right in one.read:
            if not right:
                close = any(scoring.tie(gold) == scoring.tie(claim) for gold in one.passage.claims)
                remark = " (the tie is right)" if close else ""
                yield f"false  {one.passage.id} {claim.rule}{remark} {_said(claim)} «{one.passage.text}»"


def _wrong(judged: Iterable[Judged]) -> Iterator[str]:
    for one in judged:
        for gold, found in one.wanted:
            for what, expected, got in _differences(gold, found):
                yield f"wrong {what} {one.passage.id} {_said(gold)} expected {expected}, read {got} «{one.passage.text}»"


def _differences(gold: GoldClaim, found: Sequence[Found]) -> Iterator[tuple[str, str, str]]:
    """What of a row was found otherwise, what it should be, and what it is."""
    if not found:
        return
    if not any(scoring.same_modality(gold, f) for f in found):
        yield "modality", _put(gold), ", ".join(_put(f) for f in found)
    if not any(f.when == gold.when for f in found):
        yield "time", repr(gold.when), ", ".join(repr(f.when) for f in found)
    if gold.quantity and not any(scoring.same_figure(gold.quantity, f.quantity) for f in found):
        yield "figure", gold.quantity, ", ".join(str(f.quantity) for f in found)
    if not any(scoring.covers(f, gold.words) for f in found):
        yield "quote", repr(gold.words), ", ".join(repr(f.quote) for f in found)


def _put(claim: GoldClaim | Found) -> str:
    return claim.modality + (" negated" if claim.negated else "")


if __name__ == "__main__":
    raise SystemExit(main())
