//! Recognizes lines that are not text of an article by their form: captions with a credit, requests to follow the
//! publisher, notes about the author. Pure.

use super::words;

/// Headings of boxes about the author, in folded form.
const ABOUT_AUTHOR: &[&str] = &[
    "about the author",
    "about the authors",
    "about the writer",
    "über den autor",
    "über die autorin",
    "über die autoren",
    "zur person des autors",
    "à propos de l'auteur",
    "sobre el autor",
    "sobre la autora",
    "sobre o autor",
    "sobre a autora",
    "l'autore",
    "over de auteur",
    "om författaren",
    "om forfatteren",
    "yazar hakkında",
    "об авторе",
    "عن الكاتب",
    "عن الكاتبة",
    "حول الكاتب",
    "نبذة عن الكاتب",
    "درباره نویسنده",
    "על המחבר",
];
/// Words that introduce a statement about a person after the name.
const IS: &[&str] = &[
    " is ", " are ", " was ", " ist ", " est ", " es ", " è ", " is een ", " är ", " er ", " é ",
    "، ",
];

/// Returns true if a line is the heading of a box about the author.
pub(super) fn is_about_author(line: &str) -> bool {
    let folded = words::folded(line);
    ABOUT_AUTHOR
        .iter()
        .any(|about| words::folded(about) == folded)
}

/// Returns true if a paragraph says who one of the authors is: "Jane Doe is a reporter in Northtown."
pub(super) fn tells_of(line: &str, authors: &str) -> bool {
    let names = authors
        .split([',', ';', '،'])
        .flat_map(|part| part.split(" and "));
    let names = names.flat_map(|part| part.split(" und ")).map(str::trim);
    names.filter(|name| words::count(name) >= 2).any(|name| {
        let rest = line.strip_prefix(name);
        rest.is_some_and(|rest| IS.iter().any(|is| rest.starts_with(is)))
    })
}

/// Verbs that ask readers to follow a publisher, in folded form.
const FOLLOW: &[&str] = &[
    "follow",
    "folge",
    "folgen sie",
    "folgt",
    "suivez",
    "sigue",
    "siga",
    "síguenos",
    "segui",
    "seguici",
    "volg",
    "takip",
    "obserwuj",
    "подписывайтесь",
    "تابع",
    "تابعوا",
    "تابعونا",
];
/// Services on which readers follow publishers, in folded form.
const SERVICES: &[&str] = &[
    "facebook",
    "twitter",
    "instagram",
    "google news",
    "whatsapp",
    "telegram",
    "youtube",
    "tiktok",
    "linkedin",
    "вконтакте",
    "فيسبوك",
    "تويتر",
    "واتساب",
    "واتس اب",
    "تلغرام",
    "تيليجرام",
    "انستغرام",
];

/// Returns true if a folded line asks readers to follow the publisher on a service.
pub(super) fn is_request_to_follow(folded: &str) -> bool {
    let asks = FOLLOW.iter().any(|verb| {
        folded
            .strip_prefix(words::folded(verb).as_str())
            .is_some_and(|rest| rest.starts_with(' '))
    });
    asks && SERVICES
        .iter()
        .any(|service| folded.contains(&words::folded(service)))
}

/// Words before the name of a picture's owner, in lower case.
const CREDITS: &[&str] = &[
    "©",
    "foto:",
    "fotos:",
    "photo:",
    "photos:",
    "photograph:",
    "photography:",
    "bild:",
    "bilder:",
    "image:",
    "images:",
    "picture:",
    "pictures:",
    "foto/",
    "kuva:",
    "ljósmynd:",
    "ljósmynd/",
    "фото:",
    "fotoğraf:",
    "صورة:",
    "الصورة:",
    "تصوير:",
    "صور:",
    "תמונה:",
    "צילום:",
    "عکس:",
    "写真:",
    "写真＝",
    "사진=",
    "사진:",
];
/// Maximum number of words of a caption with its credit, and of the credit.
const CREDITED_WORDS: usize = 45;
const CREDIT_WORDS: usize = 8;

/// Returns true if a line ends in the credit of a picture, and is its caption.
pub(super) fn is_credited(line: &str) -> bool {
    if words::count(line) > CREDITED_WORDS {
        return false;
    }
    let lower = line.to_lowercase();
    let end = CREDITS
        .iter()
        .filter_map(|word| {
            let at = lower.rfind(word)?;
            let before = lower[..at].chars().next_back();
            let is_word = before.is_none_or(|c| !c.is_alphanumeric());
            is_word.then(|| &lower[at + word.len()..])
        })
        .min_by_key(|rest| rest.len());
    end.is_some_and(|owner| {
        let many = words::count(owner);
        (1..=CREDIT_WORDS).contains(&many)
            && owner.contains(char::is_alphabetic)
            && !words::ends_sentence(owner)
    })
}
