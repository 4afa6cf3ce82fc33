//! Round trips of numbers in words, written with tables independent of the lexicons.

use super::super::*;

/// All numbers up to a thousand, and some of every magnitude.
fn numbers() -> impl Iterator<Item = u64> {
    let larger = [
        1001,
        1100,
        1999,
        2000,
        2024,
        5005,
        10_000,
        12_345,
        20_001,
        21_000,
        99_999,
        100_000,
        123_456,
        200_000,
        500_500,
        1_000_000,
        1_000_001,
        2_500_000,
        7_077_707,
        21_000_000,
        123_456_789,
        1_000_000_000,
        3_200_000_000,
        999_999_999_999,
    ];
    (2..=1000).chain(larger)
}

fn check_all(language: &str, noun: &str, spell: impl Fn(u64) -> String) {
    let mut wrong = Vec::new();
    for number in numbers() {
        let text = format!("{}{noun}", spell(number));
        let found = find(&text, language);
        let is_right = matches!(found.as_slice(), [Figure { quantity: Quantity::Amount { from, to, .. }, .. }]
            if from == to && *from == Number::whole(number));
        if !is_right {
            wrong.push(format!(
                "{number}: {text}: {:?}",
                found.iter().map(super::note).collect::<Vec<_>>()
            ));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} wrong\n{}",
        wrong.len(),
        wrong[..wrong.len().min(40)].join("\n")
    );
}

/// Returns the groups of thousands with their powers, from the greatest.
fn groups(number: u64) -> Vec<(u64, usize)> {
    let all = (0..4)
        .rev()
        .map(|power| (number / 1000_u64.pow(power as u32) % 1000, power));
    all.filter(|(count, _)| *count > 0).collect()
}

#[rustfmt::skip]
const RUSSIAN: [[&str; 10]; 4] = [
    ["", "один", "два", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять"],
    ["десять", "одиннадцать", "двенадцать", "тринадцать", "четырнадцать", "пятнадцать", "шестнадцать", "семнадцать", "восемнадцать", "девятнадцать"],
    ["", "", "двадцать", "тридцать", "сорок", "пятьдесят", "шестьдесят", "семьдесят", "восемьдесят", "девяносто"],
    ["", "сто", "двести", "триста", "четыреста", "пятьсот", "шестьсот", "семьсот", "восемьсот", "девятьсот"],
];

#[rustfmt::skip]
const RUSSIAN_GENITIVE: [[&str; 10]; 4] = [
    ["", "одного", "двух", "трёх", "четырёх", "пяти", "шести", "семи", "восьми", "девяти"],
    ["десяти", "одиннадцати", "двенадцати", "тринадцати", "четырнадцати", "пятнадцати", "шестнадцати", "семнадцати", "восемнадцати", "девятнадцати"],
    ["", "", "двадцати", "тридцати", "сорока", "пятидесяти", "шестидесяти", "семидесяти", "восьмидесяти", "девяноста"],
    ["", "ста", "двухсот", "трёхсот", "четырёхсот", "пятисот", "шестисот", "семисот", "восьмисот", "девятисот"],
];

fn russian(number: u64, words: &[[&'static str; 10]; 4], genitive: bool) -> String {
    let mut all: Vec<&str> = Vec::new();
    for (count, power) in groups(number) {
        let (hundreds, tens, ones) = (count / 100, count / 10 % 10, count % 10);
        all.push(words[3][hundreds as usize]);
        if tens == 1 {
            all.push(words[1][ones as usize]);
        } else {
            all.push(words[2][tens as usize]);
            all.push(match (power, ones, genitive) {
                (1, 1, false) => "одна",
                (1, 1, true) => "одной",
                (1, 2, false) => "две",
                _ => words[0][ones as usize],
            });
        }
        let form = match (tens, ones) {
            (1, _) | (_, 0 | 5..) => 2,
            (_, 1) => 0,
            _ if genitive => 2,
            _ => 1,
        };
        all.push(match (power, genitive) {
            (1, false) => ["тысяча", "тысячи", "тысяч"][form],
            (1, true) => ["тысячи", "тысяч", "тысяч"][form],
            (2, false) => ["миллион", "миллиона", "миллионов"][form],
            (2, true) => ["миллиона", "миллионов", "миллионов"][form],
            (3, false) => ["миллиард", "миллиарда", "миллиардов"][form],
            (3, true) => ["миллиарда", "миллиардов", "миллиардов"][form],
            _ => "",
        });
    }
    all.retain(|word| !word.is_empty());
    all.join(" ")
}

#[test]
fn russian_words_are_read_back() {
    check_all("ru", " человек", |number| {
        russian(number, &RUSSIAN, false)
    });
    check_all("ru", " человек", |number| {
        russian(number, &RUSSIAN_GENITIVE, true)
    });
}

/// Returns a Sino-Korean number, with or without the "one" before a power.
fn korean(number: u64) -> String {
    let digits = ["", "일", "이", "삼", "사", "오", "육", "칠", "팔", "구"];
    let mut text = String::new();
    for power in (0..4_u32).rev() {
        let myriad = number / 10_000_u64.pow(power) % 10_000;
        for place in (0..4_u32).rev() {
            let digit = myriad / 10_u64.pow(place) % 10;
            if digit > 1 || (digit == 1 && place == 0 && !(myriad == 1 && power == 1)) {
                text.push_str(digits[digit as usize]);
            }
            if digit > 0 {
                text.push_str(["", "십", "백", "천"][place as usize]);
            }
        }
        if myriad > 0 {
            text.push_str(["", "만", "억", "조"][power as usize]);
        }
    }
    text
}

#[test]
fn korean_words_are_read_back() {
    // Numbers up to ten are not written in this form.
    let spell = |number| {
        if number < 11 {
            format!("{number}")
        } else {
            korean(number)
        }
    };
    check_all("ko", "명", spell);
    check_all("ko", " 명", spell);
}

#[test]
fn native_korean_words_are_read_back() {
    let tens = [
        "", "열", "스물", "서른", "마흔", "쉰", "예순", "일흔", "여든", "아흔",
    ];
    let ones = [
        "", "한", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉",
    ];
    for number in 2..100_usize {
        let spelled = match number {
            20 => "스무".to_owned(),
            _ => format!("{}{}", tens[number / 10], ones[number % 10]),
        };
        for text in [format!("{spelled} 명"), format!("{spelled}명이")] {
            let found = find(&text, "ko");
            let notes: Vec<_> = found.iter().map(super::note).collect();
            assert_eq!(notes.join(" | "), number.to_string(), "{text}");
        }
    }
}

fn french(number: u64) -> String {
    fn below_hundred(n: u64) -> String {
        let ones = [
            "", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix",
            "onze", "douze", "treize", "quatorze", "quinze", "seize", "dix-sept", "dix-huit",
            "dix-neuf",
        ];
        let tens = [
            "",
            "",
            "vingt",
            "trente",
            "quarante",
            "cinquante",
            "soixante",
        ];
        match n {
            0..20 => ones[n as usize].to_owned(),
            20..70 if n.is_multiple_of(10) => tens[n as usize / 10].to_owned(),
            20..70 if n % 10 == 1 => format!("{} et un", tens[n as usize / 10]),
            20..70 => format!("{}-{}", tens[n as usize / 10], ones[n as usize % 10]),
            71 => "soixante et onze".to_owned(),
            70..80 => format!("soixante-{}", ones[n as usize - 60]),
            80 => "quatre-vingts".to_owned(),
            _ => format!("quatre-vingt-{}", ones[n as usize - 80]),
        }
    }
    let mut all = Vec::new();
    for (count, power) in groups(number) {
        let (hundreds, rest) = (count / 100, count % 100);
        let mut words = Vec::new();
        match hundreds {
            0 => {}
            1 => words.push("cent".to_owned()),
            _ => words.push(format!(
                "{} cent{}",
                below_hundred(hundreds),
                if rest == 0 && power != 1 { "s" } else { "" }
            )),
        }
        words.push(below_hundred(rest));
        words.retain(|word| !word.is_empty());
        let many = if count > 1 { "s" } else { "" };
        match power {
            0 => {}
            1 if count == 1 => words = vec!["mille".to_owned()],
            1 => words.push("mille".to_owned()),
            2 => words.push(format!("million{many}")),
            _ => words.push(format!("milliard{many}")),
        }
        all.push(words.join(" "));
    }
    all.join(" ")
}

#[test]
fn french_words_are_read_back() {
    check_all("fr", " personnes", french);
}

fn persian(number: u64) -> String {
    let ones = [
        "",
        "یک",
        "دو",
        "سه",
        "چهار",
        "پنج",
        "شش",
        "هفت",
        "هشت",
        "نه",
        "ده",
        "یازده",
        "دوازده",
        "سیزده",
        "چهارده",
        "پانزده",
        "شانزده",
        "هفده",
        "هجده",
        "نوزده",
    ];
    let tens = [
        "",
        "",
        "بیست",
        "سی",
        "چهل",
        "پنجاه",
        "شصت",
        "هفتاد",
        "هشتاد",
        "نود",
    ];
    let hundreds = [
        "",
        "صد",
        "دویست",
        "سیصد",
        "چهارصد",
        "پانصد",
        "ششصد",
        "هفتصد",
        "هشتصد",
        "نهصد",
    ];
    let mut all = Vec::new();
    for (count, power) in groups(number) {
        let mut words = vec![hundreds[count as usize / 100]];
        match count % 100 {
            rest @ 0..20 => words.push(ones[rest as usize]),
            rest => words.extend([tens[rest as usize / 10], ones[rest as usize % 10]]),
        }
        words.retain(|word| !word.is_empty());
        let scale = ["", " هزار", " میلیون", " میلیارد"][power];
        all.push(format!("{}{scale}", words.join(" و ")));
    }
    all.join(" و ")
}

#[test]
fn persian_words_are_read_back() {
    check_all("fa", " نفر", persian);
}
