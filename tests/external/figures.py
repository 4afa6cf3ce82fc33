"""Reads the figures of a text, and derives from two versions of a text which figures an edit made wrong.

Mujaz is measured by this module, so the two share no table and no rule. The module is coarse on purpose. It reads
numbers in digits and words, ordinals, months, units, words of bound ("more than") and of direction ("rose") in English and Arabic, and
compares two texts as sequences of such items.
"""
import difflib
import re
import unicodedata
from dataclasses import dataclass

from words import BOUNDS, DOWN, MONTHS, NUMBER_WORDS, OPEN_BOUND, ORDINALS, SCALES, SOFT, SPECIAL, UNITS, UP

KINDS = ("number", "number word", "ordinal", "date", "unit", "bound", "direction", "soft")


@dataclass
class Item:
    """A word or a figure of a text. Two items are the same if their keys are."""
    kind: str  # "word", or one of KINDS
    key: tuple
    start: int
    end: int


TOKEN = re.compile(r"[$£€¥₪%٪]|\d+(?:[.,٫٬]\d+)*(?:(?:st|nd|rd|th)\b)?|[^\W\d_]+(?:['’][^\W\d_]+)?")
CLITICS = re.compile(r"^(?:و|ف)?(?:ال|لل|بال|كال|ب|ل|ك)?(?=.{2})")


def fold(text):
    """Returns the text in lower case, with Western digits and without variants of Arabic letters; offsets stay the same."""
    out = []
    for c in text:
        if c.isdigit() and not c.isascii() and unicodedata.digit(c, None) is not None:
            c = str(unicodedata.digit(c))
        low = c.lower()
        out.append({"أ": "ا", "إ": "ا", "آ": "ا", "’": "'"}.get(c, low if len(low) == 1 else c))
    return "".join(out)


def find_entry(table, word):
    """Looks a word up, with and without the prefixes that Arabic joins to it."""
    bare = re.sub("[\u064b-\u0652\u0640]", "", word)
    if bare in ("لست", "ولست"):  # "I am not", which looks like "for six"
        return None
    bare = bare[:-1] + "ي" if bare.endswith("ى") and bare not in ("اولى",) else bare
    forms = [bare] if bare.isascii() else [bare, re.sub(r"^[وفبلك]", "", bare), CLITICS.sub("", bare), re.sub(r"ا$", "", bare)]
    return next((table[form] for form in forms if form in table), None)


def without_list_numbers(text):
    """Replaces the numbers of list items by blanks."""
    return re.sub(r"(?m)^\s*\d{1,2}[.)](?= )", lambda m: " " * len(m[0]), text)


def parse_digits(digits):
    """Returns a number in digits as a float: 1,200.5, and ١٬٢٠٠٫٥ after `fold`. What has two marks, as 1.2.3, stays a string."""
    digits = re.sub(r"[,٬](?=\d{3}(?!\d))", "", digits).replace("٫", ".").replace("٬", ",")
    if digits.count(".") > 1 or digits.count(",") > 1:
        return digits
    return float(digits.replace(",", "."))


def joins(before, after, conjunction):
    """Returns whether two neighbouring number words, or a number and a scale, make one number."""
    if after in SCALES and after >= 1000 or after == 100 and before < 100:
        return before not in (0,) and before < after * 1000
    if conjunction:  # "a hundred and five", خمسة وعشرون
        return before >= 100 and after < 100 or before < 10 <= after < 100 and after % 10 == 0 or before >= 1000 > after
    return before >= 20 and before % 10 == 0 and before < 100 and after < 10 or before >= 100 and after < 100 or 3 <= before <= 9 and after == 10 \
        or before >= 1000 > after


def read(text):
    """Returns the items of a text, in order."""
    low = fold(without_list_numbers(text))
    items, taken = [], []
    for kind, pattern, key in SPECIAL:
        for m in re.finditer(r"(?<![^\W\d_])(?:" + pattern.pattern + r")(?![^\W\d_])", low):
            items.append(Item("unit" if kind == "unit" else "date", (kind, key(m)), *m.span()))
            taken.append(m.span())
    for side, pattern in BOUNDS.items():
        for m in re.finditer(r"(?<![^\W\d_])" + pattern + r"(?![^\W\d_])", low):
            if not any(s < m.end() and m.start() < e for s, e in taken):
                items.append(Item("bound", ("bound", side, bool(OPEN_BOUND.search(m[0]))), *m.span()))
                taken.append(m.span())
    for m in TOKEN.finditer(low):
        if any(s < m.end() and m.start() < e for s, e in taken):
            continue
        item = classify(m[0], text[m.start()], *m.span())
        if item.kind == "number" and re.search(r"[^\W\d_]-?$", low[:m.start()]) and low[m.start()].isascii() and low[m.start() - 1] < "\u0590":
            item.kind = "code"  # Q3, COVID-19: no unit, bound or direction belongs to it
        items.append(item)
    items.sort(key=lambda item: item.start)
    return mark_dates(mark_fractions(merge_numbers(items, low)))


def classify(word, initial, start, end):
    """Returns the item of one token."""
    if word[0].isdigit():
        bare = re.sub(r"(?:st|nd|rd|th)$", "", word)
        return Item("ordinal" if bare != word else "number", ("ordinal" if bare != word else "value", parse_digits(bare)), start, end)
    if find_entry(dict.fromkeys(SOFT, True), word) and word not in NUMBER_WORDS:
        return Item("soft", ("soft", word), start, end)
    month = find_entry(MONTHS, word)
    if month and (not word.isascii() or initial.isupper() or word not in ("may", "march", "mar", "jan", "sep", "dec")):
        return Item("date", ("month", month), start, end)
    for table, kind in ((UNITS, "unit"), (ORDINALS, "ordinal"), (NUMBER_WORDS, "number word")):
        value = find_entry(table, word)
        if value is not None and not (word in ("k", "m", "b", "bn", "mn", "tn")):
            return Item(kind, (kind if kind != "number word" else "value", value), start, end)
    if word in NUMBER_WORDS:  # a letter for a scale: a number only after one
        return Item("scale", ("value", NUMBER_WORDS[word]), start, end)
    return Item("word", ("word", re.sub(r"'s$", "", word)), start, end)


def merge_numbers(items, low):
    """Merges the parts of a number into one item: "1.2 million", "twenty-five", خمسة وعشرون."""
    out = []
    for item in items:
        last = out[-1] if out else None
        between = low[last.end:item.start] if last else "…"
        conjunction = False
        if len(out) > 1 and last.key == ("word", "and") and out[-2].kind in ("number", "number word") and item.kind == "number word":
            last, between, conjunction = out[-2], " ", True
        if last and item.kind == "number word" and low[item.start] == "و" and not low[item.start:item.end] in NUMBER_WORDS:
            conjunction = True
        if last and last.kind in ("number", "number word") and between in ("", " ", "-", "\u00a0") and isinstance(last.key[1], (int, float)):
            value = item.key[1]
            grows = value in SCALES or last.kind == "number word"  # "1.7 million four years ago" is two numbers
            if item.kind in ("number word", "scale") and grows and joins(last.key[1], value, conjunction):
                total = last.key[1] * value if value in SCALES and not (conjunction and value < last.key[1]) else last.key[1] + value
                if conjunction and out[-1] is not last:
                    out.pop()
                out[-1] = Item(last.kind, ("value", total), last.start, item.end)
                continue
            # "twenty-first"
            if item.kind == "ordinal" and last.kind == "number word" and 20 <= last.key[1] < 100 and item.key[1] < 10:
                out[-1] = Item("ordinal", ("ordinal", last.key[1] + item.key[1]), last.start, item.end)
                continue
        if item.kind == "scale":
            item = Item("word", ("word", low[item.start:item.end]), item.start, item.end)
        out.append(item)
    for item in out:
        if item.kind == "number word" and re.fullmatch("[وفبلك]?(?:ال)?(?:الفا|مليونا|مليارا)", low[item.start:item.end]):
            item.key = ("value", 2 * item.key[1])  # without a number before it, it is a dual
        if item.kind == "number word" and item.key[1] in (0, 1, 2) or item.kind == "ordinal" and item.key[1] in (1, 2):
            item.kind = "soft"
    return out


def mark_fractions(items):
    """Marks ordinals that are parts ("a third of") as soft, and quarters of a year ("third quarter") as words."""
    out = []
    for index, item in enumerate(items):
        before = items[index - 1] if index else None
        after = items[index + 1] if index + 1 < len(items) else None
        if item.kind == "ordinal" and before and before.key in (("word", "a"), ("value", 1)) and after and after.key == ("word", "of"):
            item = Item("soft", ("soft", str(item.key[1])), item.start, item.end)
        if item.key[:1] == ("soft",) and item.key[1] in ("quarter", "quarters", "half", "ربع") and before and before.key[0] == "ordinal":
            item = Item("word", ("word", item.key[1]), item.start, item.end)
        out.append(item)
    return out


def mark_dates(items):
    """Marks years, and days beside a month, as dates."""
    for index, item in enumerate(items):
        if item.kind not in ("number", "ordinal"):
            continue
        near = items[max(0, index - 2):index] + items[index + 1:index + 3]
        beside = items[max(0, index - 1):index] + items[index + 1:index + 2]
        value = item.key[1]
        month = any(other.key[0] == "month" for other in near)
        unit = any(other.kind == "unit" for other in beside)
        if isinstance(value, (int, float)) and (month and value <= 31 or 1800 <= value <= 2100 and value == int(value) and item.end - item.start == 4
                                                and not unit):
            item.kind, item.key = "date", ("value", value)
    return items


# ---------------------------------------------------------------- what an edit made wrong

FIGURES = ("number", "code", "number word", "ordinal", "date", "soft")


def derive_errors(seed, edited, source):
    """Returns the figures that an edit made wrong, as (kind, start, end) in the edited text.

    A figure that was put in where none stood, and that the source has, has the kind "added": it may well be right.
    """
    a, b = read(seed), read(edited)
    known = {item.key for item in read(source)}
    gone, moved, out = [], [], []
    codes = [op for op in difflib.SequenceMatcher(None, [i.key for i in a], [i.key for i in b], autojunk=False).get_opcodes() if op[0] != "equal"]
    for _, i, j, k, l in codes:
        here = [item.key for item in a[i:j] if item.kind in FIGURES]
        new = [item for item in b[k:l] if item.kind in FIGURES and item.key not in here]
        old = [key for key in here if key not in [item.key for item in b[k:l]]]
        if new and old:  # one figure for another
            out += [(item.kind, item.start, item.end) for item in new]
        elif new:
            moved += new
        elif old:
            gone += old
        if not new:
            out += sense_errors(edited, a[i:j], b, k, l)
    for item in moved:  # put in, unless it was taken from another place of the text
        if item.key in gone:
            gone.remove(item.key)
        else:
            out.append(("added" if item.key in known else item.kind, item.start, item.end))
    return sorted({("number" if kind == "code" else kind, start, end) for kind, start, end in out}, key=lambda error: error[1])


def sense_errors(text, was, b, k, l):
    """Returns the replaced unit, bound or direction of a figure that itself was kept; b[k:l] stands in place of `was`."""
    now = b[k:l]
    if not now:
        return []

    def near(after, before, kinds=("number", "number word")):
        """Returns the nearest figure within so many items after or before, in the same clause."""
        for item in sorted(b[max(0, k - before):k] + b[l:l + after], key=lambda item: max(item.start - now[-1].end, now[0].start - item.end)):
            gap = text[now[-1].end:item.start] or text[item.end:now[0].start]
            if item.kind in kinds and not re.search(r"[,;:.،؛](?!\d)", gap):
                return item
        return None

    units, old = [item for item in now if item.kind == "unit"], [item for item in was if item.kind == "unit"]
    figure = near(1, 2)
    if units and old and figure and not {item.key for item in units} & {item.key for item in old}:
        return [("unit", min(units[0].start, figure.start), max(units[-1].end, figure.end))]
    bounds, old = [item for item in now if item.kind == "bound"], [item for item in was if item.kind == "bound"]
    figure = near(2, 0, ("number", "number word", "date"))
    if bounds and figure and contradicts(old[-1].key if old else None, bounds[-1].key):
        return [("bound", bounds[-1].start, figure.end)]
    words = lambda items: {item.key[1] for item in items if item.kind == "word"}
    turned = [item for item in now if item.key[1] in UP and words(was) & DOWN or item.key[1] in DOWN and words(was) & UP]
    figure = near(6, 3)
    if turned and figure:
        return [("direction", min(turned[0].start, figure.start), max(turned[0].end, figure.end))]
    return []


def contradicts(old, new):
    """Returns whether a bound that replaces another (or none) says what the other does not imply."""
    side, open_ = new[1:]
    was = old[1] if old else "="
    if side == was or side == "~" and was in "=~":
        return False
    if side == "=":
        return old is not None
    if side in "<>" and was == "=":
        return not open_  # "at least 30" holds for 30, "more than 30" does not
    return True
