"""Parametric families of questions: one stem with other numbers, a computed key, and distractors that are the
results of named mistakes. Everything is exact arithmetic and fixed order, so the same code gives the same bytes."""

import hashlib
from dataclasses import dataclass
from decimal import Decimal, ROUND_HALF_UP
from fractions import Fraction
from itertools import combinations


@dataclass(frozen=True)
class Instance:
    """One question of a family. `right` and the values in `wrong` are texts as they are shown, with unit."""

    stem: str
    right: str
    wrong: tuple  # of (name of the mistake, text): exactly three, in order of preference
    explanation: str  # shows the calculation


@dataclass(frozen=True)
class Family:
    id: str  # such as belt-speed; unique in the bank
    knowledge: str  # chapter/section of the bank's own tree
    level: str
    difficulty: str
    instances: tuple  # of Instance, 15 to 25


def shown(value, places):
    """A number rounded half up to so many decimals, without trailing zeros."""
    value = Fraction(value)
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    text = str(exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP))
    return (text.rstrip("0").rstrip(".") or "0") if "." in text else text


def aligned(texts):
    """Numbers as texts with the same count of decimals, so that none of the options stands out."""
    places = max(len(text.partition(".")[2]) for text in texts)
    return [text if not places else text.partition(".")[0] + "." + text.partition(".")[2].ljust(places, "0") for text in texts]


def fixed(value, places):
    """A number with exactly so many decimals."""
    return aligned([shown(value, places), "0." + "0" * places])[0]


def eq(value, places):
    """The number with = or ≈ before it, as the rounding demands."""
    text = shown(value, places)
    return ("=" if Fraction(text) == value else "≈") + text


def instance(stem, right, mistakes, explanation):
    """Takes the first three mistakes whose text differs from the key and from each other.

    `mistakes` is a list of (name, text); give four or five, so that a coincidence costs nothing.
    """
    chosen, seen = [], {right}
    for name, text in mistakes:
        if text not in seen:
            chosen.append((name, text))
            seen.add(text)
    if len(chosen) < 3:
        raise ValueError(f"too few different distractors: {stem}")
    return Instance(stem, right, tuple(chosen[:3]), explanation)


def balanced(stem, right, mistakes):
    """Three of the mistakes (name, value, ...), in order of preference, where as many lie below the key as the
    stem's digest says: the key's rank among the options then gives nothing away."""
    low = [mistake for mistake in mistakes if mistake[1] < right]
    high = [mistake for mistake in mistakes if mistake[1] > right]
    wanted = hashlib.sha256(stem.encode()).digest()[0] % 4
    count = min(len(low), max(wanted, 3 - len(high)))
    return low[:count] + high[:3 - count]


def spread(stem, key, mistakes, gap=Fraction(3, 100)):
    """Three of the mistakes, (name, value), so that the key of a family is now the least, now the greatest value.

    Leaves out what is not positive or within `gap` (a share) of the key or of a mistake before it. The stem settles
    which place the key should have among the four values; the order of preference decides between equals.
    """
    kept = []
    for name, value in mistakes:
        value = Fraction(value)
        if value > 0 and all(abs(value - other) > gap * max(value, other) for other in (key, *(v for _, v in kept))):
            kept.append((name, value))
    if len(kept) < 3:
        raise ValueError(f"too few different distractors: {stem}")
    place = hashlib.sha256(stem.encode()).digest()[0] % 4
    return min(combinations(kept, 3), key=lambda three: abs(sum(value < key for _, value in three) - place))


def ranked(stem, key, mistakes, explanation, text=str, gap=0):
    """An instance whose options are values of a series or ranges: `text` shows a value."""
    return instance(stem, text(key), [(name, text(value)) for name, value in spread(stem, key, mistakes, gap)], explanation)


def numeric(stem, key, places, mistakes, explanation, unit="", gap=Fraction(3, 100)):
    """An instance with calculated numbers; all four options have the same number of decimals, at most `places`."""
    key = Fraction(key)
    apart, seen = [], {shown(key, places)}
    for name, value in mistakes:
        if shown(value, places) not in seen:
            apart.append((name, value))
            seen.add(shown(value, places))
    values = [("", key), *spread(stem, key, apart, gap)]
    texts = [text + unit for text in aligned([shown(value, places) for _, value in values])]
    return instance(stem, texts[0], [(name, text) for (name, _), text in zip(values[1:], texts[1:])], explanation)


def options(instance):
    """The four options in a fixed but mixed order, and the letter of the key."""
    texts = [instance.right] + [text for _, text in instance.wrong]
    order = sorted(texts, key=lambda text: hashlib.sha256((instance.stem + "\n" + text).encode()).digest())
    return order, "ABCD"[order.index(instance.right)]


def check(families, knowledge):
    """What is wrong with a bank's families; empty when they may be published."""
    faults, stems, ids = [], set(), set()
    for family in families:
        if family.id in ids:
            faults.append(f"{family.id}: twice")
        ids.add(family.id)
        if not 15 <= len(family.instances) <= 25:
            faults.append(f"{family.id}: {len(family.instances)} instances")
        if family.knowledge not in knowledge:
            faults.append(f"{family.id}: unknown knowledge point {family.knowledge}")
        if family.level not in ("初级工", "中级工", "高级工", "技师", "高级技师"):
            faults.append(f"{family.id}: level {family.level}")
        if family.difficulty not in ("easy", "medium", "hard"):
            faults.append(f"{family.id}: difficulty {family.difficulty}")
        for one in family.instances:
            if one.stem in stems:
                faults.append(f"{family.id}: the same stem twice: {one.stem}")
            stems.add(one.stem)
            if len({one.right, *(text for _, text in one.wrong)}) != 4:
                faults.append(f"{family.id}: options not different: {one}")
            if not 10 <= len(one.explanation) <= 160:
                faults.append(f"{family.id}: explanation of {len(one.explanation)} characters: {one.explanation}")
            if any(c in one.stem for c in "<>$\\"):
                faults.append(f"{family.id}: markup in {one.stem}")
    count = sum(len(family.instances) for family in families)
    if len(families) < 44 or count < 830:
        faults.append(f"{len(families)} families with {count} questions; at least 44 and 830 are needed")
    return faults
