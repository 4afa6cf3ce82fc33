//! Tables of verdicts on claims in one language against originals in another, one for each kind.

use super::*;
use mujaz_locale::Date;

/// A claim and the original that it is checked against.
struct Case {
    /// The original's language and paragraphs.
    original: (&'static str, &'static [&'static str]),
    /// The claim's language and text. Its first figure is checked; it cites the first paragraph.
    claim: (&'static str, &'static str),
    /// The expected result: `Some(true)` if it is found, `Some(false)` for a warning, `None` if undecided.
    expected: Option<bool>,
}

/// Checks all cases, with the original published on 18 July 2025.
fn check_verdicts(cases: &[Case]) {
    let published = Date::new(2025, 7, 18);
    let mut wrong = Vec::new();
    for case in cases {
        let (language, paragraphs) = case.original;
        let (mut all, mut start) = (Vec::new(), 0);
        for (place, paragraph) in (1..).zip(paragraphs) {
            for mut figure in find(paragraph, language) {
                figure.range = start + figure.range.start..start + figure.range.end;
                all.push(Statement {
                    place: Some(place),
                    in_table: false,
                    figure,
                });
            }
            start += paragraph.len() + 2;
        }
        let text = paragraphs.join("\n\n");
        let original = Wording::new(&text, language);
        let wording = Wording::new(case.claim.1, case.claim.0);
        let statements = Statements::new(all, published, language);
        let claims = find(case.claim.1, case.claim.0);
        let verdict = claims.first().map(|figure| {
            let claim = FigureClaim {
                figure,
                cited: &[1],
                beside: &SummaryFigures::new(&claims),
                wording: &wording,
            };
            statements.verdict(claim, &original)
        });
        let found = match verdict {
            Some(FigureVerdict::Found(_) | FigureVerdict::FoundBut(..)) | None => Some(true),
            Some(FigureVerdict::CannotTell(_)) => None,
            Some(_) => Some(false),
        };
        if found != case.expected {
            wrong.push(format!(
                "{:?} against {paragraphs:?}: {verdict:?}",
                case.claim
            ));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// Builds cases from a short table: the original, and claims with their expected results.
fn table(
    original: (&'static str, &'static [&'static str]),
    claims: &[(&'static str, &'static str, Option<bool>)],
) -> Vec<Case> {
    let case = |(language, text, expected): &(&'static str, &'static str, Option<bool>)| Case {
        original,
        claim: (language, text),
        expected: *expected,
    };
    claims.iter().map(case).collect()
}

#[test]
fn a_day_alone_is_of_the_month_around_it() {
    check_verdicts(&table(
        (
            "ko",
            &["회담은 16일 서울에서 열렸다. 오는 20일까지 이어진다."],
        ),
        &[
            ("en", "on 16 July", Some(true)),
            ("en", "on 16 July 2025", Some(true)),
            ("ar", "في 16 يوليو", Some(true)),
            ("ar", "في 16 تموز/يوليو", Some(true)),
            ("ru", "16 июля", Some(true)),
            ("en", "until 20 July", Some(true)),
            // Another day, another month, another year.
            ("en", "on 15 July", Some(false)),
            ("en", "on 16 June", Some(false)),
            ("en", "on 16 May", Some(false)),
            ("ar", "في 16 حزيران/يونيو", Some(false)),
            ("en", "on 16 July 2024", Some(false)),
        ],
    ));
    check_verdicts(&table(
        ("ko", &["지난달 5일 합의했다."]),
        &[
            ("en", "on 5 June", Some(true)),
            ("ar", "في 5 حزيران/يونيو", Some(true)),
            ("en", "on 5 May", Some(false)),
        ],
    ));
    check_verdicts(&table(
        ("ko", &["축제는 10월 3일부터 9일까지 열린다."]),
        &[
            ("en", "until 9 October", Some(true)),
            ("ar", "حتى 9 تشرين الأول/أكتوبر", Some(true)),
            ("ar", "من 3 إلى 9 تشرين الأول/أكتوبر", Some(true)),
            ("en", "until 9 November", Some(false)),
        ],
    ));
    check_verdicts(&table(
        (
            "ru",
            &["Суд рассмотрит жалобу 16-го, сообщили в пресс-службе."],
        ),
        &[
            ("en", "on 16 July", Some(true)),
            ("en", "on 17 July", Some(false)),
        ],
    ));
}

#[test]
fn units_of_two_languages_are_one() {
    check_verdicts(&table(
        (
            "ko",
            &["정년은 만 60세에서 64세로, 최고 시속은 67㎞다. 한때 시간당 114.9㎜의 비가 내렸다."],
        ),
        &[
            ("en", "from the age of 60", Some(true)),
            ("ar", "67 كيلومترا في الساعة", Some(true)),
            ("ar", "114.9 مليمتر في ساعة واحدة", Some(true)),
            ("en", "114.9 mm an hour", Some(true)),
            ("en", "63 years", Some(false)),
            ("en", "76 kilometres an hour", Some(false)),
        ],
    ));
    check_verdicts(&table(
        ("en", &["Around 1.3 million acres are under water."]),
        &[
            ("ar", "نحو 1.3 مليون فدان", Some(true)),
            ("ar", "نحو 1.3 مليون هكتار", Some(false)),
        ],
    ));
    check_verdicts(&table(
        (
            "ru",
            &[
                "Остальное - в течение полугода, долги - в десятидневный срок, пришел сорокафутовый контейнер.",
            ],
        ),
        &[
            ("ar", "ستة أشهر", Some(true)),
            ("ar", "عشرة أيام", Some(true)),
            ("en", "ten days", Some(true)),
            ("en", "a 40-foot box", Some(true)),
            ("en", "20 days", Some(false)),
        ],
    ));
}

#[test]
fn two_amounts_side_by_side_are_two() {
    check_verdicts(&table(
        (
            "ar",
            &["وتبلغ قيمة العقدين 2.1 مليار و780 مليون ريال على التوالي."],
        ),
        &[
            ("en", "2.1 billion riyals", Some(true)),
            ("ar", "780 مليون ريال", Some(true)),
            // Both together.
            ("en", "2.88 billion riyals", None),
        ],
    ));
    check_verdicts(&table(
        (
            "en",
            &["It was ordered to repay $86 million to 3,120 borrowers."],
        ),
        &[
            ("ar", "آلاف المقترضين", Some(true)),
            ("en", "3,120 borrowers", Some(true)),
            ("en", "3,210 borrowers", Some(false)),
        ],
    ));
}

#[test]
fn parts_of_years_and_rows() {
    check_verdicts(&table(
        (
            "ar",
            &["ويسلم الزورق في الفصل الثاني من 2027، بعد انكماش في الربع الأخير من 2024."],
        ),
        &[
            ("en", "in the second quarter of 2027", Some(true)),
            ("ar", "في الربع الثاني من 2027", Some(true)),
            ("en", "in the fourth quarter of 2024", Some(true)),
            ("en", "in the third quarter of 2027", Some(false)),
            ("en", "in the third quarter of 2024", Some(false)),
        ],
    ));
    check_verdicts(&table(
        ("ko", &["7월 1∼20일 수출액은 줄었다."]),
        &[
            ("en", "in the first 20 days of July", None),
            ("en", "in the first 12 days of July", Some(false)),
        ],
    ));
    check_verdicts(&table(
        ("ar", &["بفارق −14% عن متوسط الأعوام الثلاثين الأخيرة."]),
        &[
            ("ar", "متوسط ثلاثة عقود", Some(true)),
            ("en", "the average of 30 years", Some(true)),
            ("ar", "متوسط عقدين", Some(false)),
        ],
    ));
    check_verdicts(&table(
        ("ru", &["Оборот в январе - феврале вырос на 3,2%."]),
        &[
            ("ar", "في الشهرين الأولين", None),
            ("en", "in the first two months", None),
            ("en", "in the first three months", Some(false)),
        ],
    ));
    check_verdicts(&table(
        (
            "ar",
            &["وفقد القطاع 137 ألف منصب شغل في الربع الأول من 2025."],
        ),
        &[
            ("en", "in the first three months of 2025", None),
            ("en", "in six months", Some(false)),
        ],
    ));
    check_verdicts(&table(
        ("ko", &["환자는 4주 연속 감소했다."]),
        &[("en", "a fourth straight weekly fall", Some(true))],
    ));
    check_verdicts(&table(
        (
            "en",
            &["The charcoal is dated to between 2620 and 2480 BC."],
        ),
        &[
            ("en", "from 2620–2480 BC", Some(true)),
            ("ar", "إلى ما بين عامي 2620 و2480 قبل الميلاد", Some(true)),
            ("en", "from 2640–2480 BC", Some(false)),
            ("en", "in 2480 AD", Some(false)),
        ],
    ));
}

#[test]
fn names_of_models_in_two_scripts() {
    check_verdicts(&table(
        (
            "ru",
            &["Привлечены шесть Су-33 и восемь вертолетов Ка-27ПЛ."],
        ),
        &[
            ("ar", "مقاتلات سو-33", Some(true)),
            ("ar", "مروحيات كا-27", Some(true)),
            ("en", "Su-33 fighters", Some(true)),
            ("en", "Ka-27 helicopters", Some(true)),
            ("ar", "مقاتلات سو-35", Some(false)),
            ("en", "Ka-29 helicopters", Some(false)),
        ],
    ));
    let one = |text, language: &str| find(text, language).remove(0);
    assert!(contradict(&one("سو-33", "ar"), &one("Su-35", "en")));
    assert!(!contradict(&one("كا-27", "ar"), &one("Tu-142M", "en")));
}

#[test]
fn a_number_is_compared_with_one_earlier_time() {
    check_verdicts(&table(
        (
            "en",
            &[
                "Orders grew 18% year over year and 3% sequentially. The mill earned $1.21 a share, against $1.16 in the prior quarter and $1.04 a year ago.",
            ],
        ),
        &[
            ("en", "3% sequentially", Some(true)),
            ("en", "18% more than a year earlier", Some(true)),
            ("en", "18% from the previous quarter", Some(false)),
            ("en", "3% from the prior quarter", Some(true)),
            ("en", "3% year on year", Some(false)),
            ("en", "$1.16 a year earlier", Some(false)),
            ("en", "$1.04 in the previous year", Some(true)),
            ("ar", "18% على أساس سنوي", Some(true)),
            ("ar", "18% على أساس فصلي", Some(false)),
        ],
    ));
}

#[test]
fn words_of_opposite_meaning_are_told_apart() {
    check_verdicts(&table(
        (
            "en",
            &[
                "The ratio of the mills was 160 basis points better than in spring. Of the 61 posts, 44 were filled. Sales of $206 million came in above the forecast of $204 million. The wells lie 30 km north of Bahra. Lessons end on 12 May at the latest.",
            ],
        ),
        &[
            ("en", "160 basis points worse than in spring", Some(false)),
            ("en", "160 basis points better", Some(true)),
            ("en", "44 of them were vacant", Some(false)),
            ("en", "44 posts were filled", Some(true)),
            ("en", "below the forecast of $204 million", Some(false)),
            ("en", "above its own forecast of $204 million", Some(true)),
            ("en", "30 km south of the town", Some(false)),
            ("ar", "على بعد 30 كيلومترًا جنوب بحرة", Some(false)),
            ("ar", "على بعد 30 كيلومترًا شمال بحرة", Some(true)),
        ],
    ));
}

#[test]
fn a_range_is_not_gone_beyond_from_its_end() {
    check_verdicts(&table(
        ("en", &["Fields of between 5 and 15 hectares are taken."]),
        &[
            ("en", "fields of more than 15 hectares", Some(false)),
            ("en", "fields of more than 5 hectares", Some(true)),
            ("en", "fields of up to 15 hectares", Some(true)),
            ("en", "fields of less than 5 hectares", Some(false)),
        ],
    ));
}

#[test]
fn an_ordinal_numbers_its_own_thing() {
    check_verdicts(&table(
        (
            "en",
            &["The third reading is on Monday. It is the fifth law of the year."],
        ),
        &[
            ("en", "the third reading", Some(true)),
            ("en", "the fifth reading", Some(false)),
            ("en", "the fifth law", Some(true)),
        ],
    ));
}

#[test]
fn right_figures_in_other_words_are_found() {
    check_verdicts(&table(
        (
            "en",
            &[
                "Check rose by 4.1 points, and a 1.8-point decline in traffic followed. The bag weighs 49.6 pounds, 1.8 pounds less than the old one. A trade-in of up to $900 is offered. Spending goes from 1.4% to 2% of output. Nine of 61 stoves failed. The pipes were closed for 2 hours and 40 minutes. It is the third win in four meetings.",
            ],
        ),
        &[
            (
                "en",
                "a gain in check outweighed a 1.8-point drop",
                Some(true),
            ),
            ("en", "1.8 pounds less than before", Some(true)),
            ("en", "as much as $900", Some(true)),
            ("en", "0.6 percentage points more", None),
            ("en", "nine out of 61 stoves", Some(true)),
            ("en", "for more than two and a half hours", Some(true)),
            ("en", "three wins in four meetings", None),
        ],
    ));
    check_verdicts(&table(
        (
            "ar",
            &[
                "بلغت الديون ألفا ومئة مليون دينار. وتستهدف الحملة مليونا و800 ألف طفل. وأحصت الوزارة 31 ألفا و250 إصابة. ومقارنة بالربع الثاني تراجعت الأرباح.",
            ],
        ),
        &[
            ("en", "debts of 1.1 billion dinars", Some(true)),
            ("ar", "1.8 مليون طفل", Some(true)),
            ("ar", "واحدا وثلاثين ألفا ومئتين وخمسين إصابة", Some(true)),
            ("ar", "منها في الربع الثاني", Some(true)),
        ],
    ));
}

#[test]
fn what_readers_derive_is_left_undecided() {
    check_verdicts(&table(
        (
            "en",
            &[
                "Debt payments fall to $17.8 million from $19.5 million. The fleet has 31 planes, only 13 of which fly. Of the 110 wells, 73 were fouled. Earnings were $0.73 a share, against $0.58 a year ago. The reserve drops to $31 million, just under 12% of spending; the rules call for at least 10%. A mill cut its forecast to between 900 million and 1 billion crowns from 1.3 billion.",
            ],
        ),
        &[
            ("en", "payments fall by $1.7 million to $17.8 million", None),
            ("en", "18 of the 31 planes do not fly", None),
            ("en", "24 of the 31 planes do not fly", Some(false)),
            ("en", "two thirds of the 110 wells", None),
            ("en", "15 cents more than the $0.58 of last year", None),
            (
                "en",
                "almost 12% of spending and above the minimum",
                Some(true),
            ),
            (
                "en",
                "from 1.3 billion crowns to as little as 900 million",
                Some(true),
            ),
            ("ar", "18 من أصل 31 طائرة", None),
        ],
    ));
}

/// Verbs of small movements tell the direction, although "up to" is a limit elsewhere.
#[test]
fn small_movements() {
    let case = |original, claim, expected| Case {
        original: ("en", original),
        claim: ("en", claim),
        expected,
    };
    check_verdicts(&[
        case(
            &["Inflation edged down to 3.1% in May from 3.3%."],
            "Inflation inched up to 3.1%.",
            Some(false),
        ),
        case(
            &["Inflation ticked up to 3.1% in May."],
            "Inflation nudged down to 3.1%.",
            Some(false),
        ),
        case(
            &["Inflation ticked up to 3.1% in May."],
            "Inflation crept up to 3.1%.",
            Some(true),
        ),
        case(
            &["Inflation ticked up to 3.1% in May."],
            "Inflation rose to 3.1%.",
            Some(true),
        ),
        case(
            &["The fine is up to 3.1% of sales."],
            "The fine is up to 3.1% of sales.",
            Some(true),
        ),
    ]);
}

/// An explicit "exactly" rules out what is strictly more or fewer.
#[test]
fn exact_numbers_against_bounds() {
    let english = ("en", &["Exactly 44 shops were looted."] as &[_]);
    let arabic = ("ar", &["نُهب 44 متجرا بالضبط في المدينة."] as &[_]);
    let korean = ("ko", &["상점이 정확히 44곳 털렸다."] as &[_]);
    let case = |original, claim, expected| Case {
        original,
        claim,
        expected,
    };
    check_verdicts(&[
        case(
            english,
            ("en", "More than 44 shops were looted."),
            Some(false),
        ),
        case(
            english,
            ("en", "Fewer than 44 shops were looted."),
            Some(false),
        ),
        case(
            english,
            ("en", "More than 40 shops were looted."),
            Some(true),
        ),
        case(english, ("en", "In all, 44 shops were looted."), Some(true)),
        case(
            arabic,
            ("ar", "نُهب أكثر من 44 متجرا في المدينة."),
            Some(false),
        ),
        case(
            korean,
            ("en", "More than 44 shops were looted."),
            Some(false),
        ),
    ]);
}

/// In Korean, "from" is joined to the first number and "to" to the second one: 3.4%에서 2.9%로.
#[test]
fn korean_changes() {
    let fall = (
        "ko",
        &["정부는 실업률 전망치를 3.4%에서 2.9%로 낮췄다."] as &[_],
    );
    let rise = ("ko", &["회사는 목표를 40%에서 55%로 올렸다."] as &[_]);
    let case = |original, claim, expected| Case {
        original,
        claim: ("en", claim),
        expected,
    };
    check_verdicts(&[
        case(
            fall,
            "It raised the forecast from 2.9% to 3.4%.",
            Some(false),
        ),
        case(fall, "It cut the forecast from 3.4% to 2.9%.", Some(true)),
        case(
            rise,
            "The company lowered its target from 55% to 40%.",
            Some(false),
        ),
        case(
            rise,
            "The company raised its target from 40% to 55%.",
            Some(true),
        ),
    ]);
}
