"""Writes the counts of `measure.py` as results.json, as the tables of EXTERNAL.md and as the table at the head of INTEGRITY.md."""
import json

from figures import KINDS

HALVES = ("development", "held out")
WHO = (("mujaz", "Mujaz"), ("digits", "digits"), ("quantulum3", "quantulum3"))
TITLES = {
    "news": "SummEdits, news",
    "ectsum": "SummEdits, earnings calls (ectsum)",
    "samsum": "SummEdits, chats (samsum)",
    "podcast": "SummEdits, podcasts",
    "qmsumm": "SummEdits, meetings (qmsumm)",
    "sales_call": "SummEdits, sales calls",
    "sales_email": "SummEdits, sales e-mails",
    "ans": "ANS, Arabic headlines",
    "models": "AggreFact, summaries by models",
}


def to_json(results):
    """JSON with a line for each set and kind, and lists of ids broken at 160 characters."""
    text = json.dumps(results, indent=1, sort_keys=True, ensure_ascii=False)
    out, row = [], ""
    for line in text.splitlines():
        if line.strip().startswith('"') and ": " not in line:  # an id in a list
            row = f"{row} {line.strip()}" if row else line
            if len(row) > 150:
                out.append(row)
                row = ""
            continue
        if row:
            out.append(row)
            row = ""
        out.append(line)
    return "\n".join(out) + "\n"


def format_share(part, whole, digits=0):
    """"41 of 52 (79%)"."""
    return f"{part} of {whole} ({100 * part / whole:.{digits}f}%)" if whole else "–"


def sum_found(sets, half, who, kinds):
    """Errors of the kinds that were found, and all of them; None where who was not run."""
    halves = [entry["halves"][half] for entry in sets]
    if not all(who in h["found"] or not h["errors"] for h in halves):
        return None
    return sum(h["found"].get(who, {}).get(k, 0) for h in halves for k in kinds), sum(h["errors"].get(k, 0) for h in halves for k in kinds)


def sum_alarmed(sets, half, who):
    halves = [entry["halves"][half] for entry in sets]
    if not all(who in h["alarmed"] for h in halves):
        return None
    return sum(h["alarmed"][who] for h in halves), sum(h["right"] for h in halves)


def table(first, rows, digits=0):
    """Rows of (title, function from half and program to a cell)."""
    out = [f"| {first} | " + " | ".join(f"{half}: {title}" for half in HALVES for _, title in WHO) + " |", "|---|" + "---:|" * (len(HALVES) * len(WHO))]
    for title, count in rows:
        out.append(f"| {title} | " + " | ".join(format_share(*(count(half, who) or (0, 0)), digits) for half in HALVES for who, _ in WHO) + " |")
    return "\n".join(out)


VALUES = ("number", "number word", "ordinal", "date", "unit")
SENSES = ("bound", "direction")


def groups(results):
    """The rows of the totals: a title and the sets that it sums."""
    sets = results["sets"]
    rows = [(TITLES[name], [sets[name]]) for name in TITLES if name in sets]
    english = [sets[name] for name in TITLES if name in sets and name not in ("ans", "models")]
    if len(english) > 1:
        rows.insert(len(english), ("**SummEdits, all**", english))
    return rows


def totals(results):
    """Three tables: wrong figures found, right figures with a wrong bound or direction found, false alarms."""
    rows = groups(results)
    found = lambda kinds: [(title, lambda half, who, sets=sets: sum_found(sets, half, who, kinds)) for title, sets in rows]
    return "\n\n".join((
        table("wrong figures found", found(VALUES)),
        table("wrong bounds and directions found", found(SENSES)),
        table("right summaries with a wrong warning", [(title, lambda half, who, sets=sets: sum_alarmed(sets, half, who)) for title, sets in rows], 1),
    ))


def summary(results):
    """One table of the totals alone: all of SummEdits, and ANS."""
    rows = []
    for title, sets in groups(results):
        if len(sets) > 1 or sets[0] in (results["sets"].get("ans"), results["sets"].get("models")):
            title = title.strip("*")
            rows += [
                (f"{title}: wrong figures found", lambda half, who, sets=sets: sum_found(sets, half, who, VALUES)),
                (f"{title}: wrong bounds and directions found", lambda half, who, sets=sets: sum_found(sets, half, who, SENSES)),
                (f"{title}: right summaries with a wrong warning", lambda half, who, sets=sets: sum_alarmed(sets, half, who)),
            ]
    return table("", rows, 1)


def kind_tables(results):
    out = []
    for title, sets in groups(results):
        kinds = [kind for kind in KINDS if any(entry["halves"][half]["errors"].get(kind) for entry in sets for half in HALVES)]
        rows = [(kind, lambda half, who, kind=kind: sum_found(sets, half, who, (kind,))) for kind in kinds]
        out.append(f"### {title.strip('*')}\n\n" + table("errors found", rows))
    return "\n\n".join(out)


def replace_between(page, name, text):
    """The page with `text` between its marks of that name."""
    begin, end = f"<!-- {name} -->\n", f"<!-- end of {name} -->"
    before, rest = page.split(begin, 1)
    return f"{before}{begin}\n{text}\n\n{end}{rest.split(end, 1)[1]}"


def write(root, results):
    """Renews the tables of EXTERNAL.md and INTEGRITY.md; the words around them are written by hand."""
    commits = sorted({entry["commit"] for entry in results["sets"].values()})
    apart = lambda key: " and ".join(str(sum(entry["halves"][half][key] for entry in results["sets"].values())) for half in HALVES)
    measured = (
        f"Measured at {', '.join(commits)}.\n\n{totals(results)}\n\nCounted apart, in the two halves: {apart('added')} figures that were inserted into wrong summaries and "
        f"that the source contains; {apart('quotations')} right summaries with a warning about a quotation.\n\n## By kind of error\n\n{kind_tables(results)}"
    )
    page = root / "EXTERNAL.md"
    page.write_text(replace_between(page.read_text(), "measured", measured))
    page = root / "INTEGRITY.md"
    page.write_text(replace_between(page.read_text(), "external", summary(results)))
