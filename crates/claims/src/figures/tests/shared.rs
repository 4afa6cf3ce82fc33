//! Checks that the code shared by all languages contains no words and tests for no script.

/// The files that read figures in every language.
const SHARED: [(&str, &str); 13] = [
    ("amount", include_str!("../amount.rs")),
    ("cardinal", include_str!("../cardinal.rs")),
    ("code", include_str!("../code.rs")),
    ("date", include_str!("../date.rs")),
    ("days", include_str!("../days.rs")),
    ("digits", include_str!("../digits.rs")),
    ("figure", include_str!("../figure.rs")),
    ("lexicon", include_str!("../lexicon.rs")),
    ("measure", include_str!("../measure.rs")),
    ("parts", include_str!("../parts.rs")),
    ("range", include_str!("../range.rs")),
    ("read", include_str!("../read.rs")),
    ("units", include_str!("../units.rs")),
];

/// Letters before a currency sign, which are the same in all languages.
const SYMBOLS: [&str; 2] = ["Can", "Mex"];

#[test]
fn shared_logic_names_no_word() {
    let mut words = Vec::new();
    for (file, code) in SHARED {
        let code = code.split("#[cfg(test)]").next().unwrap_or(code);
        let lines = code
            .lines()
            .map(|line| line.split("//").next().unwrap_or(line));
        for line in lines.filter(|line| {
            !["panic!", "expect(", "reason =", "format!"]
                .iter()
                .any(|part| line.contains(part))
        }) {
            for literal in line.split('"').skip(1).step_by(2) {
                // Codes of currencies, countries and units are in capitals.
                let is_word = literal.chars().any(|c| !c.is_ascii() && c.is_alphabetic())
                    || (literal.len() > 2 && literal.contains(|c: char| c.is_ascii_lowercase()));
                if is_word && !SYMBOLS.contains(&literal) {
                    words.push(format!("{file}: {literal}"));
                }
            }
        }
    }
    assert!(words.is_empty(), "{}", words.join("\n"));
}
