//! Makes the name of an article's folder, which is also part of its address. Pure.

/// Maximum number of words of a generated slug.
const MAX_WORDS: usize = 8;
/// Maximum length of a generated slug, in characters. It is cut between words if possible.
const MAX_CHARS: usize = 60;

/// Maximum number of words taken from a title in another script.
const TRANSLITERATED_WORDS: usize = 5;

/// Words of file names that are unrelated to the article.
const MEANINGLESS: &[&str] = &[
    "article", "copy", "data", "document", "download", "file", "final", "index", "input", "news",
    "new", "original", "page", "paste", "post", "stdin", "story", "temp", "test", "text", "tmp",
    "txt", "untitled",
];

/// Returns true if a slug is valid as a folder's name and in an address: letters and digits of any script, `-` and `_`,
/// at most 100 characters, the first a letter or digit.
pub(super) fn is_valid(slug: &str) -> bool {
    slug.chars().count() <= 100
        && slug.starts_with(char::is_alphanumeric)
        && slug
            .chars()
            .all(|c| c.is_alphanumeric() || c == '-' || c == '_')
}

/// Generates a slug for an article: from the title if it is in Latin letters, else from the file's name if it is
/// meaningful, else from the title's first words, transliterated, else from the day. `--slug` overrides it.
///
/// `file_stem` is the file's name without its extension, `day` is YYYY-MM-DD.
pub(super) fn generated(title: &str, file_stem: Option<&str>, day: &str) -> String {
    from_title(title)
        .or_else(|| from_file_stem(file_stem?))
        .or_else(|| transliterated(title))
        .unwrap_or_else(|| format!("article-{day}"))
}

/// Returns an id for a name in Latin letters; `None` for names in other scripts.
pub(super) fn of_name(name: &str) -> Option<String> {
    from_title(name)
}

fn from_title(title: &str) -> Option<String> {
    let letters = title.chars().filter(|c| c.is_alphabetic());
    let (latin, other): (Vec<char>, Vec<char>) = letters.partition(|&c| ascii(c).is_some());
    let slug = kebab(title);
    (latin.len() > other.len() * 4 && has_word(&slug)).then_some(slug)
}

/// Transliterates the first words of a title, letter by letter, to give folders distinct names.
fn transliterated(title: &str) -> Option<String> {
    let words = title.split(|c: char| !c.is_alphanumeric() && !is_mark(c));
    let words = words
        .filter(|word| !word.is_empty())
        .take(TRANSLITERATED_WORDS);
    let latin = words.map(|word| {
        let letters = word.chars().filter(|c| !is_mark(*c));
        letters
            .map(|c| ascii(c).or_else(|| latin(c)))
            .collect::<Option<String>>()
    });
    // A word with a letter in no table is left out.
    let slug = latin
        .flatten()
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ");
    let slug = kebab(&slug);
    has_word(&slug).then_some(slug)
}

/// Returns true if a character is a vowel sign or another mark that transliteration omits.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5c7}' | '\u{610}'..='\u{61a}' | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{200c}'..='\u{200f}')
}

/// Transliterates a letter of another script.
fn latin(c: char) -> Option<&'static str> {
    let c = c.to_lowercase().next().unwrap_or(c);
    let (_, latin) = LATIN.iter().find(|(letters, _)| letters.contains(c))?;
    Some(latin)
}

/// Letters of the Arabic, Hebrew, Cyrillic and Greek scripts, and their transliterations.
const LATIN: &[(&str, &str)] = &[
    ("اأآٱىәאаα", "a"),
    ("إᴉיиіїɪιη", "i"),
    ("بבбβ", "b"),
    ("پпπ", "p"),
    ("تطةתטтτ", "t"),
    ("ثθ", "th"),
    ("جג", "j"),
    ("چч", "ch"),
    ("حهھہחה", "h"),
    ("خхχכ", "kh"),
    ("دضדдδ", "d"),
    ("ذ", "dh"),
    ("رרрρ", "r"),
    ("زظזзζ", "z"),
    ("ژж", "zh"),
    ("سصסсσς", "s"),
    ("شшש", "sh"),
    ("عئءؤעъь", ""),
    ("غ", "gh"),
    ("гґγ", "g"),
    ("فфφ", "f"),
    ("قק", "q"),
    ("كکκкך", "k"),
    ("گ", "g"),
    ("لלлλ", "l"),
    ("مמםмμ", "m"),
    ("نںנןнν", "n"),
    ("ووו", "w"),
    ("يیے", "y"),
    ("ٹ", "t"),
    ("ڈ", "d"),
    ("ڑ", "r"),
    ("פף", "p"),
    ("צץ", "ts"),
    ("вв", "v"),
    ("еэєε", "e"),
    ("ё", "yo"),
    ("йы", "y"),
    ("оω", "o"),
    ("ο", "o"),
    ("уυ", "u"),
    ("ц", "ts"),
    ("щ", "shch"),
    ("ю", "yu"),
    ("я", "ya"),
    ("ξ", "x"),
    ("ψ", "ps"),
    ("άᾶ", "a"),
    ("έ", "e"),
    ("ήίϊ", "i"),
    ("όώ", "o"),
    ("ύ", "u"),
    ("٠۰", "0"),
    ("١۱", "1"),
    ("٢۲", "2"),
    ("٣۳", "3"),
    ("٤۴", "4"),
    ("٥۵", "5"),
    ("٦۶", "6"),
    ("٧۷", "7"),
    ("٨۸", "8"),
    ("٩۹", "9"),
];

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

/// Returns true if a slug has a word of three letters or more without digits. Hashes have no such word.
fn has_word(slug: &str) -> bool {
    slug.split('-')
        .any(|w| w.len() >= 3 && w.bytes().all(|b| b.is_ascii_lowercase()))
}

/// Returns the first words of a text in ASCII lower case, joined by `-`.
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

/// Returns a letter or digit in ASCII lower case, Latin letters without accents; `None` for letters of other scripts.
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
                "hsad-mbkr-fy-alshmal",
            ),
            (
                "حصاد مبكر في الشمال",
                Some("article 1"),
                "hsad-mbkr-fy-alshmal",
            ),
            ("حصاد مبكر في الشمال", Some("حصاد"), "hsad-mbkr-fy-alshmal"),
            ("حَصادٌ مُبكّر", None, "hsad-mbkr"),
            (
                "حصاد القمح في الشمال (GMO)",
                None,
                "hsad-alqmh-fy-alshmal-gmo",
            ),
            ("گزارش تازه از تهران", None, "gzarsh-tazh-az-thran"),
            ("Урожай в этом году", None, "urozhay-v-etom-godu"),
            ("קציר מוקדם בצפון", None, "qtsir-mwqdm-btspwn"),
            ("青溪县新桥通车", None, "article-2026-11-20"),
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
