//! Checks figures of a summary against an original in another language.

use super::super::*;
use mujaz_locale::Date;

/// Returns `found`, `absent`, or `?` if undecided.
fn verdict(original: (&str, &str), summary: (&str, &str)) -> String {
    let stated = find(original.1, original.0)
        .into_iter()
        .map(|figure| Statement {
            place: Some(1),
            in_table: false,
            figure,
        });
    let statements = Statements::new(stated.collect(), Date::new(2025, 3, 14), original.0);
    let claims = find(summary.1, summary.0);
    let wording = Wording::new(summary.1, summary.0);
    let own = Wording::new(original.1, original.0);
    let verdicts = claims.iter().map(|figure| {
        let claim = FigureClaim {
            figure,
            cited: &[1],
            beside: &SummaryFigures::new(&claims),
            wording: &wording,
        };
        match statements.verdict(claim, &own) {
            FigureVerdict::Found(_) | FigureVerdict::FoundBut(..) => "found",
            FigureVerdict::CannotTell(_) => "?",
            _ => "absent",
        }
    });
    verdicts.collect::<Vec<_>>().join(" ")
}

fn check(table: &[(&str, &str, &str, &str, &str)]) {
    for (language, original, other, summary, expected) in table {
        assert_eq!(
            verdict((language, original), (other, summary)),
            *expected,
            "{original} | {summary}"
        );
    }
}

#[test]
fn russian_and_korean_originals() {
    check(&[
        (
            "ru",
            "В аварии погибли 35 человек.",
            "ar",
            "قُتل 35 شخصا و53 آخرون",
            "found absent",
        ),
        (
            "ru",
            "Экспорт вырос до 4,3 млрд долларов.",
            "en",
            "Exports rose to $4.3 billion, not $3.4 billion",
            "found absent",
        ),
        (
            "ru",
            "12 марта 2025 года",
            "en",
            "on 12 March 2025, on 13 March 2025",
            "found absent",
        ),
        (
            "ru",
            "полтора миллиона жителей",
            "ar",
            "مليون ونصف المليون نسمة",
            "found",
        ),
        (
            "ru",
            "двадцать пять тысяч солдат",
            "en",
            "25,000 soldiers, 52,000 soldiers",
            "found absent",
        ),
        (
            "ru",
            "300 млн египетских фунтов",
            "en",
            "300 million Egyptian pounds, £300 million",
            "found absent",
        ),
        (
            "ru",
            "в третьем квартале",
            "en",
            "in Q3, in Q2",
            "found absent",
        ),
        (
            "ko",
            "이 사고로 35명이 숨졌다.",
            "en",
            "killed 35 people, 53 people",
            "found absent",
        ),
        (
            "ko",
            "병력 1만2000명을 파병했다.",
            "ar",
            "أرسلت 12 ألف جندي، 21 ألف جندي",
            "found absent",
        ),
        (
            "ko",
            "2억3천만 달러",
            "en",
            "$230 million, $320 million",
            "found absent",
        ),
        (
            "ko",
            "2024년 6월 19일",
            "ar",
            "في 19 يونيو 2024، في 19 يوليو 2024",
            "found absent",
        ),
        (
            "ko",
            "12일 발사했다",
            "en",
            "fired on 12 March 2025",
            "found",
        ),
        (
            "ko",
            "0.25%포인트 인하",
            "en",
            "cut by 0.25 percentage points, by 25 basis points",
            "found found",
        ),
    ]);
}

#[test]
fn originals_that_are_read_by_their_digits() {
    check(&[
        (
            "tr",
            "Kazada 35 kişi öldü.",
            "en",
            "killed 35 people, killed 53 people",
            "found absent",
        ),
        (
            "de",
            "1,2 Millionen Einwohner",
            "en",
            "1.2 million, 2.1 million",
            "? absent",
        ),
        (
            "de",
            "Im Jahr 2019 waren es 45 Prozent.",
            "en",
            "In 2019 it was 45%, in 2018 54%",
            "found ? absent absent",
        ),
        (
            "ja",
            "12月3日に35人が死亡した",
            "en",
            "killed 35 people on 3 December",
            "found ?",
        ),
        // Numbers that may be in words stay undecided.
        (
            "de",
            "Drei Menschen starben.",
            "en",
            "killed three people, a dozen, 100, yesterday",
            "? ? ? ?",
        ),
    ]);
}

#[test]
fn persian_and_french_originals() {
    check(&[
        (
            "fa",
            "در این حادثه ۳۵ نفر کشته شدند.",
            "en",
            "killed 35 people, 53 people",
            "found absent",
        ),
        (
            "fr",
            "L'accident a fait 35 morts.",
            "en",
            "killed 35 people, 53 people",
            "found absent",
        ),
        (
            "fr",
            "1,5 milliard d'euros",
            "ar",
            "1.5 مليار يورو، 5.1 مليار يورو",
            "found absent",
        ),
    ]);
}
