//! The rules of the modules: the modules and crates that each phase of a build may use.
//!
//! The phases are values handed on, so what a phase cannot reach it cannot depend on. The table below says, for each
//! module of the crate, which other modules and which crates it may name; a module that is not in it has to be put there.
//! Further rules hold for all code. They are checked by reading the code: paths in `use` lines and anywhere else, without
//! comments, strings and tests.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use crate::common::code::{paths, tokens, without_tests};
use crate::common::{files, repository};

/// The modules and crates that a module may use besides the standard library and itself.
struct Rules {
    /// The module: a file or folder in `src/`.
    module: &'static str,
    /// Modules of this crate.
    modules: &'static [&'static str],
    /// Other crates.
    crates: &'static [&'static str],
    /// Parts of the standard library that it may not touch.
    not: &'static [&'static str],
}

/// The file system and all that is like it.
const OUTSIDE: &[&str] = &[
    "std::fs",
    "std::io",
    "std::net",
    "std::process",
    "std::env",
    "std::os",
];
const NOTHING: &[&str] = &[];

const MODULES: [Rules; 35] = [
    Rules {
        module: "diagnostic",
        modules: &[],
        crates: &["strsim"],
        not: OUTSIDE,
    },
    Rules {
        module: "lang",
        modules: &[],
        crates: &["mujaz_claims", "mujaz_locale"],
        not: OUTSIDE,
    },
    // Which moment and which day it is. Whoever starts a build asks it; phases use its values and zones alone.
    Rules {
        module: "clock",
        modules: &["lang"],
        crates: &["jiff"],
        not: OUTSIDE,
    },
    // Opens and creates files: never waits for a pipe, and never writes through a link.
    Rules {
        module: "files",
        modules: &[],
        crates: &["rustix", "thiserror"],
        not: &["std::net", "std::process", "std::env"],
    },
    // What a build keeps for the next. It knows nothing of what it keeps.
    Rules {
        module: "memo",
        modules: &[],
        crates: &["blake3", "foldhash"],
        not: OUTSIDE,
    },
    // Bytes to fewer bytes. It knows nothing of sites.
    Rules {
        module: "coding",
        modules: &[],
        crates: &["brotli", "flate2", "mujaz_guard", "zip"],
        // `std::io` for the traits that codecs are written with.
        not: &["std::fs", "std::net", "std::process", "std::env", "std::os"],
    },
    // The only reader of a site. Of a picture it keeps the measures, not the bytes.
    Rules {
        module: "load",
        modules: &["diagnostic", "files", "lang", "picture"],
        crates: &["blake3", "include_dir", "rayon", "simdutf8"],
        not: NOTHING,
    },
    // One file alone; of `load` it knows what a source is.
    Rules {
        module: "parse",
        modules: &[
            "clock",
            "coding",
            "diagnostic",
            "lang",
            "load",
            "memo",
            "picture",
        ],
        crates: &[
            "idna",
            "mujaz_guard",
            "percent_encoding",
            "pulldown_cmark",
            "pulldown_cmark_escape",
            "rayon",
            "simdutf8",
            "toml",
        ],
        not: OUTSIDE,
    },
    Rules {
        module: "link",
        modules: &[
            "clock",
            "diagnostic",
            "lang",
            "load",
            "memo",
            "parse",
            "picture",
        ],
        crates: &["percent_encoding", "rayon"],
        not: OUTSIDE,
    },
    // Of `load` it knows the text that its findings are about.
    Rules {
        module: "check",
        modules: &[
            "clock",
            "diagnostic",
            "explain",
            "lang",
            "link",
            "load",
            "memo",
            "parse",
            "seal",
            "starter",
        ],
        crates: &["mujaz_import", "rayon"],
        not: OUTSIDE,
    },
    Rules {
        module: "plan",
        modules: &[
            "card",
            "check",
            "clock",
            "diagnostic",
            "lang",
            "link",
            "memo",
            "parse",
        ],
        crates: &["foldhash", "memchr", "rayon", "serde"],
        not: OUTSIDE,
    },
    // Of the site it sees pages and their views; of `load` and `parse` what a theme is made of.
    Rules {
        module: "render",
        modules: &[
            "check",
            "coding",
            "diagnostic",
            "lang",
            "load",
            "memo",
            "parse",
            "plan",
        ],
        crates: &[
            "base64_simd",
            "blake3",
            "memchr",
            "minify_html",
            "mujaz_guard",
            // For the names of characters in HTML.
            "pulldown_cmark",
            "pulldown_cmark_escape",
            "quick_xml",
            "rayon",
            "serde",
            "simdutf8",
            "serde_json",
            "sha2",
            "tera",
        ],
        not: OUTSIDE,
    },
    // What can be found, and the index in which a browser finds it. Of `load` it knows the text of files.
    Rules {
        module: "search",
        modules: &["lang", "link", "load", "memo", "parse"],
        crates: &["mujaz_search", "rayon"],
        not: OUTSIDE,
    },
    // Everything earlier is bytes to it.
    Rules {
        module: "write",
        modules: &["diagnostic", "files"],
        crates: &["blake3", "rayon"],
        not: &["std::net", "std::process", "std::env"],
    },
    // What a build says of itself, as pairs of words.
    Rules {
        module: "built",
        modules: &["clock", "parse"],
        crates: &[],
        not: OUTSIDE,
    },
    Rules {
        module: "build",
        modules: &[
            "built",
            "card",
            "check",
            "clock",
            "coding",
            "diagnostic",
            "files",
            "fonts",
            "lang",
            "link",
            "load",
            "memo",
            "parse",
            "picture",
            "plan",
            "render",
            "search",
            "starter",
            "write",
        ],
        crates: &["mujaz_search", "rayon"],
        not: OUTSIDE,
    },
    Rules {
        module: "report",
        modules: &["diagnostic", "explain", "lang"],
        crates: &[
            "annotate_snippets",
            "blake3",
            "percent_encoding",
            "serde",
            "serde_json",
        ],
        not: OUTSIDE,
    },
    // What codes mean: data.
    Rules {
        module: "explain",
        modules: &["diagnostic"],
        crates: &[],
        not: OUTSIDE,
    },
    Rules {
        module: "init",
        modules: &["edit", "files", "starter"],
        crates: &["include_dir"],
        not: &["std::net", "std::process", "std::env"],
    },
    // The files of a new site: data.
    Rules {
        module: "starter",
        modules: &[],
        crates: &["include_dir"],
        not: OUTSIDE,
    },
    // What a seal remembers and how it is written into a text; files are `edit`'s.
    Rules {
        module: "seal",
        modules: &["lang", "parse"],
        crates: &["blake3", "pulldown_cmark", "toml"],
        not: OUTSIDE,
    },
    // Of `load` it knows which files there are.
    Rules {
        module: "status",
        modules: &["diagnostic", "lang", "link", "load", "parse", "seal"],
        crates: &["serde", "serde_json", "unicode_width"],
        not: OUTSIDE,
    },
    // What became of the pages that originals were taken from. Fetching them is the command's.
    Rules {
        module: "recheck",
        modules: &["lang", "load", "parse"],
        crates: &["mujaz_import", "serde", "serde_json"],
        not: OUTSIDE,
    },
    // The only writer of sources, but for the import of articles.
    Rules {
        module: "edit",
        modules: &["files"],
        crates: &["thiserror"],
        not: &["std::net", "std::process", "std::env"],
    },
    // Says where something happened; reading it is `load`'s.
    Rules {
        module: "watch",
        modules: &["load"],
        crates: &["notify", "walkdir"],
        not: &["std::net", "std::process", "std::env"],
    },
    // The same pipeline as a build, except `write`, which it never uses. Files that are published unchanged are read on
    // request.
    Rules {
        module: "serve",
        modules: &[
            "build",
            "clock",
            "diagnostic",
            "files",
            "lang",
            "link",
            "load",
            "media",
            "memo",
            "picture",
            "plan",
            "render",
            "report",
            "watch",
        ],
        crates: &[
            "axum",
            "blake3",
            "futures_core",
            "http_range_header",
            "hyper",
            "hyper_util",
            "percent_encoding",
            "rayon",
            "serde",
            "serde_json",
            "tokio",
            "tokio_stream",
            "tower",
            "tower_http",
        ],
        not: &["std::process", "std::env"],
    },
    // Everything up to `check`, as `check` runs it, for an editor. It writes no file: edits are the client's.
    Rules {
        module: "lsp",
        modules: &[
            "build",
            "check",
            "clock",
            "diagnostic",
            "lang",
            "link",
            "load",
            "parse",
            "seal",
            "watch",
        ],
        crates: &[
            "blake3",
            "lsp_server",
            "lsp_types",
            "notify",
            "mujaz_guard",
            "percent_encoding",
            "rayon",
            "rustix",
            "serde",
            "serde_json",
            "toml",
        ],
        not: &["std::net", "std::env"],
    },
    // From the output of a build to a host. Of `parse` it knows where targets lead, of `write` what a build left.
    Rules {
        module: "deploy",
        modules: &[
            "built",
            "clock",
            "diagnostic",
            "files",
            "media",
            "parse",
            "write",
        ],
        crates: &[
            "blake3",
            "jiff",
            "object_store",
            "percent_encoding",
            "rayon",
            "rustls",
            "serde_json",
            "tokio",
            "tokio_stream",
        ],
        // Only for reading addresses: what talks to hosts are the crates above.
        not: &[
            "std::net::TcpStream",
            "std::net::TcpListener",
            "std::net::UdpSocket",
        ],
    },
    // What a change since a git revision is about. Runs git; the site is inspected by `build`.
    Rules {
        module: "since",
        modules: &["build", "diagnostic", "lang", "link", "load"],
        crates: &["toml"],
        not: &["std::net"],
    },
    // Loose texts, without a site. Of `check` it knows how a text is read, of `report` where places stand.
    Rules {
        module: "verify",
        modules: &["check", "diagnostic", "lang", "parse", "report"],
        crates: &["mujaz_import", "rayon", "serde", "serde_json", "toml"],
        not: OUTSIDE,
    },
    // The configuration of a CMS for a site.
    Rules {
        module: "cms",
        modules: &["lang", "link", "parse"],
        crates: &["serde_json"],
        not: OUTSIDE,
    },
    // Tools for clients of the Model Context Protocol. Each calls what a command calls.
    Rules {
        module: "mcp",
        modules: &[
            "build",
            "clock",
            "diagnostic",
            "files",
            "lang",
            "link",
            "load",
            "parse",
            "report",
            "verify",
        ],
        crates: &["mujaz_import", "rmcp", "serde", "serde_json", "tokio"],
        not: &["std::fs", "std::net", "std::process", "std::env", "std::os"],
    },
    // The command itself: may use whatever the library offers.
    Rules {
        module: "cli",
        modules: &[
            "build",
            "check",
            "clock",
            "cms",
            "deploy",
            "diagnostic",
            "edit",
            "explain",
            "files",
            "import",
            "init",
            "lang",
            "link",
            "load",
            "lsp",
            "mcp",
            "memo",
            "parse",
            "recheck",
            "report",
            "seal",
            "serve",
            "since",
            "status",
            "verify",
            "watch",
            "write",
        ],
        crates: &[
            "annotate_snippets",
            "clap",
            "clap_complete",
            "ctrlc",
            "indicatif",
            "jiff",
            "mujaz_fetch",
            "mujaz_guard",
            "open",
            "serde",
            "serde_json",
            "sha2",
            "toml",
        ],
        not: NOTHING,
    },
    Rules {
        module: "lib",
        modules: &[],
        crates: &["mujaz_import", "mujaz_media"],
        not: OUTSIDE,
    },
    Rules {
        module: "main",
        modules: &[],
        crates: &["mimalloc", "mujaz"],
        not: &["std::fs"],
    },
];

/// Paths that only some files may name, though the modules above may, and why.
const PATHS: [(&str, &[&str], &str); 3] = [
    (
        "crate::clock::Clock",
        &["clock.rs", "cli/", "lsp/server.rs", "serve/mod.rs"],
        "the time is an input: take a `Now`",
    ),
    (
        "crate::load::load",
        &["build.rs", "cli/", "lsp/server.rs", "serve/mod.rs"],
        "a site is read once, before everything else",
    ),
    (
        "crate::load",
        &[
            "render/faults.rs",
            "render/theme.rs",
            "parse/",
            "link/",
            "check/",
            "status/",
            "search/",
            "build.rs",
            "build/",
            "cli/",
            "load/",
            "lsp/",
            "mcp/",
            "recheck/",
            "serve/",
            "since/",
            "watch.rs",
        ],
        "a page is rendered from its view; the theme alone is read from the sources",
    ),
];

/// Words that are not allowed except in the named modules, with the reason.
const WORDS: [(&[&str], &[&str], &str); 5] = [
    (
        &["Instant", "SystemTime", "Zoned", "Timestamp"],
        // `build`, `deploy` and `serve` have a stop-watch; `watch` waits until nothing happens for a moment.
        &["build", "cli", "clock", "deploy", "serve", "watch"],
        "the clock is an input: take the day as an argument",
    ),
    (
        &["HashMap", "HashSet"],
        // `DiskSurvey` in there is asked and never listed; so are a memo, and the paths that a plan has taken.
        &["memo", "plan", "write"],
        "its order differs from run to run and can reach the output: take a BTreeMap or BTreeSet",
    ),
    (
        &["println", "print", "eprintln", "eprint", "dbg"],
        &["cli"],
        "a phase never prints: return a Diagnostic",
    ),
    (
        &["thread_local", "OnceCell", "LazyLock", "LazyCell"],
        &[],
        "no state outlives a call: hand values on",
    ),
    (
        &["OnceLock"],
        // Within a value, for a part of it that not every use of it needs.
        &["check", "link", "plan", "render"],
        "no state outlives a call: hand values on",
    ),
];

/// The static items there are; none holds state.
const STATICS: [&str; 3] = ["ALLOCATOR", "NASHRA", "SITE"];

#[test]
fn the_modules_keep_to_their_rules() {
    let mut broken = Vec::new();
    for file in files(&repository("src")) {
        if file.ends_with(".rs") && !is_test(&file) {
            let text = fs::read_to_string(repository("src").join(&file)).expect("a source");
            broken.extend(check(&file, &text));
        }
    }
    assert!(broken.is_empty(), "\n{}\n", broken.join("\n"));
}

/// Type names that two types have, and why.
const SHARED_NAMES: [(&str, &str); 5] = [
    ("Affixes", "those of a language, for figures and for search"),
    ("Arabic", "the language, for figures and for search"),
    (
        "Citation",
        "a citation as parsed, and what `mujaz_claims` takes of it",
    ),
    (
        "Document",
        "a text that is checked in `mujaz_claims`, and a parsed file",
    ),
    (
        "Severity",
        "that of a finding, which `mujaz_claims` has without errors",
    ),
];

/// A type's name has one meaning in all crates, so that readers need not look up the module.
#[test]
fn a_type_name_stands_for_one_thing() {
    let mut places: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for folder in ["benches", "crates", "examples", "src"] {
        for file in files(&repository(folder)) {
            let path = format!("{folder}/{file}");
            if path.ends_with(".rs") && !is_test(&path) {
                let text = fs::read_to_string(repository(&path)).expect("a source");
                for (line, name) in type_names(without_tests(&tokens(&text))) {
                    let place = format!("{path}:{line}");
                    places.entry(name).or_default().push(place);
                }
            }
        }
    }
    let is_shared = |name: &str| SHARED_NAMES.iter().any(|(shared, _)| *shared == name);
    for (name, _) in SHARED_NAMES {
        let found = places.get(name).map_or(0, Vec::len);
        assert_eq!(found, 2, "{name}: take it out of SHARED_NAMES");
    }
    let ambiguous: Vec<String> = places
        .iter()
        .filter(|(name, found)| found.len() > 1 && !is_shared(name))
        .map(|(name, found)| format!("{name}: {}", found.join(", ")))
        .collect();
    assert!(
        ambiguous.is_empty(),
        "types that need a name of their own:\n{}\n",
        ambiguous.join("\n")
    );
}

/// Returns the names of the types that code defines, with their lines; not those of associated types.
fn type_names(tokens: &[(usize, String)]) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    // For each open brace, whether it is that of a trait or an implementation.
    let mut blocks = Vec::new();
    let mut begins_trait = false;
    for pair in tokens.windows(2) {
        let (line, name) = &pair[1];
        let is_name = name.starts_with(|c: char| c.is_ascii_uppercase());
        let is_associated = blocks.last() == Some(&true);
        match pair[0].1.as_str() {
            "struct" | "enum" | "union" | "trait" if is_name => found.push((*line, name.clone())),
            "type" if is_name && !is_associated => found.push((*line, name.clone())),
            _ => {}
        }
        match pair[0].1.as_str() {
            "impl" | "trait" => begins_trait = true,
            "{" => blocks.push(std::mem::take(&mut begins_trait)),
            "}" => {
                blocks.pop();
            }
            ";" => begins_trait = false,
            _ => {}
        }
    }
    found
}

#[test]
fn type_names_are_found_but_not_associated_types() {
    let code = "pub struct A; enum B<T> { C } trait D { type E; } impl D for A { type E = u8; } type F = u8; fn f(a: A) {}";
    let names: Vec<String> = type_names(&tokens(code))
        .into_iter()
        .map(|(_, name)| name)
        .collect();
    assert_eq!(names, ["A", "B", "D", "F"]);
}

#[test]
fn unsafe_code_is_forbidden() {
    let manifest = fs::read_to_string(repository("Cargo.toml")).expect("Cargo.toml");
    assert!(
        manifest.contains("unsafe_code = \"forbid\""),
        "Cargo.toml: [lints.rust] must have unsafe_code = \"forbid\""
    );
}

/// Entries for modules that do not exist would forbid nothing.
#[test]
fn the_table_names_what_there_is() {
    let modules: BTreeSet<String> = files(&repository("src"))
        .iter()
        .filter(|file| file.ends_with(".rs"))
        .map(|file| module(file).to_owned())
        .collect();
    let listed: BTreeSet<String> = MODULES
        .iter()
        .map(|rules| rules.module.to_owned())
        .collect();
    assert_eq!(modules, listed);
    let manifest = include_str!("../../Cargo.toml");
    for name in MODULES
        .iter()
        .flat_map(|rules| rules.crates)
        .filter(|name| **name != "mujaz")
    {
        let dashed = name.replace('_', "-");
        let found = [*name, &dashed]
            .iter()
            .any(|name| is_dependency(manifest, name));
        assert!(found, "{name} is no dependency in Cargo.toml");
    }
}

/// Returns the violations of the rules in a file of `src/`, as `file:line: rule`.
fn check(file: &str, text: &str) -> Vec<String> {
    let tokens = tokens(text);
    let tokens = without_tests(&tokens);
    let mut broken = Vec::new();
    let name = module(file);
    let Some(rules) = MODULES.iter().find(|rules| rules.module == name) else {
        return vec![format!(
            "src/{file}:1: {name} is not in the table of tests/it/architecture.rs: say there what it may use"
        )];
    };
    for (line, path) in paths(tokens, file) {
        for (narrow, files, why) in PATHS {
            let below = path == narrow || path.starts_with(&format!("{narrow}::"));
            if below && !files.iter().any(|allowed| file.starts_with(allowed)) {
                broken.push(format!(
                    "src/{file}:{line}: {file} may not use {path}: {why}"
                ));
            }
        }
        if let Some(why) = rules.refuse(&path) {
            broken.push(format!(
                "src/{file}:{line}: {name} may not use {path}: {why}"
            ));
        }
    }
    for (line, token) in tokens {
        for (words, except, why) in WORDS {
            if words.contains(&token.as_str()) && !except.contains(&name) {
                broken.push(format!(
                    "src/{file}:{line}: {name} may not use {token}: {why}"
                ));
            }
        }
    }
    for pair in tokens.windows(2) {
        let (line, item) = &pair[1];
        if pair[0].1 == "static" && !STATICS.contains(&item.as_str()) {
            broken.push(format!(
                "src/{file}:{line}: {name} may not have a static {item}: no state outlives a call (data is a const)"
            ));
        }
    }
    broken.extend(disabled(tokens).map(|(line, name)| {
        format!(
            "src/{file}:{line}: a {name} by hand may forget a field: destructure (`let Self {{ a, b }} = self;`) or derive it"
        )
    }));
    broken.dedup();
    broken
}

/// Traits whose hand-written form has to name every field, since one that is forgotten makes two values equal that are not.
const COMPLETE: [&str; 3] = ["Hash", "Ord", "PartialEq"];

/// The hand-written implementations of such traits that take nothing apart: where they begin, and the trait.
fn disabled(tokens: &[(usize, String)]) -> impl Iterator<Item = (usize, &str)> {
    let begins = (0..tokens.len()).filter(|at| tokens[*at].1 == "impl");
    begins.filter_map(|at| {
        let open = at + tokens[at..].iter().position(|(_, t)| t == "{")?;
        let head = &tokens[at..open];
        let before = head.iter().position(|(_, t)| t == "for")?.checked_sub(1)?;
        let name = head[before].1.as_str();
        let mut depth = 0;
        let length = tokens[open..].iter().position(|(_, token)| {
            match token.as_str() {
                "{" => depth += 1,
                "}" => depth -= 1,
                _ => {}
            }
            depth == 0
        })?;
        let body = &tokens[open..open + length];
        let is_pattern = |three: &[(usize, String)]| {
            let is_type = three[1].1.starts_with(|c: char| c.is_ascii_uppercase());
            three[0].1 == "let" && is_type && three[2].1 == "{"
        };
        let is_whole = body.windows(3).any(is_pattern);
        (COMPLETE.contains(&name) && !is_whole).then_some((tokens[at].0, name))
    })
}

impl Rules {
    /// Why the module may not name this path; `None` where it may.
    fn refuse(&self, path: &str) -> Option<&'static str> {
        let mut parts = path.split("::");
        match (parts.next()?, parts.next()) {
            ("crate", Some(other)) => {
                let may =
                    other == self.module || self.modules.contains(&other) || self.module == "lib";
                let exists = MODULES.iter().any(|rules| rules.module == other);
                (exists && !may).then_some(
                    "the table in tests/it/architecture.rs does not list that module for it",
                )
            }
            ("std" | "core" | "alloc", _) => {
                let below = |not: &&&str| path == **not || path.starts_with(&format!("{not}::"));
                self.not
                    .iter()
                    .find(below)
                    .map(|_| "it gives and takes values and touches nothing outside")
            }
            (name, _) if is_crate(name) && !self.crates.contains(&name) => {
                Some("the table in tests/it/architecture.rs does not list that crate for it")
            }
            _ => None,
        }
    }
}

/// The module that a file of `src/` belongs to: `link/site.rs` and `link/mod.rs` are parts of `link`.
fn module(file: &str) -> &str {
    let first = file.split('/').next().unwrap_or(file);
    first.strip_suffix(".rs").unwrap_or(first)
}

/// Returns true for files with tests only, which `#[cfg(test)] mod tests;` includes.
fn is_test(file: &str) -> bool {
    file.ends_with("/tests.rs") || file.contains("/tests/")
}

/// Returns true if a path that begins with this name belongs to another crate that the manifest lists.
fn is_crate(name: &str) -> bool {
    let dashed = name.replace('_', "-");
    let manifest = include_str!("../../Cargo.toml");
    name == "mujaz"
        || [name, &dashed]
            .iter()
            .any(|name| is_dependency(manifest, name))
}

/// Returns true if a manifest has a line for this dependency.
fn is_dependency(manifest: &str, name: &str) -> bool {
    manifest.contains(&format!("\n{name} = ")) || manifest.contains(&format!("\n{name}.workspace"))
}

/// File, code, and a part of the sentence that refuses it; none where the code is allowed.
#[test]
fn what_breaks_a_rule_is_named() {
    for (file, code, expected) in [
        (
            "parse/text.rs",
            "use std::fs;",
            Some("src/parse/text.rs:1: parse may not use std::fs: "),
        ),
        (
            "parse/text.rs",
            "\n\nlet x = std::fs::read(path);",
            Some("src/parse/text.rs:3: parse may not use std::fs::read: "),
        ),
        (
            "link/mod.rs",
            "use std::{io, sync::Arc};",
            Some("link may not use std::io"),
        ),
        (
            "link/mod.rs",
            "use std::{collections::{BTreeMap, BTreeSet}, sync::Arc};",
            None,
        ),
        (
            "plan/mod.rs",
            "use tera::Context;",
            Some("plan may not use tera::Context"),
        ),
        (
            "plan/mod.rs",
            "use crate::render::fill::FillContext;",
            Some("plan may not use crate::render::fill::FillContext"),
        ),
        (
            "plan/page_context.rs",
            "use super::super::write;",
            Some("plan may not use crate::write"),
        ),
        ("plan/page_context.rs", "use super::lists::Lists;", None),
        (
            "plan/page_context.rs",
            "use crate::{lang::Date, write::{OutputWriter, CommitReport}};",
            Some("crate::write::OutputWriter"),
        ),
        (
            "lang/date.rs",
            "use crate::parse::slug;",
            Some("lang may not use crate::parse::slug"),
        ),
        (
            "lang/date.rs",
            "let x = rayon::join(a, b);",
            Some("lang may not use rayon::join"),
        ),
        ("lang/date.rs", "use super::calendar::Calendar;", None),
        ("lang/date.rs", "use jiff;", Some("lang may not use jiff")),
        (
            "write/mod.rs",
            "use crate::plan::PageJob;",
            Some("write may not use crate::plan::PageJob"),
        ),
        (
            "write/mod.rs",
            "use std::fs; use crate::diagnostic::Diagnostic;",
            None,
        ),
        (
            "render/mod.rs",
            "use crate::link::site::Site;",
            Some("render may not use crate::link::site::Site"),
        ),
        (
            "render/mod.rs",
            "use std::time::Instant;",
            Some("render may not use Instant: the clock is an input"),
        ),
        (
            "render/fill.rs",
            "use crate::load::Sources;",
            Some(
                "src/render/fill.rs:1: render/fill.rs may not use crate::load::Sources: a page is rendered from",
            ),
        ),
        (
            "render/theme.rs",
            "use crate::load::{BUILT_IN_THEME, Sources};",
            None,
        ),
        (
            "parse/mod.rs",
            "use crate::load::{Sources, load};",
            Some("parse/mod.rs may not use crate::load::load: a site is read once"),
        ),
        (
            "cli/build.rs",
            "let start = std::time::Instant::now();",
            None,
        ),
        (
            "parse/mod.rs",
            "let now = jiff::Zoned::now();",
            Some("parse may not use Zoned"),
        ),
        (
            "link/mod.rs",
            "use std::collections::HashMap;",
            Some("link may not use HashMap"),
        ),
        (
            "link/mod.rs",
            "eprintln!(\"x\");",
            Some("link may not use eprintln: a phase never prints"),
        ),
        (
            "link/mod.rs",
            "static CACHE: Mutex<u8> = Mutex::new(0);",
            Some("link may not have a static CACHE"),
        ),
        (
            "link/mod.rs",
            "fn f(x: &'static str) -> &'static str { x }",
            None,
        ),
        (
            "link/mod.rs",
            "thread_local! { }",
            Some("link may not use thread_local"),
        ),
        (
            "link/mod.rs",
            "// use std::fs;\n/* use tera::Tera; */\nlet x = \"std::fs\";",
            None,
        ),
        (
            "link/mod.rs",
            "let x = r#\"a \" use std::fs;\"#; let y = '\"'; let z = '\\'';",
            None,
        ),
        (
            "link/mod.rs",
            "fn f<'a>(x: &'a str) { std::fs::read(x); }",
            Some("link may not use std::fs::read"),
        ),
        (
            "link/mod.rs",
            "fn f() {}\n#[cfg(test)]\nmod tests {\n use std::fs;\n}\n",
            None,
        ),
        (
            "link/mod.rs",
            "#[cfg(test)]\nfn f() {}\nuse std::fs;\n",
            Some("link/mod.rs:3: "),
        ),
        (
            "link/mod.rs",
            "impl Hash for A<'_> { fn hash<H: Hasher>(&self, state: &mut H) { (&self.a, &self.b).hash(state); } }",
            Some("a Hash by hand may forget a field"),
        ),
        (
            "link/mod.rs",
            "impl std::cmp::Ord for A { fn cmp(&self, other: &A) -> Ordering { self.a.cmp(&other.a) } }",
            Some("a Ord by hand may forget a field"),
        ),
        (
            "link/mod.rs",
            "impl Hash for A<'_> { fn hash<H: Hasher>(&self, state: &mut H) { let Self { a, b: _ } = self; a.hash(state); } }",
            None,
        ),
        (
            "weather.rs",
            "",
            Some("src/weather.rs:1: weather is not in the table"),
        ),
    ] {
        let broken = check(file, code);
        match expected {
            Some(part) => assert!(
                broken.iter().any(|b| b.contains(part)),
                "{file}: {code}\n{broken:?}"
            ),
            None => assert!(broken.is_empty(), "{file}: {code}\n{broken:?}"),
        }
    }
}
