#!/usr/bin/env python3
"""Measures `mujaz check` on public sets of source and summary that nobody of this project wrote, and writes EXTERNAL.md.

Needs Python 3.9 and git. `pip install quantulum3` adds the second baseline; without it, its columns are empty. The sets are no part of
the repository, and nothing of their texts ever is: get them once, into any folder,

    mkdir sets
    git clone --bare https://github.com/salesforce/factualNLG sets/factualNLG
    git clone --bare https://github.com/latynt/ans sets/ans
    git clone --bare https://github.com/Liyan06/AggreFact sets/AggreFact

then build Mujaz and measure, all sets or those that are named:

    cargo build --release
    python3 tests/external/measure.py sets --mujaz target/release/mujaz
    python3 tests/external/measure.py sets --mujaz target/release/mujaz news ans

The counts, and the ids of what was missed and of false alarms, go into tests/external/results.json set by set; EXTERNAL.md and a table
in INTEGRITY.md are made of that file. Sites are made below a temporary folder and deleted.

Each set has two halves, drawn by the SHA-256 of a pair's id: whoever mends the check looks at pairs of the development half alone.
`--show N` prints N misses of that half, drawn at random, with their texts; `--show N --alarms` false alarms. Nothing prints a text of the
other half. `python3 tests/external/test_figures.py` tests the derivation of errors.
"""
import argparse
import ast
import csv
import functools
import hashlib
import io
import json
import random
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import figures
import report


ROOT = Path(__file__).resolve().parents[2]
RESULTS = Path(__file__).with_name("results.json")
DOMAINS = ("news", "ectsum", "samsum", "podcast", "qmsumm", "sales_call", "sales_email")


@dataclass
class Pair:
    id: str
    language: str
    source: str
    summary: str
    right: bool  # the set's own label
    seed: str  # the right text that `summary` was made of by an edit
    published: str = ""
    document: str = ""  # the id of the source, where pairs of one source are to be in one half
    marked: list = field(default_factory=list)  # words of `summary` that people marked as wrong
    warnings: list = field(default_factory=list)  # (code, start, end) in `summary`

    def half(self):
        drawn = self.document or self.id
        return "development" if hashlib.sha256(drawn.encode()).hexdigest()[0] in "02468ace" else "held out"


# ---------------------------------------------------------------- the sets

def read_blob(folder, name, path):
    """Reads a file of a set from the clone in `folder`, bare or not."""
    for place in sorted(folder.glob("*")):
        if not re.search(r"(^|\+)" + name + r"(\.git)?$", place.name, re.I):
            continue
        for git in (place, place / ".git", place / "repo", place / "repo" / ".git"):
            done = subprocess.run(["git", "--git-dir", git, "show", "HEAD:" + path], capture_output=True)
            if done.returncode == 0:
                return done.stdout.decode("utf-8-sig", "replace")
    sys.exit(f"{folder}: no clone of {name} that holds {path}; `measure.py --help` says how to get one")


def untokenized(text):
    """Removes the blanks that a tokenizer put between words and marks: "twenty - five", "$ 5", "50, 000"."""
    text = re.sub(r" +([.,?!%])", r"\1", text.replace("{disfmarker}", ""))
    text = re.sub(r" (['’](?:s|re|ve|ll|d|m|t))\b", r"\1", text)
    text = re.sub(r"([$£€]) (?=\d)", r"\1", re.sub(r"(?<=\w) - (?=\w)", "-", text))
    return re.sub(r"(?<=\d), (?=000\b)", ",", text)


def summedits(folder, domain):
    """Yields the pairs of a domain of SummEdits: edits of a right seed summary, with labels."""
    rows = json.loads(read_blob(folder, "factualNLG", f"data/summedits/summedits_{domain}.json"))
    for row in rows:
        source = untokenized(row["doc"]) if domain == "qmsumm" else row["doc"]
        pair = Pair(row["id"], "en", source, row["summary"], int(row["label"]) == 1, row["original_summary"])
        if domain == "news":  # ids begin with the second in which an article was stored
            pair.published = time.strftime("%Y-%m-%d", time.gmtime(int(row["id"][:8], 16)))
        yield pair


def ans(folder):
    """Yields the pairs of ANS: Arabic headlines, each with a paraphrase ("agree") or a contradiction ("disagree")."""
    for part in ("train", "dev", "test"):
        for number, row in enumerate(csv.DictReader(io.StringIO(read_blob(folder, "ans", f"data/stance/{part}.csv")))):
            if row["stance"] in ("agree", "disagree"):
                yield Pair(f"{part}/{number}", "ar", row["s1"], row["s2"], row["stance"] == "agree", row["s1"])


def models(folder):
    """Yields news of the BBC and of CNN with summaries that models wrote, in which people marked the words that are wrong."""
    csv.field_size_limit(sys.maxsize)
    for part in ("CLIFF", "Goyal21"):
        rows = read_blob(folder, "AggreFact", f"data/error_type_mapping/{part}_error_types.csv")
        for number, row in enumerate(csv.DictReader(io.StringIO(rows))):
            right = row["error_type"] in ("correct", "")
            marked = [] if right else sorted(set(flat(ast.literal_eval(row["annotated_span"] or "[]"))))
            yield Pair(f"{part}/{number}", "en", row["doc"], row["summ"], right, "", document=row["id"], marked=marked)


def flat(spans):
    return [spans] if isinstance(spans, str) else [span for inner in spans for span in flat(inner)]


SETS = {domain: functools.partial(summedits, domain=domain) for domain in DOMAINS}
SETS["ans"] = ans
SETS["models"] = models


# ---------------------------------------------------------------- Mujaz

CONFIG = """base_url = "https://measure.example/"
default_language = "{language}"
[languages.{language}]
title = "Measure"
description = "Pairs of source and summary"
[search]
enabled = false
"""
PUBLISHERS = '[press]\nname.{language} = "Press"\nurl = "https://press.example/"\n'
MARKED = 6  # longer marked spans are usually wrong for other reasons than their figures, in words
LONG = 600  # the length from which a line of a source is split at the ends of sentences, in characters


def paragraphs(text):
    """Yields the paragraphs of a source: its lines, long ones split."""
    for line in text.splitlines():
        part = ""
        # A number after a full stop belongs to what is before it: "Jan. 18", "No. 5".
        for sentence in re.split(r"(?<=[.?!؟])\s+(?!\d)", " ".join(line.split())):
            if part and len(part) + len(sentence) > LONG:
                yield part
                part = ""
            part = f"{part} {sentence}".strip()
        if part:
            yield part


def escaped(line):
    """Returns Markdown that renders as `line`, and for each of its characters the index in `line`."""
    out, places = [], []
    marks = {m.start() for m in re.finditer(r"[\\`*_\[\]<>|~{}&^]|^[-+=#]|(?<=^\d{3})[.)]|(?<=^\d{4})[.)]", line)}
    for index, char in enumerate(line):
        if index in marks:
            out.append("\\")
            places.append(index)
        out.append(char)
        places.append(index)
    return "".join(out), places + [len(line)]


def write_site(site, pairs):
    """Writes an article for each pair. Returns for each summary's path its pair and, by line, where its characters stand in the text."""
    language = pairs[0].language
    (site / "content").mkdir()
    (site / "config.toml").write_text(CONFIG.format(language=language))
    (site / "content/publishers.toml").write_text(PUBLISHERS.format(language=language))
    places = {}
    for number, pair in enumerate(pairs):
        article = site / f"content/articles/a{number}"
        article.mkdir(parents=True)
        published = f"published = {pair.published}\n" if pair.published else ""
        text = "\n\n".join(escaped(paragraph)[0] for paragraph in paragraphs(pair.source))
        (article / f"original.{language}.md").write_text(f'+++\ntitle = "-"\npublisher = "press"\nrights = "full"\n{published}+++\n\n{text}\n')
        lines, by_line = ["+++", 'title = "-"', "+++", ""], {}
        for m in re.finditer(r"\S[^\n]*", pair.summary):
            line, back = escaped(m[0].rstrip())
            lines += [line, ""]
            by_line[len(lines) - 1] = [m.start() + index for index in back]
        (article / f"summary.{language}.md").write_text("\n".join(lines) + "\n")
        places[f"content/articles/a{number}/summary.{language}.md"] = (pair, by_line)
    return places


def check(mujaz, pairs):
    """Runs `mujaz check` on a site of the pairs and adds its warnings about claims to them."""
    with tempfile.TemporaryDirectory(prefix="mujaz-external-") as folder:
        site = Path(folder)
        places = write_site(site, pairs)
        done = subprocess.run([mujaz, "check", "--format", "json", "--site", site], capture_output=True, text=True)
    try:
        found = json.loads(done.stdout)["diagnostics"]
    except ValueError:
        sys.exit(f"{mujaz} printed no JSON: {done.stdout[:200]}{done.stderr[:800]}")
    for finding in found:
        if finding["path"] not in places or finding["severity"] == "note" or not finding["code"].startswith(("figure-", "quote-", "name-")):
            continue
        pair, by_line = places[finding["path"]]
        back = by_line.get(finding["line"])
        if back:
            start, end = (back[min(column - 1, len(back) - 1)] for column in (finding["column"], finding["end_column"]))
            pair.warnings.append((finding["code"], start, end if finding["end_line"] == finding["line"] else back[-1]))


# ---------------------------------------------------------------- the baselines

def by_digits(pair):
    """Returns the spans of the strings of digits of the summary that the source does not contain."""
    strings = lambda text: [(figures.parse_digits(m[0]), *m.span()) for m in re.finditer(r"\d+(?:[.,٫٬]\d+)*", figures.fold(text))]
    known = {value for value, *_ in strings(pair.source)}
    return [(start, end) for value, start, end in strings(figures.without_list_numbers(pair.summary)) if value not in known]


@functools.lru_cache(maxsize=None)
def quantities(text):
    from quantulum3 import parser
    out, at = [], 0
    for line in text.splitlines(keepends=True):
        try:
            out += [(round(float(q.value), 6), at + q.span[0], at + q.span[1]) for q in parser.parse(line)]
        except Exception:  # it fails on some texts, which counts as finding nothing
            pass
        at += len(line)
    return out


def by_quantulum3(pair):
    """Returns the spans of the quantities of the summary whose value, except one and two, the source does not contain."""
    known = {value for value, *_ in quantities(pair.source)}
    return [(start, end) for value, start, end in quantities(figures.without_list_numbers(pair.summary)) if value not in known and value not in (1, 2)]


# ---------------------------------------------------------------- counting

def errors(pair):
    """Returns the errors in figures of a wrong summary: those that an edit made, or the figures in words that people marked. Units
    and bounds in them count with their numbers; whole sentences are marked for other reasons than their figures."""
    if not pair.marked:
        return figures.derive_errors(pair.seed, pair.summary, pair.source) if pair.seed else []
    spans = [(m.start(), m.end()) for words in pair.marked if len(words.split()) <= MARKED for m in re.finditer(re.escape(words), pair.summary)]
    items = [item for item in figures.read(pair.summary) if item.kind in figures.KINDS and item.kind not in ("unit", "bound", "direction")]
    return [(item.kind, item.start, item.end) for item in items if any(start <= item.start and item.end <= end for start, end in spans)]


def measure(mujaz, pairs, quantulum3):
    """Returns counts per half, and ids of the development half."""
    check(mujaz, pairs)
    halves = {half: dict(right=0, wrong=0, errors=Counter(), added=0, found=defaultdict(Counter), alarmed=Counter(), quotations=0) for half in ("development", "held out")}
    missed, alarms = defaultdict(list), defaultdict(list)
    for pair in pairs:
        half = halves[pair.half()]
        half["right" if pair.right else "wrong"] += 1
        marks = {"mujaz": [(start, end) for code, start, end in pair.warnings if code.startswith("figure-")], "digits": by_digits(pair)}
        if quantulum3 and pair.language == "en":
            marks["quantulum3"] = by_quantulum3(pair)
        if pair.right:
            # Labels say whether a summary is true, not whether it quotes word for word: warnings about quotations are counted apart.
            about_quotations = {code for code, *_ in pair.warnings if code.startswith("quote-")}
            half["quotations"] += bool(about_quotations)
            for who, spans in marks.items():
                half["alarmed"][who] += bool({code for code, *_ in pair.warnings} - about_quotations if who == "mujaz" else spans)
            for code, start, _ in pair.warnings:
                alarms[code].append(f"{pair.id}@{start}") if pair.half() == "development" else None
            continue
        for kind, start, end in errors(pair):
            if kind == "added":
                half["added"] += 1
                continue
            half["errors"][kind] += 1
            for who, spans in marks.items():
                hit = any(s < end and start < e for s, e in spans)
                half["found"][who][kind] += hit
                if who == "mujaz" and not hit and pair.half() == "development":
                    missed[kind].append(f"{pair.id}@{start}")
    return dict(halves=halves, missed=missed, alarms=alarms)


def show(folder, results, names, count, alarms):
    """Prints misses or false alarms of the development half with their texts."""
    lists = [(name, kind, place) for name in names for kind, places in results["sets"][name]["alarms" if alarms else "missed"].items()
             for place in places if alarms or kind != "soft"]
    for name, kind, place in random.Random(15).sample(lists, min(count, len(lists))):
        ident, _, start = place.rpartition("@")
        pair = next(pair for pair in SETS[name](folder) if pair.id == ident)
        assert pair.half() == "development"
        start = int(start)
        print(f"\n=== {name} {place} ({kind})\nSUMMARY {pair.summary[:start]}>>>{pair.summary[start:]}\nSEED    {pair.seed}\nSOURCE  {pair.source}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="where the clones of the sets are")
    parser.add_argument("names", nargs="*", metavar="SET", help=f"only these: {', '.join(SETS)}")
    parser.add_argument("--mujaz", default="mujaz", help="the program to measure")
    parser.add_argument("--commit", help="the commit that the program was built from (default: the repository's present one)")
    parser.add_argument("--show", type=int, metavar="N", help="print N misses of the development half, measure nothing")
    parser.add_argument("--alarms", action="store_true", help="with --show: false alarms in place of misses")
    args = parser.parse_args()
    unknown = [name for name in args.names if name not in SETS]
    if unknown:
        parser.error(f"no such set: {', '.join(unknown)}")
    results = json.loads(RESULTS.read_text()) if RESULTS.exists() else {"sets": {}}
    if args.show:
        return show(args.folder, results, args.names or list(results["sets"]), args.show, args.alarms)
    try:
        import quantulum3  # noqa: F401
        import logging
        logging.disable(logging.CRITICAL)
        with_quantulum3 = True
    except ImportError:
        with_quantulum3 = False
        print("without quantulum3: `pip install quantulum3` adds the second baseline", file=sys.stderr)
    commit = args.commit or subprocess.run(["git", "-C", ROOT, "rev-parse", "--short", "HEAD"], capture_output=True, text=True).stdout.strip()
    for name in args.names or SETS:
        began = time.time()
        results["sets"][name] = dict(commit=commit, **measure(args.mujaz, list(SETS[name](args.folder)), with_quantulum3))
        RESULTS.write_text(report.to_json(results))
        print(f"{name}: {time.time() - began:.0f} s", file=sys.stderr)
    report.write(ROOT, json.loads(RESULTS.read_text()))


if __name__ == "__main__":
    main()
