//! Extracts authors' names from bylines as pages write them. Pure.

use super::words;

/// Words before an author's name, in folded form, longest first.
const BEFORE: &[&str] = &[
    "show all posts by",
    "view all posts by",
    "see all posts by",
    "more posts by",
    "posts by",
    "submitted by",
    "created by",
    "contributed by",
    "text by",
    "interview by",
    "blog by",
    "text von",
    "texte de",
    "texte par",
    "texto de",
    "foto und text",
    "text und foto",
    "interview von",
    "erstellt von",
    "gespeichert von",
    "eingestellt von",
    "verfasst von",
    "gepostet von",
    "zeige alle beiträge von",
    "beiträge von",
    "blog beitrag von",
    "vom",
    "autoren",
    "autorinnen",
    "autores",
    "authors",
    "auteurs",
    "posted by",
    "written by",
    "story by",
    "words by",
    "reported by",
    "article by",
    "published by",
    "by",
    "author",
    "autor",
    "autorin",
    "von",
    "text",
    "ein beitrag von",
    "ein artikel von",
    "alle beitrage von",
    "alle beiträge von",
    "alle artikel von",
    "beitrag von",
    "geschrieben von",
    "por",
    "escrito por",
    "publicado por",
    "autora",
    "par",
    "publie par",
    "publié par",
    "rédigé par",
    "auteur",
    "di",
    "a cura di",
    "autore",
    "door",
    "av",
    "af",
    "skrevet av",
    "text av",
    "yazan",
    "yazar",
    "автор",
    "текст",
    "autorka",
    "redaktor",
    "szerző",
    "بقلم",
    "كتب",
    "كتبت",
    "كتبه",
    "الكاتب",
    "تحرير",
    "إعداد",
    "نویسنده",
    "مصنف",
    "מאת",
];

/// Words after an author's name.
const REST: &[&str] = &[
    " Alles von",
    " Alle Artikel",
    " Weitere Artikel",
    " Zeige alle",
    " Publicado hace",
    " Alle Beiträge",
    " More by",
    " More from",
    " More Posts",
    " See all",
    " View all",
    " All posts",
    " All articles",
    " Ver más",
    " Más de",
    " Voir tous",
    " Follow",
    " Updated",
    " Published",
    " Posted",
    " Veröffentlicht",
    " Aktualisiert",
    " Publicado",
    " Publié",
    " is a ",
    " ist ",
    " - Redaktion",
];

/// Placeholders that programs write if no author is named.
const PLACEHOLDERS: &[&str] = &[
    "admin",
    "administrator",
    "super user",
    "superuser",
    "root",
    "user",
    "webmaster",
    "web master",
    "wordpressadmin",
    "wpadmin",
    "publisher",
    "editor",
    "author",
    "anonymous",
    "no author",
    "kein autor",
    "sin autor",
    "sans auteur",
    "staff",
    "staff writer",
    "staff reporter",
    "web desk",
    "online desk",
    "news desk",
    "newsroom",
    "redaktion",
    "redaction",
    "redacción",
    "rédaction",
    "redazione",
    "редакция",
    "هيئة التحرير",
    "التحرير",
    "guest",
    "unknown",
    "undefined",
    "null",
    "none",
    "default",
    "site admin",
    "web admin",
    "fail",
    "posted",
    "autor",
    "von",
    "by",
    "مدير",
    "المدير",
    "محرر",
];

/// Endings that only names of companies and societies have.
const BODIES: &[&str] = &[
    "gmbh", "ag", "inc", "ltd", "llc", "e v", "ev", "s a", "kg", "verlag", "media",
];

/// The names of the page's publisher, squashed: its own name, its host.
#[derive(Debug, Clone, Default)]
pub(super) struct House(Vec<String>);

impl House {
    pub(super) fn new(site: Option<&str>, url: Option<&str>) -> Self {
        let host = url.and_then(super::publishers::host);
        let label = host.as_deref().and_then(|host| {
            let (rest, _) = host.rsplit_once('.')?;
            Some(rest.rsplit('.').next().unwrap_or(rest).to_string())
        });
        let names = [site.map(str::to_string), host.clone(), label];
        House(
            names
                .into_iter()
                .flatten()
                .map(|name| squash(&name))
                .filter(|name| !name.is_empty())
                .collect(),
        )
    }

    /// Returns true if a text is the publisher's name or host and nothing else.
    pub(super) fn is(&self, text: &str) -> bool {
        self.0.contains(&squash(text))
    }

    /// Returns true if a name is that of a part of the publisher, such as "House North" or "House newsroom".
    fn is_branch(&self, name: &str) -> bool {
        let words: Vec<&str> = name.split_whitespace().collect();
        words.len() <= 3
            && words
                .first()
                .is_some_and(|first| self.0.contains(&squash(first)))
    }

    /// Returns true if a name is the publisher's: the same letters, a part of them, or a few letters more.
    fn has(&self, name: &str) -> bool {
        let is_one = split_list(name).len() == 1;
        let name = squash(name);
        self.0.iter().any(|own| {
            let long = own.len().min(name.len()) >= 6;
            let more = is_one && name.contains(own.as_str()) && name.len() - own.len() < 10;
            *own == name || (long && (own.contains(&name) || more))
        })
    }
}

/// Words of a person's post or degree, which pages write after the name.
const POSTS: &[&str] = &[
    "editor",
    "reporter",
    "correspondent",
    "writer",
    "director",
    "professor",
    "journalist",
    "journalistin",
    "redakteur",
    "redakteurin",
    "chefredakteur",
    "chefredakteurin",
    "projektleiter",
    "projektleiterin",
    "technologist",
    "analyst",
    "columnist",
    "contributor",
    "fellow",
    "phd",
    "md",
    "ph d",
    "m d",
    "mba",
    "rd",
    "esq",
    "corresponsal",
    "redactor",
    "redactora",
    "rédacteur",
    "journaliste",
];

/// Returns true if a part of a list of names is a post or a degree.
fn is_post(part: &str) -> bool {
    let folded = words::folded(part);
    POSTS.iter().any(|post| {
        folded == *post
            || folded.starts_with(&format!("{post} "))
            || folded.ends_with(&format!(" {post}"))
    })
}

/// Returns the text after the day in "Posted on 21 September 2020 by Jane Doe".
fn after_day(text: &str) -> Option<&str> {
    ["by", "von", "par", "por"].iter().find_map(|word| {
        let (before, name) = text.split_once(&format!(" {word} "))?;
        let is_day = before.contains(|c: char| c.is_ascii_digit()) && words::count(before) <= 8;
        is_day.then_some(name)
    })
}

/// Returns a text up to a day that follows its author's name: "Jane Doe am 24. Juli 2017".
fn before_day(text: &str) -> &str {
    let end = [" am ", " on ", " le ", " el ", " il "]
        .iter()
        .filter_map(|word| {
            let (before, after) = text.split_once(word)?;
            after
                .contains(|c: char| c.is_ascii_digit())
                .then_some(before.len())
        });
    end.min().map_or(text, |end| &text[..end])
}

/// Returns the persons' names in a page's author field, without any other words. `nickname` is true if a single word,
/// also in lower case, is accepted as a name.
pub(super) fn authors(said: &str, house: &House, nickname: bool) -> Option<String> {
    let said = words::one_line(said);
    let mut said = after_day(&said).unwrap_or(&said).to_string();
    while let Some(rest) = without_prefix(&said) {
        said = rest;
    }
    let said = before_day(without_rest(&said));
    let parts = said.split(['|', '•', '·', '\u{2022}', '©']).map(str::trim);
    let mut kept: Vec<String> = Vec::new();
    for part in parts {
        let part = part.trim_matches([',', ';', ':', '-', '–', '/', '.', ' ']);
        if part.is_empty() || house.has(part) || is_placeholder(part) || is_desk(part, house) {
            continue;
        }
        // "House - Name" and "Name, House" keep only the name.
        let mut own: Vec<&str> = split_list(part)
            .into_iter()
            .filter(|name| !house.has(name) && !is_placeholder(name) && !is_post(name))
            .collect();
        // A person's own site has the person's name.
        if own.iter().any(|name| !house.is_branch(name)) {
            own.retain(|name| !house.is_branch(name));
        }
        // "House, City, Country" is an address.
        let is_place = own.len() > 1 && own.iter().all(|word| words::count(word) == 1);
        if is_place
            && split_list(part)
                .first()
                .is_some_and(|first| house.has(first))
        {
            break;
        }
        if own.len() < split_list(part).len() {
            kept.extend(own.iter().map(|name| name.to_string()));
        } else {
            kept.push(part.to_string());
        }
        break;
    }
    let name = once(&kept.join(", "));
    is_name(&name, nickname).then_some(name)
}

/// Returns the author if a line only names one after a word such as "By".
pub(super) fn byline(line: &str, house: &House) -> Option<String> {
    let name = without_prefix(line)?;
    let prefix = &line[..line.len().saturating_sub(name.len())];
    let label = words::folded(prefix);
    let known = BEFORE.iter().any(|word| words::folded(word) == label);
    // At least two words are required, all with a capital letter: "By the river" is not a byline.
    let capitals = name.split_whitespace().all(|word| {
        !word.starts_with(char::is_lowercase)
            || matches!(
                word,
                "and" | "und" | "y" | "et" | "e" | "von" | "van" | "de" | "der" | "da"
            )
    });
    // Where letters have no case, a colon is required.
    let has_case = name.chars().any(|c| c.is_uppercase() || c.is_lowercase());
    let cased = name.chars().any(char::is_uppercase) || (!has_case && line.contains([':', '：']));
    let plain = capitals && cased && !words::ends_sentence(&name) && words::count(&name) <= 7;
    (known && plain)
        .then(|| authors(&name, house, false))
        .flatten()
}

/// Returns the names if a line consists of nothing else: each of two or three words with a capital letter.
pub(super) fn bare_names(line: &str, house: &House) -> Option<String> {
    let line = words::one_line(line).replace(" ,", ",");
    let names = line.replace(" and ", ", ");
    let is_full_name = |name: &str| {
        let words: Vec<&str> = name.split_whitespace().collect();
        let is_word = |word: &&str| {
            word.starts_with(char::is_uppercase)
                && word
                    .chars()
                    .all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’' | '.'))
        };
        (2..=3).contains(&words.len()) && words.iter().all(is_word)
    };
    let is_all = names.split(", ").all(is_full_name) && !words::ends_sentence(&line);
    is_all.then(|| authors(&line, house, false)).flatten()
}

/// Returns a text up to the words after its author's name: a link to more, a second mention.
fn without_rest(text: &str) -> &str {
    let ends = REST
        .iter()
        .filter_map(|rest| text.find(rest))
        .filter(|&at| at > 2);
    let end = ends.min().unwrap_or(text.len());
    text[..end].trim()
}

/// Returns the first half of a text that repeats itself; other text unchanged.
fn once(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let (a, b) = words.split_at(words.len() / 2);
    if a == b && !a.is_empty() {
        a.join(" ")
    } else {
        text.to_string()
    }
}

fn split_list(text: &str) -> Vec<&str> {
    let mut parts = vec![text];
    for separator in [" - ", " – ", " / ", ", ", "، "] {
        parts = parts
            .into_iter()
            .flat_map(|part| part.split(separator))
            .collect();
    }
    parts
        .into_iter()
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect()
}

/// Returns the rest of a text after words that precede an author's name; `None` if it does not begin with any.
fn without_prefix(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let most = words.len().saturating_sub(1).min(4);
    // "Interview: Julia Lauter", "Text: …"
    let label = words
        .first()
        .filter(|first| first.ends_with(':') && most > 0);
    if label.is_some() {
        return Some(words[1..].join(" "));
    }
    (1..=most).rev().find_map(|many| {
        let head = words::folded(&words[..many].join(" "));
        let is_word = BEFORE.iter().any(|word| words::folded(word) == head);
        is_word.then(|| {
            words[many..]
                .join(" ")
                .trim_start_matches([':', '：', ' '])
                .to_string()
        })
    })
}

fn is_placeholder(name: &str) -> bool {
    let folded = words::folded(name);
    PLACEHOLDERS
        .iter()
        .any(|placeholder| words::folded(placeholder) == folded)
}

/// Returns true if a name is the publisher's with a word for its staff: "House-Redaktion", "House Staff".
fn is_desk(name: &str, house: &House) -> bool {
    let parts: Vec<&str> = name
        .split([' ', '-', '–'])
        .filter(|part| !part.is_empty())
        .collect();
    parts.len() > 1
        && parts.iter().any(|part| is_placeholder(part))
        && parts
            .iter()
            .all(|part| is_placeholder(part) || house.is(part))
}

/// Words in lower case with which a person's name may begin.
const PARTICLES: &[&str] = &[
    "van", "von", "vom", "de", "del", "della", "di", "da", "dos", "du", "la", "le", "el", "al",
    "ibn", "bin", "bint", "ben", "abu", "ter", "ten", "zu", "zur", "af", "av", "d", "o", "st",
];

fn is_name(name: &str, nickname: bool) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let is_code = words.len() > 1
        && !nickname
        && words.first().is_some_and(|first| {
            let first = first.split(['-', '\'', '’']).next().unwrap_or_default();
            first.starts_with(char::is_lowercase) && !PARTICLES.contains(&first)
        });
    let folded = words::folded(name);
    let has_case = name.chars().any(|c| c.is_uppercase() || c.is_lowercase());
    let capitals = words
        .iter()
        .filter(|word| word.starts_with(char::is_uppercase))
        .count();
    let address = name.contains(['@', '{', '<', '=', '?', '!', '…'])
        || words.iter().any(|word| is_domain(word))
        || name.contains("://");
    let body = BODIES
        .iter()
        .any(|ending| folded.ends_with(&format!(" {ending}")));
    let long = words.len() > 14 || words::chars(name) > 120;
    let short = words::chars(name) < 2 || !name.chars().any(char::is_alphabetic);
    let number = words.len() > 1
        && words
            .iter()
            .any(|word| word.chars().all(|c| c.is_numeric() || c == '.' || c == ':'));
    // In a field for names, the last name may be written small.
    let cut = words.len() > if nickname { 3 } else { 1 }
        && words
            .last()
            .is_some_and(|last| last.starts_with(char::is_lowercase));
    if address || is_code || cut || body || long || short || number {
        return false;
    }
    match words.len() {
        1 => nickname || (!has_case && words::chars(name) <= 4),
        _ => !has_case || capitals * 2 >= words.len(),
    }
}

/// Returns true if a word is a host, a path or a login.
fn is_domain(word: &str) -> bool {
    let word = word.trim_end_matches(['.', ',', ')', ';']);
    let dotted = word.split_once('.').is_some_and(|(before, after)| {
        before.len() > 1
            && after.len() >= 2
            && after
                .chars()
                .all(|c| c.is_ascii_lowercase() || matches!(c, '.' | '/' | '-'))
    });
    dotted || word.starts_with("www.") || (word.contains('/') && word.contains('.'))
}

fn squash(text: &str) -> String {
    words::folded(text).replace(' ', "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_persons_name_is_left_away() {
        let house = House::new(
            Some("The Plain Sheet"),
            Some("https://www.plainsheet.example/a"),
        );
        for (said, expected) in [
            ("Lena Corrow", Some("Lena Corrow")),
            ("By Lena Corrow", Some("Lena Corrow")),
            ("Posted by: Lena Corrow", Some("Lena Corrow")),
            ("Show all posts by Noor Halabi", Some("Noor Halabi")),
            (
                "Von Lena Corrow und Kai Berg",
                Some("Lena Corrow und Kai Berg"),
            ),
            ("The Plain Sheet - Lena Corrow", Some("Lena Corrow")),
            ("Lena Corrow, The Plain Sheet", Some("Lena Corrow")),
            ("Lena Corrow | 14 August", Some("Lena Corrow")),
            (
                "Posted on September 21, 2020 by Lena Corrow",
                Some("Lena Corrow"),
            ),
            (
                "Gespeichert von Lena Corrow am 24. Juli 2017 - 18:55",
                Some("Lena Corrow"),
            ),
            ("Lena Corrow, PhD", Some("Lena Corrow")),
            (
                "Lena Corrow, Senior Editor, The Plain Sheet",
                Some("Lena Corrow"),
            ),
            ("Lena Co", Some("Lena Co")),
            ("Text von Lena Corrow", Some("Lena Corrow")),
            ("No Author", None),
            ("Redaktion", None),
            ("بقلم: سلمى حداد", Some("سلمى حداد")),
            ("web@plainsheet.example", None),
            ("https://plainsheet.example/lena", None),
            ("lena.corrow", None),
            ("plainsheet.example", None),
            ("The Plain Sheet", None),
            ("Plainsheet", None),
            ("admin", None),
            ("Super User", None),
            ("Corrow Media GmbH", None),
            ("@plainsheet", None),
            ("", None),
        ] {
            assert_eq!(authors(said, &house, false).as_deref(), expected, "{said}");
        }
        assert_eq!(
            authors("Marianne1", &house, true).as_deref(),
            Some("Marianne1")
        );
        assert_eq!(authors("Marianne1", &house, false), None);
    }
}
