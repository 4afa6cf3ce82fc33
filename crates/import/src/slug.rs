//! The name of an article's folder, which is also its place in the site's addresses. Pure.

/// How many words a generated slug has at most.
const MAX_WORDS: usize = 8;
/// How many characters a generated slug has at most; it is cut between words where it can be.
const MAX_CHARS: usize = 60;

/// Names of files that say nothing of the article in them.
const MEANINGLESS: &[&str] = &[
    "article", "copy", "data", "document", "download", "file", "final", "index", "input", "news",
    "new", "original", "page", "paste", "post", "stdin", "story", "temp", "test", "text", "tmp",
    "txt", "untitled",
];

/// Whether a slug that somebody gave can be a folder's name and a part of an address: letters and digits of any script,
/// `-` and `_`, at most 100 characters, the first a letter or digit.
pub(super) fn is_valid(slug: &str) -> bool {
    slug.chars().count() <= 100
        && slug.starts_with(char::is_alphanumeric)
        && slug
            .chars()
            .all(|c| c.is_alphanumeric() || c == '-' || c == '_')
}

/// A slug for an article: of its title if that is in Latin letters, else of its file's name if that says something, else
/// of the day. Nothing is transliterated, for no reader agrees with another one's system.
///
/// `file_stem` is the file's name without its extension; `day` is YYYY-MM-DD.
pub(super) fn generated(title: &str, file_stem: Option<&str>, day: &str) -> String {
    from_title(title)
        .or_else(|| from_file_stem(file_stem?))
        .unwrap_or_else(|| format!("article-{day}"))
}

/// An id for something with a name in Latin letters.
pub(super) fn of_name(name: &str) -> Option<String> {
    from_title(name)
}

fn from_title(title: &str) -> Option<String> {
    let letters = title.chars().filter(|c| c.is_alphabetic());
    let (latin, other): (Vec<char>, Vec<char>) = letters.partition(|&c| ascii(c).is_some());
    let slug = kebab(title);
    (latin.len() > other.len() * 4 && has_word(&slug)).then_some(slug)
}

fn from_file_stem(stem: &str) -> Option<String> {
    let slug = kebab(stem);
    let says_something = slug
        .split('-')
        .any(|w| has_word(w) && !MEANINGLESS.contains(&w));
    let latin = stem
        .chars()
        .all(|c| !c.is_alphabetic() || ascii(c).is_some());
    (latin && says_something).then_some(slug)
}

/// Whether a slug has a word of three letters or more that has no digit, as a hash has.
fn has_word(slug: &str) -> bool {
    slug.split('-')
        .any(|w| w.len() >= 3 && w.bytes().all(|b| b.is_ascii_lowercase()))
}

/// The first words of a text in ASCII lower case, joined by `-`.
fn kebab(text: &str) -> String {
    let mut slug = String::new();
    let parts = text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’'));
    let words = parts.map(|word| word.chars().filter_map(ascii).collect::<String>());
    for word in words.filter(|w| !w.is_empty()).take(MAX_WORDS) {
        if slug.is_empty() {
            slug.extend(word.chars().take(MAX_CHARS));
        } else if slug.len() + 1 + word.len() <= MAX_CHARS {
            slug.push('-');
            slug.push_str(&word);
        } else {
            break;
        }
    }
    slug
}

/// A letter or digit in ASCII lower case, Latin letters without their accents; `None` for other scripts' letters.
fn ascii(c: char) -> Option<&'static str> {
    const PLAIN: &str = "0123456789abcdefghijklmnopqrstuvwxyz";
    let c = c.to_lowercase().next().unwrap_or(c);
    if let Some(at) = PLAIN.find(c) {
        return PLAIN.get(at..=at);
    }
    Some(match c {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' | 'ă' | 'ą' => "a",
        'ç' | 'ć' | 'č' | 'ĉ' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ė' | 'ę' | 'ě' => "e",
        'ĝ' | 'ğ' | 'ġ' => "g",
        'ĥ' | 'ħ' => "h",
        'ì' | 'í' | 'î' | 'ï' | 'ī' | 'į' | 'ı' => "i",
        'ĵ' => "j",
        'ł' | 'ľ' | 'ļ' => "l",
        'ñ' | 'ń' | 'ň' | 'ņ' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ō' | 'ő' => "o",
        'ř' => "r",
        'ś' | 'š' | 'ş' | 'ș' => "s",
        'ť' | 'ţ' | 'ț' => "t",
        'ù' | 'ú' | 'û' | 'ü' | 'ū' | 'ů' | 'ű' | 'ų' => "u",
        'ý' | 'ÿ' => "y",
        'ź' | 'ž' | 'ż' => "z",
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slug_is_made_of_the_title_the_file_or_the_day() {
        for (title, stem, slug) in [
            (
                "Harvest ends early in the north",
                None,
                "harvest-ends-early-in-the-north",
            ),
            (
                "The Minister's Été: São Paulo & Łódź, 2025",
                None,
                "the-ministers-ete-sao-paulo-lodz-2025",
            ),
            (
                "one two three four five six seven eight nine",
                None,
                "one-two-three-four-five-six-seven-eight",
            ),
            (
                "حصاد مبكر في الشمال",
                Some("early-harvest"),
                "early-harvest",
            ),
            (
                "حصاد مبكر في الشمال",
                Some("Early Harvest (final)"),
                "early-harvest-final",
            ),
            (
                "حصاد مبكر في الشمال",
                Some("000_7ab1eca1becff1de"),
                "article-2026-11-20",
            ),
            (
                "حصاد مبكر في الشمال",
                Some("article 1"),
                "article-2026-11-20",
            ),
            ("حصاد مبكر في الشمال", Some("حصاد"), "article-2026-11-20"),
            ("حصاد مبكر في الشمال", None, "article-2026-11-20"),
            ("حصاد القمح في الشمال (GMO)", None, "article-2026-11-20"),
            ("Урожай", Some("harvest"), "harvest"),
            ("1 + 1", None, "article-2026-11-20"),
        ] {
            assert_eq!(
                generated(title, stem, "2026-11-20"),
                slug,
                "{title} {stem:?}"
            );
        }
    }

    #[test]
    fn a_slug_that_is_given_stays_inside_the_folder() {
        for (slug, valid) in [
            ("early-harvest", true),
            ("حصاد-مبكر", true),
            ("2025_08", true),
            ("", false),
            ("..", false),
            ("../up", false),
            ("a/b", false),
            ("a b", false),
            (".hidden", false),
            ("-x", false),
        ] {
            assert_eq!(is_valid(slug), valid, "{slug}");
        }
    }
}
