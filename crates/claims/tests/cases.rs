//! Small pairs of an original and a summary, each with what is due at a figure of the summary.

use mujaz_claims::figures::{Claim, Statement, Statements, Verdict, Wording, find};

/// What is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Due {
    Nothing,
    Note,
    Warning,
}
use Due::{Note, Nothing, Warning};

struct Case {
    group: &'static str,
    languages: (&'static str, &'static str),
    original: &'static str,
    summary: &'static str,
    due: Due,
}

const fn case(group: &'static str, original_language: &'static str, original: &'static str, language: &'static str, summary: &'static str, due: Due) -> Case {
    Case { group, languages: (original_language, language), original, summary, due }
}

#[rustfmt::skip]
const CASES: &[Case] = &[
    case("bound flipped", "en", "The cap is a maximum of 250 euros.", "en", "The cap is a minimum of 250 euros [p1].", Warning),
    case("bound flipped", "en", "More than 30 people were killed.", "en", "Fewer than 30 people were killed [p1].", Warning),
    case("bound flipped", "en", "Inflation stayed above 4%.", "en", "Inflation stayed below 4% [p1].", Warning),
    case("sign", "en", "It was minus 12 degrees in the night.", "en", "It was 12 degrees in the night [p1].", Warning),
    case("sign", "en", "Output fell by 0.3%.", "en", "Output rose by 0.3% [p1].", Warning),
    case("sign", "en", "It was -12°C in the night.", "en", "It was 12°C in the night [p1].", Warning),
    case("other languages", "ko", "이 사고로 35명이 숨졌다.", "en", "The accident killed 53 people [p1].", Warning),
    case("other languages", "fr", "L'accident a fait 35 morts.", "en", "The accident killed 53 people [p1].", Warning),
    case("other languages", "fa", "در این حادثه ۳۵ نفر کشته شدند.", "en", "The accident killed 53 people [p1].", Warning),
    case("other languages", "tr", "Kazada 35 kişi öldü.", "en", "The accident killed 53 people [p1].", Warning),
    case("other languages", "ru", "В аварии погибли 35 человек.", "ar", "قُتل 53 شخصا في الحادث [p1].", Warning),
    case("currency", "en", "It cost £300 million.", "ar", "بلغت الكلفة 300 مليون جنيه مصري [p1].", Warning),
    case("currency", "en", "It cost $300 million.", "en", "It cost A$300 million [p1].", Warning),
    case("currency", "en", "It cost £300 million.", "en", "It cost 300 million Egyptian pounds [p1].", Warning),
    case("currency", "en", "It cost 300 million Kuwaiti dinars.", "en", "It cost 300 million Iraqi dinars [p1].", Warning),
    case("currency", "en", "It cost £300 million.", "ar", "بلغت الكلفة 300 مليون جنيه [p1].", Nothing),
    case("currency", "ar", "بلغت الكلفة 300 مليون جنيه.", "en", "It cost £300 million [p1].", Nothing),
    case("currency", "en", "It cost 300 million Turkish lira.", "en", "It cost 300 million Lebanese pounds [p1].", Warning),
    case("at least", "en", "30 people were killed.", "en", "At least 30 people were killed [p1].", Note),
    case("at least", "en", "Up to 30 people were killed.", "en", "30 people were killed [p1].", Warning),
    case("wrong thing, same paragraph", "en", "Revenue rose 8% to $5 billion; profit fell 3% to $2 billion.", "en", "Revenue rose 3% to $2 billion; profit fell 8% to $5 billion [p1].", Warning),
    case("wrong thing, same paragraph", "en", "The attack killed 12 soldiers and wounded 30 civilians.", "en", "The attack killed 30 soldiers and wounded 12 civilians [p1].", Warning),
    case("elsewhere, rival in the cited paragraph", "en", "The attack in the north killed 12 people.\n\nThe attack in the south killed 45 people.", "en", "The attack in the north killed 45 people [p1].", Warning),
    case("elsewhere, rival in the cited paragraph", "en", "The bridge was opened in March 2019.\n\nIt was closed in May 2023.", "en", "The bridge was opened in May 2023 [p1].", Warning),
    case("bound widens", "en", "There were 12 miles of road.", "en", "Exactly 10 people were killed [p1].", Warning),
    case("bound widens", "en", "The two towns are 20km (12 miles) apart.", "en", "At least 10 people have been killed [p1].", Warning),
    case("a result from stray numbers", "en", "They had scored six goals in the two games before.", "en", "They lost 2-0 [p1].", Warning),
    case("a result from stray numbers", "en", "Reserves: 16 Ed Barlow, 43 Tom Finch.", "en", "They won 43-16 [p1].", Warning),
    case("a year, no date of publication", "en", "The bakery opened in Cairo in 2018.\n\nSales rose this year.", "en", "The bakery opened in Cairo in 2017 [p1].", Warning),
    case("ordinals", "en", "Profit rose in the third quarter.", "en", "Profit rose in Q2 [p1].", Warning),
    case("ordinals", "en", "He won for the seventh year in a row.", "en", "He won seven years in a row [p1].", Nothing),
    case("counts of what is listed", "en", "The company sells pumps, pipes, valves and filters.", "en", "The company sells four products [p1].", Nothing),
    case("right, but read wrongly", "en", "Conditions are uncertain because of COVID.", "en", "Conditions are uncertain because of COVID-19 [p1].", Nothing),
    case("right, but read wrongly", "en", "The town is 72 kilometers away.", "ar", "تبعد المدينة 72 كيلو مترا [p1].", Nothing),
    case("right, but read wrongly", "en", "It began in the early 2000s.", "ar", "بدأ في أوائل القرن الحادي والعشرين [p1].", Nothing),
    case("right, but read wrongly", "en", "China wants to be first by 2030.", "en", "China wants to be No. 1 by 2030 [p1].", Nothing),
    case("right, but read wrongly", "ar", "أسقط ثلاثًا منهم.", "en", "He knocked out three of them [p1].", Nothing),
    case("right, but read wrongly", "en", "He fought in the First World War.", "en", "He fought in WW1 [p1].", Nothing),
    case("right, but read wrongly", "en", "A couple of days before the feast he left.", "ar", "غادر قبل العيد بيومين [p1].", Nothing),
    case("right, but read wrongly", "en", "He knocked out three of them.", "ar", "أسقط ثلاثًا منهم [p1].", Nothing),
];

/// The figures of an original, whose paragraphs blank lines part.
fn statements(text: &str, language: &str) -> Vec<Statement> {
    let (mut start, mut statements) = (0, Vec::new());
    for (index, paragraph) in text.split("\n\n").enumerate() {
        for mut figure in find(paragraph, language) {
            figure.range = start + figure.range.start..start + figure.range.end;
            statements.push(Statement { place: Some(index as u32 + 1), in_table: false, figure });
        }
        start += paragraph.len() + 2;
    }
    statements
}

/// The worst that is said of a figure of a summary, which cites one paragraph.
fn said(case: &Case) -> (Due, String) {
    let (original_language, language) = case.languages;
    let (text, rest) = case.summary.split_once(" [p").expect("a citation");
    let cited = [rest.trim_end_matches("].").parse().expect("a number")];
    let text = format!("{text}.");
    let statements = Statements::new(statements(case.original, original_language), None, original_language);
    let (original, wording) = (Wording::new(case.original, original_language), Wording::new(&text, language));
    let figures = find(&text, language);
    let verdicts = figures.iter().map(|figure| {
        let claim = Claim { figure, cited: &cited, beside: &figures, wording: &wording };
        let verdict = statements.verdict(claim, &original);
        let due = match &verdict {
            Verdict::Found(places) if !places.is_empty() && !places.contains(&cited[0]) => Note,
            Verdict::Found(_) | Verdict::CannotTell => Nothing,
            Verdict::FoundBut(_, mujaz_claims::figures::Doubt::Bound(_)) => Note,
            _ => Warning,
        };
        (due, format!("{}: {verdict:?}", &text[figure.range.clone()]))
    });
    let verdicts: Vec<(Due, String)> = verdicts.collect();
    let worst = verdicts.iter().map(|(due, _)| *due).max().unwrap_or(Nothing);
    (worst, format!("{verdicts:?}"))
}

#[test]
fn what_is_due_is_said() {
    let wrong: Vec<String> = CASES
        .iter()
        .filter_map(|case| {
            let (due, why) = said(case);
            (due != case.due).then(|| format!("{}: {:?} is due\n  {:?}\n  {:?}\n  {why}", case.group, case.due, case.original, case.summary))
        })
        .collect();
    assert!(wrong.is_empty(), "{} of {}\n{}", wrong.len(), CASES.len(), wrong.join("\n"));
}
