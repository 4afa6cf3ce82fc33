//! Checks that the code shared by all languages contains no words and tests for no script.

/// The files that read and compare figures in every language.
const SHARED: [(&str, &str); 42] = [
    ("agree", include_str!("../agree.rs")),
    ("agree/amounts", include_str!("../agree/amounts.rs")),
    ("agree/dates", include_str!("../agree/dates.rs")),
    ("amount", include_str!("../amount.rs")),
    ("cardinal", include_str!("../cardinal.rs")),
    ("clause/apart", include_str!("../clause/apart.rs")),
    ("clause/bound", include_str!("../clause/bound.rs")),
    ("clause/concepts", include_str!("../clause/concepts.rs")),
    ("clause/counted", include_str!("../clause/counted.rs")),
    ("clause/direction", include_str!("../clause/direction.rs")),
    ("clause/grammar", include_str!("../clause/grammar.rs")),
    ("clause/listed", include_str!("../clause/listed.rs")),
    ("clause/mod", include_str!("../clause/mod.rs")),
    ("clause/nearness", include_str!("../clause/nearness.rs")),
    ("clause/owners", include_str!("../clause/owners.rs")),
    ("clause/rate", include_str!("../clause/rate.rs")),
    ("clause/sound", include_str!("../clause/sound.rs")),
    ("clause/words", include_str!("../clause/words.rs")),
    ("code", include_str!("../code.rs")),
    ("compare", include_str!("../compare.rs")),
    ("date", include_str!("../date.rs")),
    ("days", include_str!("../days.rs")),
    ("designation", include_str!("../designation.rs")),
    ("digits", include_str!("../digits.rs")),
    ("figure", include_str!("../figure.rs")),
    ("lexicon", include_str!("../lexicon.rs")),
    ("measure", include_str!("../measure.rs")),
    ("near", include_str!("../near.rs")),
    ("number", include_str!("../number.rs")),
    ("parts", include_str!("../parts.rs")),
    ("phrase", include_str!("../phrase/mod.rs")),
    ("range", include_str!("../range.rs")),
    ("read", include_str!("../read.rs")),
    ("reckoned", include_str!("../reckoned.rs")),
    ("rival/exchange", include_str!("../rival/exchange.rs")),
    ("rival/kind", include_str!("../rival/kind.rs")),
    ("rival/mod", include_str!("../rival/mod.rs")),
    ("rival/search", include_str!("../rival/search.rs")),
    ("rival/support", include_str!("../rival/support.rs")),
    ("spelling", include_str!("../spelling.rs")),
    ("tokens", include_str!("../tokens.rs")),
    ("units", include_str!("../units.rs")),
];

/// Letters before a currency sign, and the beginning of addresses, which are the same in all languages.
const SYMBOLS: [&str; 3] = ["Can", "Mex", "www"];

#[test]
fn shared_logic_names_no_word() {
    let mut words = Vec::new();
    for (file, code) in SHARED {
        let code = code.split("#[cfg(test)]").next().unwrap_or(code);
        let lines = code
            .lines()
            .map(|line| line.split("//").next().unwrap_or(line));
        for line in lines.filter(|line| {
            !["panic!", "expect(", "reason =", "format!", "include_str!"]
                .iter()
                .any(|part| line.contains(part))
        }) {
            for literal in line.split('"').skip(1).step_by(2) {
                // Codes of currencies, countries and units are in capitals.
                let is_format = literal.contains('{');
                let is_word = literal.chars().any(|c| !c.is_ascii() && c.is_alphabetic())
                    || (literal.len() > 2 && literal.contains(|c: char| c.is_ascii_lowercase()));
                // Names of concepts are the same in all languages.
                let is_concept = line.contains(&format!("hash(b\"{literal}\")"));
                if is_word && !is_format && !is_concept && !SYMBOLS.contains(&literal) {
                    words.push(format!("{file}: {literal}"));
                }
            }
        }
    }
    assert!(words.is_empty(), "{}", words.join("\n"));
}
