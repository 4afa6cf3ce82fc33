//! Recognizes boilerplate, the text of the page around an article, by a table of phrases per language. Pure.
//!
//! The phrases of all languages apply to every article: an Arabic page is often built with an English theme. Only whole
//! lines match, after folding ([`words::folded`]), so that a sentence that merely contains such words is never lost. To
//! add a language, add its row.

use super::{notices, words};

/// The part of a line that a phrase must match.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum LineMatch {
    /// The whole line.
    Whole,
    /// The whole line, or the text before a colon and the title of another article.
    Link,
    /// The beginning of a notice.
    Notice,
    /// The whole line, or the text before a colon and a list of tags. Counts only after the article's end.
    Tags,
}
use LineMatch::{Link, Notice, Tags, Whole};

/// Maximum length of a notice, in words; a longer line is an article that begins alike.
const NOTICE_WORDS: usize = 40;
/// Maximum length of another article's title, in words.
const LINK_WORDS: usize = 20;

/// Phrases by language, in folded form or in any form that folds to it. `0` matches any number.
const PHRASES: &[(&str, &[(LineMatch, &str)])] = &[
    (
        "ar",
        &[
            (Whole, "شارك هذا"),
            (Whole, "شارك هذا الموضوع"),
            (Whole, "شارك المقال"),
            (Whole, "شارك الخبر"),
            (Whole, "مشاركة"),
            (Whole, "مشاركة المقال"),
            (Whole, "انشر الحب"),
            (Whole, "إعلان"),
            (Whole, "إعلانات"),
            (Whole, "اقرأ المزيد"),
            (Whole, "المزيد"),
            (Whole, "مواضيع ذات صلة"),
            (Whole, "موضوعات ذات صلة"),
            (Whole, "مقالات ذات صلة"),
            (Whole, "أخبار ذات صلة"),
            (Whole, "اترك تعليقا"),
            (Whole, "نسخ الرابط"),
            (Whole, "العودة إلى الأعلى"),
            (Whole, "العودة إلى أعلى الصفحة"),
            (Whole, "استمع إلى المقال"),
            (Whole, "استمع للمقال"),
            (Whole, "أضف تعليقا"),
            (Whole, "التعليقات"),
            (Whole, "الأكثر قراءة"),
            (Whole, "طباعة"),
            (Whole, "جميع الحقوق محفوظة"),
            (Whole, "سياسة الخصوصية"),
            (Whole, "قبول الكل"),
            (Whole, "خطأ المحتوى محمي"),
            (Link, "اقرأ أيضا"),
            (Link, "إقرأ أيضا"),
            (Link, "قد يهمك أيضا"),
            (Link, "شاهد أيضا"),
            (Link, "طالع أيضا"),
            (Notice, "حمل الآن تطبيق"),
            (Notice, "حملوا تطبيق"),
            (Notice, "حمّل تطبيق"),
            (Notice, "نستخدم ملفات تعريف الارتباط"),
            (Notice, "يستخدم هذا الموقع ملفات تعريف الارتباط"),
            (Tags, "الوسوم"),
            (Tags, "وسوم"),
            (Tags, "كلمات مفتاحية"),
            (Tags, "الكلمات المفتاحية"),
            (Tags, "الكلمات الدالة"),
            (Tags, "كلمات دلالية"),
        ],
    ),
    (
        "de",
        &[
            (Whole, "Anzeige"),
            (Whole, "Werbung"),
            (Whole, "Artikel teilen"),
            (Whole, "Beitrag teilen"),
            (Whole, "Teilen"),
            (Whole, "weiterlesen"),
            (Whole, "Auch interessant"),
            (Whole, "Das könnte Sie auch interessieren"),
            (Whole, "Das könnte dich auch interessieren"),
            (Whole, "Das Thema könnte dich auch interessieren"),
            (Whole, "Lesen Sie auch die folgenden Beiträge"),
            (Whole, "Lade weitere Inhalte"),
            (Whole, "Externer Inhalt"),
            (Whole, "Empfohlener redaktioneller Inhalt"),
            (Whole, "Empfohlener externer Inhalt"),
            (Whole, "Ein Klick für den Datenschutz"),
            (Whole, "Inhalte erlauben"),
            (Whole, "YouTube-Inhalte erlauben"),
            (Whole, "Externe Inhalte anzeigen"),
            (Whole, "Externen Inhalt anzeigen"),
            (Whole, "Lest auch"),
            (Whole, "Lesen Sie dazu auch"),
            (Whole, "Weitere Informationen"),
            (Whole, "Ende der weiteren Informationen"),
            (Whole, "Schon gelesen"),
            (Whole, "Quellen ausblenden"),
            (Whole, "Quellen anzeigen"),
            (Whole, "Kommentare schreiben"),
            (Whole, "0 Kommentare"),
            (Whole, "0 Min Lesezeit"),
            (Whole, "Zum Thema"),
            (Whole, "Mehr zum Thema"),
            (Whole, "Alle Rechte vorbehalten"),
            (Whole, "Zur Startseite"),
            (Link, "Lesen Sie auch"),
            (Link, "Lies auch"),
            (Link, "Auch interessant"),
            (Link, "Mehr dazu"),
            (Link, "Mehr zum Thema"),
            (Link, "Weiterführender Link"),
            (Notice, "Wir respektieren deine Privatsphäre"),
            (Notice, "An dieser Stelle finden Sie externe"),
            (Notice, "An dieser Stelle finden Sie einen externen"),
            (Notice, "An dieser Stelle findest du externe"),
            (Notice, "An dieser Stelle findest du einen externen"),
            (Notice, "Ich bin damit einverstanden, dass mir"),
            (Notice, "Personenbezogene Daten können an Drittplattformen"),
            (Notice, "Abonnieren Sie unseren"),
            (Notice, "Melden Sie sich für unseren"),
            (Notice, "Wir verwenden Cookies"),
            (Notice, "Wir nutzen Cookies"),
            (Notice, "Sie sind aktuell nicht eingeloggt"),
            (Notice, "Mit diesem Button kannst Du"),
            (Tags, "Schlagworte"),
            (Tags, "Schlagwörter"),
            (Tags, "Stichworte"),
            (Tags, "Themen"),
        ],
    ),
    (
        "en",
        &[
            (Whole, "Spread the love"),
            (Whole, "error: Content is protected !!"),
            (Whole, "Content is protected"),
            (Whole, "Share this"),
            (Whole, "Share this article"),
            (Whole, "Share this post"),
            (Whole, "Share this story"),
            (Whole, "Share on Facebook"),
            (Whole, "Share on Twitter"),
            (Whole, "Share on X"),
            (Whole, "0 shares"),
            (Whole, "0 comments"),
            (Whole, "0 min read"),
            (Whole, "0 minute read"),
            (Whole, "Like this"),
            (Whole, "Like Loading"),
            (Whole, "Advertisement"),
            (Whole, "Advertisements"),
            (Whole, "Story continues below advertisement"),
            (Whole, "Article continues below advertisement"),
            (Whole, "Skip advertisement"),
            (Whole, "Skip to content"),
            (Whole, "Back to top"),
            (Whole, "Print"),
            (Whole, "Save for later"),
            (Whole, "Listen to this article"),
            (Whole, "Show comments"),
            (Whole, "View comments"),
            (Whole, "Skip to main content"),
            (Whole, "Related"),
            (Whole, "Related articles"),
            (Whole, "Related posts"),
            (Whole, "Related stories"),
            (Whole, "You may also like"),
            (Whole, "Leave a comment"),
            (Whole, "Leave a reply"),
            (Whole, "Copy link"),
            (Whole, "Print this page"),
            (Whole, "Sign up for our newsletter"),
            (Whole, "Subscribe to our newsletter"),
            (Whole, "All rights reserved"),
            (Whole, "Privacy policy"),
            (Whole, "Cookie policy"),
            (Whole, "Cookie settings"),
            (Whole, "Manage cookies"),
            (Whole, "Accept cookies"),
            (Whole, "Accept all cookies"),
            (Whole, "Accept all"),
            (Whole, "Reject all"),
            (Link, "Read more"),
            (Link, "Read also"),
            (Link, "Also read"),
            (Link, "See also"),
            (
                Whole,
                "Share your thoughts and join the conversation in the comments",
            ),
            (Whole, "We apologize, but this video has failed to load"),
            (Whole, "Sign in or create an account"),
            (Whole, "Google Play"),
            (Whole, "App Store"),
            (Notice, "Download our app"),
            (Notice, "Got a story"),
            (Notice, "Sign up for our"),
            (Notice, "Sign up to our"),
            (Notice, "Subscribe to our"),
            (Notice, "Click here to subscribe"),
            (Notice, "To view this content, you need to"),
            (Notice, "This content is hosted by a third party"),
            (Notice, "This content is reserved for subscribers"),
            (Notice, "Create an account or sign in to"),
            (Notice, "This document is subject to copyright"),
            (Notice, "We use cookies"),
            (Notice, "This site uses cookies"),
            (Notice, "This website uses cookies"),
            (Notice, "By continuing to use this site"),
            (Tags, "Tags"),
            (Tags, "Tagged"),
            (Tags, "Keywords"),
            (Tags, "Filed under"),
        ],
    ),
    (
        "es",
        &[
            (Whole, "Publicidad"),
            (Whole, "Compartir"),
            (Whole, "Leer más"),
            (Whole, "Noticias relacionadas"),
            (Whole, "Te puede interesar"),
            (Whole, "Le puede interesar"),
            (Whole, "También te puede interesar"),
            (Whole, "Todos los derechos reservados"),
            (Link, "Lea también"),
            (Link, "Lee también"),
            (Link, "Le puede interesar"),
            (Link, "Te puede interesar"),
            (Link, "Puede leer"),
            (Link, "Leer también"),
            (Notice, "Suscríbete a nuestra"),
            (Notice, "Suscríbase a nuestra"),
            (Notice, "Utilizamos cookies"),
            (Tags, "Etiquetas"),
        ],
    ),
    (
        "fa",
        &[
            (Whole, "تبلیغات"),
            (Whole, "اشتراک گذاری"),
            (Whole, "مطالب مرتبط"),
            (Link, "بیشتر بخوانید"),
            (Tags, "برچسب ها"),
            (Tags, "برچسب\u{200c}ها"),
            (Tags, "کلیدواژه\u{200c}ها"),
        ],
    ),
    (
        "fr",
        &[
            (Whole, "Publicité"),
            (Whole, "Partager"),
            (Whole, "Partager cet article"),
            (Whole, "Lire la suite"),
            (Whole, "À lire aussi"),
            (Whole, "Lire aussi"),
            (Whole, "Sur le même sujet"),
            (Whole, "Articles liés"),
            (Whole, "Permalien"),
            (Whole, "Tous droits réservés"),
            (Link, "À lire aussi"),
            (Link, "Lire aussi"),
            (Link, "À voir aussi"),
            (Notice, "Inscrivez-vous à notre newsletter"),
            (Notice, "Abonnez-vous à notre newsletter"),
            (Notice, "Pour afficher ce contenu"),
            (Notice, "Nous utilisons des cookies"),
            (Tags, "Mots-clés"),
            (Tags, "Étiquettes"),
        ],
    ),
    (
        "he",
        &[
            (Whole, "פרסומת"),
            (Whole, "שתפו"),
            (Whole, "שתף כתבה"),
            (Whole, "כתבות נוספות"),
            (Link, "קראו גם"),
            (Tags, "תגיות"),
        ],
    ),
    (
        "it",
        &[
            (Whole, "Pubblicità"),
            (Whole, "Condividi"),
            (Whole, "Continua a leggere"),
            (Whole, "Articoli correlati"),
            (Whole, "Potrebbe interessarti"),
            (Whole, "Tutti i diritti riservati"),
            (Link, "Leggi anche"),
            (Link, "Vedi anche"),
            (Notice, "Utilizziamo i cookie"),
            (Tags, "Etichette"),
            (Tags, "Parole chiave"),
        ],
    ),
    (
        "ko",
        &[
            (Whole, "광고"),
            (Whole, "공유하기"),
            (Whole, "관련기사"),
            (Whole, "관련 기사"),
            (Tags, "태그"),
        ],
    ),
    (
        "nb",
        &[
            (Whole, "Annonse"),
            (Whole, "Del saken"),
            (Link, "Les også"),
            (Link, "Les mer"),
        ],
    ),
    (
        "nl",
        &[
            (Whole, "Advertentie"),
            (Whole, "Deel dit artikel"),
            (Whole, "Lees verder"),
            (Whole, "Gerelateerd"),
            (Whole, "Meer over"),
            (Link, "Lees ook"),
            (Notice, "Wij gebruiken cookies"),
        ],
    ),
    (
        "pl",
        &[
            (Whole, "Reklama"),
            (Whole, "Udostępnij"),
            (Whole, "Czytaj dalej"),
            (Whole, "Powiązane artykuły"),
            (Link, "Czytaj więcej"),
            (Link, "Czytaj także"),
            (Link, "Czytaj też"),
            (Link, "Zobacz także"),
            (Link, "Zobacz też"),
            (Tags, "Tagi"),
        ],
    ),
    (
        "pt",
        &[
            (Whole, "Publicidade"),
            (Whole, "Compartilhar"),
            (Whole, "Partilhar"),
            (Whole, "Continua após a publicidade"),
            (Whole, "Notícias relacionadas"),
            (Link, "Leia também"),
            (Link, "Leia mais"),
            (Link, "Veja também"),
            (Link, "Saiba mais"),
            (Tags, "Palavras-chave"),
        ],
    ),
    (
        "ru",
        &[
            (Whole, "Реклама"),
            (Whole, "Поделиться"),
            (Whole, "Поделиться в социальных сетях"),
            (Whole, "Материалы по теме"),
            (Link, "Читайте также"),
            (Tags, "Теги"),
            (Tags, "Метки"),
        ],
    ),
    (
        "sv",
        &[
            (Whole, "Annons"),
            (Whole, "Dela artikeln"),
            (Link, "Läs också"),
            (Link, "Läs även"),
            (Link, "Läs mer"),
        ],
    ),
    (
        "tr",
        &[
            (Whole, "Reklam"),
            (Whole, "Paylaş"),
            (Whole, "İlgili haberler"),
            (Link, "Ayrıca okuyun"),
            (Link, "İlginizi çekebilir"),
            (Tags, "Etiketler"),
        ],
    ),
    (
        "ur",
        &[
            (Whole, "اشتہار"),
            (Whole, "شیئر کریں"),
            (Link, "مزید پڑھیں"),
            (Tags, "ٹیگز"),
        ],
    ),
];

/// Names of buttons. A line of at least three of them and nothing else is a row of buttons; a single one may be a
/// heading.
const BUTTONS: &[&str] = &[
    "facebook",
    "twitter",
    "x",
    "whatsapp",
    "telegram",
    "linkedin",
    "pinterest",
    "reddit",
    "tumblr",
    "email",
    "print",
    "فيسبوك",
    "تويتر",
    "واتساب",
    "تلغرام",
    "تيليجرام",
    "لينكدإن",
    "طباعة",
];

/// Words that precede an author's name in a line that only names the author.
const BYLINES: &[(&str, &str)] = &[("ar", "بقلم"), ("ar", "كتب"), ("ar", "كتبت"), ("en", "By")];

/// Words that begin a closing note on agencies, translators or editors. A colon must follow them, unless they end in "by"
/// or an equivalent.
const CLOSINGS: &[(&str, &[&str])] = &[
    (
        "ar",
        &[
            "ترجمة",
            "ترجمة وتحرير",
            "تحرير",
            "المصدر",
            "المصادر",
            "مصدر",
            "المصدر الأصلي",
            "نقله إلى العربية",
            "نقلته إلى العربية",
            "ترجمها",
            "رابط المقال الأصلي",
        ],
    ),
    (
        "de",
        &[
            "Quelle",
            "Quellen",
            "Übersetzung",
            "Übersetzt von",
            "Aus dem Englischen von",
        ],
    ),
    (
        "en",
        &[
            "Translation",
            "Translated by",
            "Translated from the Arabic by",
            "Translation by",
            "Source",
            "Sources",
            "Reporting by",
            "Additional reporting by",
            "Editing by",
            "Edited by",
            "Writing by",
            "With agencies",
            "With files from",
            "With reporting by",
            "First published in",
            "With additional reporting by",
            "Original source",
        ],
    ),
    ("es", &["Fuente", "Traducción", "Traducido por"]),
    ("fa", &["منبع", "مترجم", "ترجمه"]),
    ("fr", &["Source", "Sources", "Traduction", "Traduit par"]),
    ("he", &["מקור", "תרגום", "תרגם"]),
    ("ko", &["출처", "번역"]),
    ("pl", &["Źródło", "Źródła"]),
    ("ru", &["Источник", "Перевод", "Переводчик"]),
    ("tr", &["Kaynak", "Çeviri"]),
    ("ur", &["بشکریہ", "ترجمہ"]),
];
/// Maximum length of a closing note, in words.
const CLOSING_WORDS: usize = 25;

/// Returns true if a line is a note on agencies, translators or editors. Only call it for the last lines.
pub(super) fn is_closing_note(line: &str) -> bool {
    let many = words::count(line);
    if many > CLOSING_WORDS {
        return false;
    }
    let bracketed =
        line.starts_with(['(', '[', '（']) && line.ends_with([')', ']', '）']) && many <= 6;
    let inner = line.trim_matches(|c: char| "()[]（）*_".contains(c)).trim();
    let begins = CLOSINGS.iter().flat_map(|(_, all)| *all).any(|word| {
        announces(inner, &folded(word)).is_some()
            || (word.ends_with(" by")
                || word.ends_with(" from")
                || word.ends_with(" in")
                || word.ends_with(" von")
                || word.ends_with(" por")
                || word.ends_with(" par"))
                && folded(inner).starts_with(&format!("{} ", folded(word)))
    });
    begins || (bracketed && !words::ends_sentence(inner))
}

/// Words that precede the day of publication in a line of its own.
const DATELINES: &[&str] = &[
    "Published",
    "Published on",
    "Date",
    "نشر في",
    "تاريخ النشر",
    "التاريخ",
];

/// The phrases and buttons in folded form, made once for all lines of a text.
pub(super) struct Furniture {
    phrases: Vec<(LineMatch, String)>,
    buttons: Vec<String>,
}

impl Furniture {
    /// Returns the table of all languages.
    pub(super) fn table() -> Self {
        let phrases = PHRASES.iter().flat_map(|(_, phrases)| *phrases);
        Furniture {
            phrases: phrases.map(|&(s, p)| (s, folded(p))).collect(),
            buttons: BUTTONS.iter().map(|b| folded(b)).collect(),
        }
    }

    /// Returns true if a line is boilerplate of the page, wherever it is in the text.
    pub(super) fn holds(&self, line: &str) -> bool {
        if words::count(line) > NOTICE_WORDS {
            return false;
        }
        let folded = folded(line);
        self.is_button_row(&folded)
            || notices::is_request_to_follow(&folded)
            || self.phrases.iter().any(|(shape, phrase)| match shape {
                Whole => folded == *phrase,
                Link => folded == *phrase || is_link(line, phrase),
                Notice => folded.starts_with(phrase),
                Tags => false,
            })
    }

    /// Returns true if a line is a list of tags: a phrase announces it, or it consists of hashtags. Only call it for
    /// lines after the article's end.
    pub(super) fn is_tag_list(&self, line: &str) -> bool {
        let folded = folded(line);
        let announced = self.phrases.iter().any(|(shape, phrase)| {
            *shape == Tags && (folded == *phrase || announces(line, phrase).is_some())
        });
        announced && !words::ends_sentence(line) || is_hashtags(line)
    }

    /// Returns true if a line is a count of shares or comments: 0, or a number with a sign for thousands.
    pub(super) fn is_counter(line: &str) -> bool {
        let line = line.trim();
        let number = line.trim_end_matches(['K', 'k', 'M']);
        let is_number = !number.is_empty()
            && number
                .chars()
                .all(|c| c.is_numeric() || matches!(c, '.' | ','));
        is_number && (number.len() < line.len() || matches!(line, "0" | "٠" | "۰"))
    }

    fn is_button_row(&self, folded: &str) -> bool {
        words::count(folded) >= 3
            && folded
                .split(' ')
                .all(|w| self.buttons.iter().any(|b| b == w))
    }
}

/// Returns true if a line consists of strokes, stars and the like.
pub(super) fn is_separator(line: &str) -> bool {
    line.chars()
        .all(|c| c.is_whitespace() || "-–—―_*=~.•·+|/\\#ـ⁂".contains(c))
}

/// Returns the author if a line only names one.
pub(super) fn author(line: &str) -> Option<String> {
    if words::ends_sentence(line) || words::last_sign(line) == Some(':') {
        return None;
    }
    BYLINES.iter().find_map(|&(language, word)| {
        let rest = line.strip_prefix(word)?;
        // "By the river" is not a byline, "By Jane Doe" is. Arabic has no capitals, so there a colon is required.
        let name = match rest.trim_start().strip_prefix([':', '：']) {
            Some(name) => name,
            None if language == "en" && rest.starts_with(' ') => {
                let capitals = rest.split_whitespace().all(|w| {
                    w.starts_with(char::is_uppercase) || matches!(w, "and" | "de" | "van" | "von")
                });
                rest.strip_prefix(' ').filter(|_| capitals)?
            }
            None => return None,
        };
        let name = words::one_line(name);
        (2..=6).contains(&words::count(&name)).then_some(name)
    })
}

/// Returns the day of publication, as YYYY-MM-DD, if a line contains nothing else. Only ISO dates are accepted: other
/// forms are ambiguous.
pub(super) fn published(line: &str) -> Option<String> {
    let rest = DATELINES
        .iter()
        .find_map(|word| announces(line, &folded(word)))
        .unwrap_or(line)
        .trim();
    iso_date(rest)
}

/// Returns the day at the start of an ISO date or date and time, as YYYY-MM-DD.
pub(super) fn iso_date(text: &str) -> Option<String> {
    let (date, rest) = text.split_at_checked(10)?;
    let time_alone = rest
        .chars()
        .all(|c| c.is_ascii_digit() || " T:.+-Z".contains(c));
    // jiff also parses basic dates (20250814); only the form with hyphens is wanted here.
    let date = date.parse::<jiff::civil::Date>().ok()?;
    // Programs that do not know the date write the year 0 or 1.
    let date = Some(date).filter(|date| date.year() >= 1000)?.to_string();
    (time_alone && text.starts_with(&date)).then_some(date)
}

/// Returns the folded form of a line, with every number replaced by 0.
fn folded(line: &str) -> String {
    let mut out = String::new();
    for c in words::folded(line).chars() {
        match c {
            c if !c.is_numeric() => out.push(c),
            _ if out.ends_with('0') => {}
            _ => out.push('0'),
        }
    }
    out
}

/// Returns the rest of a line that begins with a folded phrase and a colon.
fn announces<'a>(line: &'a str, phrase: &str) -> Option<&'a str> {
    let (before, after) = line.split_once([':', '：'])?;
    (folded(before) == phrase).then_some(after)
}

fn is_link(line: &str, phrase: &str) -> bool {
    announces(line, phrase).is_some_and(|title| {
        words::count(title) <= LINK_WORDS
            && (!words::ends_sentence(title) || words::is_question(title))
    })
}

fn is_hashtags(line: &str) -> bool {
    !line.is_empty()
        && line.split_whitespace().all(|w| {
            let mut letters = w.trim_end_matches([',', '،']).chars();
            letters.next() == Some('#')
                && letters.clone().any(char::is_alphabetic)
                && letters.all(|c| c.is_alphanumeric() || c == '_' || c == '\u{200c}')
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_lines_of_the_page_are_furniture_and_sentences_are_not() {
        for (line, expected) in [
            ("Spread the love", true),
            ("error: Content is protected !!", true),
            ("»Share this:", true),
            ("12 Shares", true),
            ("ADVERTISEMENT", true),
            ("Related", true),
            ("Read more: Harvest ends early in the north", true),
            ("Facebook Twitter WhatsApp", true),
            ("اقرأ أيضًا", true),
            ("اقرأ أيضاً: الحصاد ينتهي باكرًا في الشمال", true),
            ("شارك هذا", true),
            ("إعلان", true),
            ("نستخدم ملفات تعريف الارتباط لتحسين تجربتك.", true),
            ("We use cookies to make this site better.", true),
            ("Реклама", true),
            // Kept: these are sentences, or they could be headings.
            ("They share this with their neighbours.", false),
            (
                "Read more: the ministry said on Monday that it will.",
                false,
            ),
            ("Related parties signed the deed.", false),
            ("Advertisement spending fell by a third.", false),
            ("إعلان الاستقلال كان قبل قرن", false),
            ("Facebook", false),
            ("ساهمت وكالة الأنباء في هذا المقال", false),
            ("Tags: harvest, north", false),
        ] {
            assert_eq!(Furniture::table().holds(line), expected, "{line}");
        }
    }

    #[test]
    fn closing_notes_name_agencies_and_translators() {
        for (line, expected) in [
            ("ترجمة: سلمى حداد", true),
            ("المصدر: وكالات", true),
            ("(رويترز)", true),
            ("(Agencies)", true),
            (
                "Reporting by Jane Doe in Northtown; editing by Omar Nasser",
                true,
            ),
            ("Translated by Omar Nasser", true),
            ("Source: the ministry's yearbook", true),
            ("Quelle: dpa", true),
            ("Translated books sell better in the north.", false),
            ("المصدر نفسه أكد الخبر.", false),
            ("(It was the last of them.)", false),
        ] {
            assert_eq!(is_closing_note(line), expected, "{line}");
        }
    }

    #[test]
    fn tag_lists_are_known_by_their_first_word_or_their_hashes() {
        for (line, expected) in [
            ("Tags: harvest, north", true),
            ("الوسوم: الحصاد، الشمال", true),
            ("كلمات مفتاحية", true),
            ("#harvest #north_coast", true),
            ("#الحصاد", true),
            ("# not a tag", false),
            ("Tags are sewn onto every sack.", false),
            ("Tags: they are sewn onto every sack.", false),
            ("harvest, north", false),
        ] {
            assert_eq!(Furniture::table().is_tag_list(line), expected, "{line}");
        }
    }

    #[test]
    fn an_author_or_a_day_is_lifted_only_where_it_is_plain() {
        for (line, expected) in [
            ("By Jane Doe", Some("Jane Doe")),
            (
                "By Jane Doe and Omar Nasser",
                Some("Jane Doe and Omar Nasser"),
            ),
            ("بقلم: سلمى حداد", Some("سلمى حداد")),
            ("By the river", None),
            ("By Jane Doe left the room.", None),
            ("كتب سلمى حداد", None),
        ] {
            assert_eq!(author(line).as_deref(), expected, "{line}");
        }
        for (line, expected) in [
            ("2025-08-14", Some("2025-08-14")),
            ("Published: 2025-08-14T09:30:00Z", Some("2025-08-14")),
            ("تاريخ النشر: 2025-08-14", Some("2025-08-14")),
            ("2025-02-30", None),
            ("0000-06-19", None),
            ("0001-01-01", None),
            ("20250814", None),
            ("2025-08-14 was a hot day", None),
        ] {
            assert_eq!(published(line).as_deref(), expected, "{line}");
        }
    }
}
