//! Small pairs of an original and a summary, each with the expected finding for a figure of the summary.

use mujaz_claims::figures::{
    FigureClaim, FigureVerdict, Statement, Statements, SummaryFigures, Wording, find,
};

/// The expected finding.
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

const fn case(
    group: &'static str,
    original_language: &'static str,
    original: &'static str,
    language: &'static str,
    summary: &'static str,
    due: Due,
) -> Case {
    Case {
        group,
        languages: (original_language, language),
        original,
        summary,
        due,
    }
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
    case("currency", "en", "It cost £300 million.", "ar", "بلغت الكلفة 300 مليون جنيه [p1].", Nothing),
    case("currency", "ar", "بلغت الكلفة 300 مليون جنيه.", "en", "It cost £300 million [p1].", Nothing),
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
    case("right, but read wrongly", "en", "It began in the early 2000s.", "ar", "بدأ في أوائل القرن الحادي والعشرين [p1].", Nothing),
    case("right, but read wrongly", "en", "China wants to be first by 2030.", "en", "China wants to be No. 1 by 2030 [p1].", Nothing),
    case("right, but read wrongly", "en", "He knocked out three of them.", "ar", "أسقط ثلاثًا منهم [p1].", Nothing),
];

/// Cases about the reading of figures: currencies by country, and forms of numbers and units.
#[rustfmt::skip]
const READING: &[Case] = &[
    case("currency", "en", "It cost £300 million.", "ar", "بلغت الكلفة 300 مليون جنيه مصري [p1].", Warning),
    case("currency", "en", "It cost $300 million.", "en", "It cost A$300 million [p1].", Warning),
    case("currency", "en", "It cost £300 million.", "en", "It cost 300 million Egyptian pounds [p1].", Warning),
    case("currency", "en", "It cost 300 million Kuwaiti dinars.", "en", "It cost 300 million Iraqi dinars [p1].", Warning),
    case("currency", "en", "It cost 300 million Turkish lira.", "en", "It cost 300 million Lebanese pounds [p1].", Warning),
    case("right, but read wrongly", "en", "The town is 72 kilometers away.", "ar", "تبعد المدينة 72 كيلو مترا [p1].", Nothing),
    case("right, but read wrongly", "ar", "أسقط ثلاثًا منهم.", "en", "He knocked out three of them [p1].", Nothing),
    case("right, but read wrongly", "en", "He fought in the First World War.", "en", "He fought in WW1 [p1].", Nothing),
    case("right, but read wrongly", "en", "A couple of days before the feast he left.", "ar", "غادر قبل العيد بيومين [p1].", Nothing),
];

/// Variants of the cases, in both languages and across them.
#[rustfmt::skip]
const RELATIVES: &[Case] = &[
    case("reckoned", "en", "He was born in 1931 and died in 1999.", "en", "He lived 68 years [p1].", Nothing),
    case("reckoned", "en", "He died in 2024, aged 93.", "ar", "وُلد عام 1931 [p1].", Nothing),
    case("reckoned", "en", "The north lost 120 houses and the south 345.", "en", "465 houses were lost in total [p1].", Nothing),
    case("reckoned", "en", "The north lost 120 houses and the south 345.", "en", "456 houses were lost in total [p1].", Warning),
    case("direction", "en", "Losses fell from 27% to 22%.", "en", "Losses rose from 27% to 22% [p1].", Warning),
    case("direction", "ar", "تراجع الإنتاج من 420 طنا إلى 150 طنا.", "en", "Output rose from 420 tonnes to 150 tonnes [p1].", Warning),
    case("exchanged", "ar", "أقر المجلس القانون بموافقة 183 نائبا ومعارضة 97 نائبا.", "en", "97 members supported the law and 183 opposed it [p1].", Warning),
    case("bound flipped", "ar", "قُتل أكثر من 30 شخصا.", "ar", "قُتل أقل من 30 شخصا [p1].", Warning),
    case("bound flipped", "ar", "لا يقل عدد القتلى عن 30.", "ar", "لا يزيد عدد القتلى عن 30 [p1].", Warning),
    case("bound flipped", "ar", "قُتل ما لا يقل عن 30 شخصا.", "en", "No more than 30 people were killed [p1].", Warning),
    case("bound flipped", "ar", "قُتل 30 شخصا على الأقل.", "en", "At least 30 people were killed [p1].", Nothing),
    case("bound flipped", "en", "At least 30 people were killed.", "ar", "قُتل 30 شخصا على الأقل [p1].", Nothing),
    case("bound flipped", "en", "At least 30 people were killed.", "ar", "قُتل 30 شخصا على الأكثر [p1].", Warning),
    case("bound flipped", "en", "Up to 500 workers will be hired.", "ar", "سيوظَّف أكثر من 500 عامل [p1].", Warning),
    case("bound flipped", "en", "The fine is no less than 200 euros.", "en", "The fine is no more than 200 euros [p1].", Warning),
    case("bound flipped", "en", "The wage is $400 or more.", "en", "The wage is at most $400 [p1].", Warning),
    case("bound kept", "en", "More than 30 people were killed.", "ar", "قُتل ما يزيد على 30 شخصا [p1].", Nothing),
    case("bound kept", "en", "Nearly 30 people were killed.", "ar", "قُتل قرابة 30 شخصا [p1].", Nothing),
    case("bound kept", "en", "34 people were killed.", "en", "More than 30 people were killed [p1].", Nothing),
    case("bound kept", "en", "More than 30 people were killed.", "en", "At least 30 people were killed [p1].", Nothing),
    case("exactly", "en", "About 40 houses burned.", "en", "Exactly 40 houses burned [p1].", Warning),
    case("exactly", "ar", "احترق نحو 40 منزلا.", "ar", "احترق 40 منزلا بالضبط [p1].", Warning),
    case("exactly", "en", "40 houses burned.", "en", "Exactly 40 houses burned [p1].", Nothing),
    case("about dropped", "en", "About 40 houses burned.", "ar", "احترق 40 منزلا [p1].", Nothing),
    case("direction", "ar", "انخفضت الصادرات بنسبة 12%.", "ar", "ارتفعت الصادرات بنسبة 12% [p1].", Warning),
    case("direction", "ar", "تراجعت الصادرات 12 في المئة.", "en", "Exports rose by 12% [p1].", Warning),
    case("direction", "en", "Exports were down 12%.", "ar", "زادت الصادرات 12% [p1].", Warning),
    case("direction", "en", "Exports fell by 12%.", "en", "There was a 12% decline in exports [p1].", Nothing),
    case("direction", "en", "Exports fell by 12%.", "ar", "سجلت الصادرات انخفاضا نسبته 12% [p1].", Nothing),
    case("direction", "en", "The company made a profit of $3 million.", "en", "The company made a loss of $3 million [p1].", Warning),
    case("direction", "ar", "حققت الشركة أرباحا بلغت 3 ملايين دولار.", "ar", "تكبدت الشركة خسائر بلغت 3 ملايين دولار [p1].", Warning),
    case("direction", "en", "The party gained 12 seats.", "en", "The party lost 12 seats [p1].", Warning),
    case("direction", "en", "Wheat rose 5% while rice fell 7%.", "en", "Wheat rose 7% while rice fell 5% [p1].", Warning),
    case("sign", "ar", "بلغت الحرارة 12 درجة تحت الصفر.", "ar", "بلغت الحرارة 12 درجة [p1].", Warning),
    case("sign", "en", "It was minus 12 degrees.", "ar", "بلغت الحرارة 12 درجة تحت الصفر [p1].", Nothing),
    case("sign", "en", "Growth was -0.3%.", "en", "The economy shrank by 0.3% [p1].", Nothing),
    case("exchanged", "ar", "قتل الهجوم 12 جنديا وأصاب 30 مدنيا.", "ar", "قتل الهجوم 30 جنديا وأصاب 12 مدنيا [p1].", Warning),
    case("exchanged", "en", "The attack killed 12 soldiers and wounded 30 civilians.", "ar", "قتل الهجوم 30 جنديا وأصاب 12 مدنيا [p1].", Warning),
    case("exchanged", "ar", "قُتل 12 شخصا وأصيب 30 آخرون.", "en", "30 people were killed and 12 were wounded [p1].", Warning),
    case("exchanged", "en", "Wheat prices rose 35% and electronics 28%.", "en", "Electronics rose 35% [p1].", Warning),
    case("another holder", "en", "Varden's rate was put at 4.1 and Ostrel's at 5.6, while Nimsk's fell from 6.2 to 5.9.", "en", "In Varden the rate was 5.6 [p1].", Warning),
    case("another holder", "en", "Varden's rate was put at 4.1 and Ostrel's at 5.6, while Nimsk's fell from 6.2 to 5.9.", "ar", "بلغ المعدل في أوستريل 5.6 [p1].", Nothing),
    case("another holder", "ru", "В Тарове живут 3,1 миллиона человек, в Лусине — 1,7 миллиона.", "en", "Lusina has 3.1 million inhabitants [p1].", Warning),
    case("another holder", "ru", "В Тарове живут 3,1 миллиона человек, в Лусине — 1,7 миллиона.", "en", "Lusina has 1.7 million inhabitants [p1].", Nothing),
    case("another holder", "en", "The rate was 4.1 in Varden and 5.6 in Ostrel.", "en", "In Varden the rate was 4.1, in Ostrel 5.6 [p1].", Nothing),
    case("another holder", "en", "The board gave 4.1 for Varden, 5.6 for Ostrel.", "en", "Varden had 4.1 [p1].", Nothing),
    case("right", "en", "The attack killed 12 soldiers and wounded 30 civilians.", "en", "30 civilians were wounded and 12 soldiers died [p1].", Nothing),
    case("right", "en", "The attack killed 12 soldiers and wounded 30 civilians.", "ar", "أسفر الهجوم عن مقتل 12 جنديا وإصابة 30 مدنيا [p1].", Nothing),
    case("right", "en", "Revenue rose 8% to $5 billion; profit fell 3% to $2 billion.", "en", "Profit dropped to $2 billion, down 3%, while revenue grew 8% to $5 billion [p1].", Nothing),
    case("right", "en", "Revenue rose 8% to $5 billion; profit fell 3% to $2 billion.", "ar", "ارتفعت الإيرادات 8% إلى 5 مليارات دولار وتراجع الربح 3% إلى ملياري دولار [p1].", Nothing),
    case("elsewhere", "ar", "قتل الهجوم في الشمال 12 شخصا.\n\nقتل الهجوم في الجنوب 45 شخصا.", "ar", "قتل الهجوم في الشمال 45 شخصا [p1].", Warning),
    case("elsewhere", "ar", "قتل الهجوم في الشمال 12 شخصا.\n\nقتل الهجوم في الجنوب 45 شخصا.", "en", "The attack in the north killed 45 people [p1].", Warning),
    case("elsewhere", "en", "Oil rose to $80 a barrel.\n\nGold rose to $2,400 an ounce.", "ar", "ارتفع النفط إلى 2400 دولار للبرميل [p1].", Warning),
    case("elsewhere", "en", "The dam was built in three years.\n\nIt cost 40 million euros.", "en", "The dam cost 40 million euros [p1].", Note),
    case("stray", "en", "The man, a 22-year-old student, was arrested.", "en", "He was jailed for more than 20 years [p1].", Warning),
    case("stray", "en", "Help is there 24/7.", "en", "There is a 7-day trial [p1].", Warning),
    case("stray", "en", "The road is 14 km long.", "ar", "قُتل أكثر من 10 أشخاص [p1].", Warning),
    case("ordinals", "ar", "فاز للعام السابع على التوالي.", "ar", "فاز سبعة أعوام على التوالي [p1].", Nothing),
    case("ordinals", "en", "It was the fifth day of the strike.", "en", "The strike has lasted five days [p1].", Nothing),
    case("lists", "ar", "تبيع الشركة المضخات، والأنابيب، والصمامات.", "ar", "تبيع الشركة ثلاثة منتجات [p1].", Nothing),
    case("lists", "en", "Egypt, Jordan and Qatar signed.", "en", "Three countries signed [p1].", Nothing),
    case("lists", "en", "They killed and wounded people, burned houses and left.", "en", "Four people were killed [p1].", Warning),
    case("right", "en", "Growth fell to 3%.", "en", "The economy grew by 3% [p1].", Nothing),
    case("right", "en", "Inflation fell to 3%.", "ar", "ارتفعت الأسعار 3% [p1].", Nothing),
    case("right", "en", "It won a contract worth $5 million.", "en", "It gained an order worth $5 million [p1].", Nothing),
    case("right", "en", "The tower is up to 30 metres high.", "ar", "يصل ارتفاع البرج إلى 30 مترا [p1].", Note),
    case("right", "ar", "يصل ارتفاع البرج إلى 30 مترا.", "en", "The tower is 30 metres high [p1].", Nothing),
    case("right", "en", "The strike killed 12 people, including 3 children.", "ar", "قُتل 12 شخصا، بينهم 3 أطفال [p1].", Nothing),
    case("right", "en", "The deficit narrowed from 8% to 5% of output.", "en", "The deficit fell to 5% from 8% [p1].", Nothing),
    case("right", "ru", "Погибли 35 человек, 12 ранены.", "en", "35 people were killed and 12 wounded [p1].", Nothing),
    case("years", "en", "The school opened in 2014.\n\nIt has grown last year.", "en", "The school opened in 2012 [p1].", Warning),
    case("other languages", "fr", "Le pont a coûté 1,2 million d'euros.", "en", "The bridge cost 1.2 million euros [p1].", Nothing),
    case("other languages", "fr", "Le pont a coûté 1,2 million d'euros.", "en", "The bridge cost 2.1 million euros [p1].", Warning),
    case("other languages", "fr", "Il est mort le 12 mars 2021.", "en", "He died on 12 March 2021 [p1].", Nothing),
    case("other languages", "tr", "Toplantı 2019 yılında yapıldı.", "ar", "عُقد الاجتماع عام 2018 [p1].", Warning),
];

/// Returns the figures of an original, whose paragraphs are separated by blank lines.
fn statements(text: &str, language: &str) -> Vec<Statement> {
    let (mut start, mut statements) = (0, Vec::new());
    for (index, paragraph) in text.split("\n\n").enumerate() {
        for mut figure in find(paragraph, language) {
            figure.range = start + figure.range.start..start + figure.range.end;
            statements.push(Statement {
                place: Some(index as u32 + 1),
                in_table: false,
                figure,
            });
        }
        start += paragraph.len() + 2;
    }
    statements
}

/// Returns the most severe finding for a figure of a summary, which cites one paragraph.
fn said(case: &Case) -> (Due, String) {
    let (original_language, language) = case.languages;
    let (text, rest) = case.summary.split_once(" [p").expect("a citation");
    let cited = [rest.trim_end_matches("].").parse().expect("a number")];
    let text = format!("{text}.");
    let statements = Statements::new(
        statements(case.original, original_language),
        None,
        original_language,
    );
    let (original, wording) = (
        Wording::new(case.original, original_language),
        Wording::new(&text, language),
    );
    let figures = find(&text, language);
    let verdicts = figures.iter().map(|figure| {
        let claim = FigureClaim {
            figure,
            cited: &cited,
            beside: &SummaryFigures::new(&figures),
            wording: &wording,
        };
        let verdict = statements.verdict(claim, &original);
        let due = match &verdict {
            FigureVerdict::Found(places) if !places.is_empty() && !places.contains(&cited[0]) => {
                Note
            }
            FigureVerdict::Found(_) | FigureVerdict::CannotTell(_) => Nothing,
            FigureVerdict::FoundBut(_, mujaz_claims::figures::Reservation::Bound(_)) => Note,
            _ => Warning,
        };
        (due, format!("{}: {verdict:?}", &text[figure.range.clone()]))
    });
    let verdicts: Vec<(Due, String)> = verdicts.collect();
    let worst = verdicts
        .iter()
        .map(|(due, _)| *due)
        .max()
        .unwrap_or(Nothing);
    let near: Vec<_> = figures
        .iter()
        .map(|figure| {
            statements.rival_of(
                FigureClaim {
                    figure,
                    cited: &cited,
                    beside: &SummaryFigures::new(&figures),
                    wording: &wording,
                },
                &original,
            )
        })
        .collect();
    (worst, format!("{verdicts:?}\n  {near:?}"))
}

/// Describes the cases whose finding is not the expected one.
fn wrong(cases: &[Case]) -> Vec<String> {
    let judge = |case: &Case| {
        let (due, why) = said(case);
        (due != case.due).then(|| {
            format!(
                "{}: {:?} is due\n  {:?}\n  {:?}\n  {why}",
                case.group, case.due, case.original, case.summary
            )
        })
    };
    cases.iter().filter_map(judge).collect()
}

#[test]
fn what_is_due_is_said() {
    let wrong = wrong(CASES);
    assert!(
        wrong.is_empty(),
        "{} of {}\n{}",
        wrong.len(),
        CASES.len(),
        wrong.join("\n")
    );
}

#[test]

fn what_is_due_by_reading_is_said() {
    let wrong = wrong(READING);
    assert!(
        wrong.is_empty(),
        "{} of {}\n{}",
        wrong.len(),
        READING.len(),
        wrong.join("\n")
    );
}

#[test]
fn what_is_due_of_relatives_is_said() {
    let wrong = wrong(RELATIVES);
    assert!(
        wrong.is_empty(),
        "{} of {}\n{}",
        wrong.len(),
        RELATIVES.len(),
        wrong.join("\n")
    );
}
