//! Lists names that journalists use for each other (metonyms): a state, its people, its capital, the seat of its government;
//! and a few organizations that have more than one name.
//!
//! Where an original speaks of "Russian officials", a summary may well write "Moscow". Each row lists names for one thing,
//! in several languages, and prefixes of related words that do not begin like any of these names. Rows can be added or
//! extended freely: a missing entry makes `check` report too much, never too little.

/// Names that can replace each other.
pub(super) struct MetonymRow {
    /// Whole names.
    pub names: &'static [&'static str],
    /// Prefixes of further words, folded; an entry in capitals is a whole word.
    pub beginnings: &'static [&'static str],
}

const fn row(names: &'static [&'static str], beginnings: &'static [&'static str]) -> MetonymRow {
    MetonymRow { names, beginnings }
}

/// The table: states by region first, then organizations.
pub(super) const BYNAMES: [MetonymRow; 58] = [
    row(&["Algeria", "Algiers", "الجزائر"], &[]),
    row(&["Bahrain", "Manama", "البحرين", "المنامة"], &[]),
    row(&["Egypt", "Cairo", "مصر", "القاهرة"], &[]),
    row(&["Iraq", "Baghdad", "العراق", "بغداد"], &[]),
    row(&["Jordan", "Amman", "الأردن", "عمان", "عمّان"], &[]),
    row(&["Kuwait", "Kuwait City", "الكويت"], &[]),
    row(&["Lebanon", "Beirut", "لبنان", "بيروت"], &["lebanese"]),
    row(&["Libya", "Tripoli", "ليبيا", "طرابلس"], &[]),
    row(&["Mauritania", "Nouakchott", "موريتانيا", "نواكشوط"], &[]),
    row(&["Morocco", "Rabat", "المغرب", "الرباط"], &[]),
    row(&["Oman", "Muscat", "عمان", "سلطنة عمان", "مسقط"], &[]),
    row(
        &[
            "Palestine",
            "Palestinian Authority",
            "Ramallah",
            "فلسطين",
            "السلطة الفلسطينية",
            "رام الله",
        ],
        &[],
    ),
    row(&["Qatar", "Doha", "قطر", "الدوحة"], &[]),
    row(
        &[
            "Saudi Arabia",
            "Riyadh",
            "السعودية",
            "المملكة العربية السعودية",
            "الرياض",
        ],
        &["saudi"],
    ),
    row(&["Somalia", "Mogadishu", "الصومال", "مقديشو"], &[]),
    row(&["Sudan", "Khartoum", "السودان", "الخرطوم"], &[]),
    row(&["Syria", "Damascus", "سوريا", "سورية", "دمشق"], &[]),
    row(&["Tunisia", "Tunis", "تونس"], &[]),
    row(
        &[
            "United Arab Emirates",
            "Abu Dhabi",
            "Dubai",
            "الإمارات",
            "الإمارات العربية المتحدة",
            "أبوظبي",
            "أبو ظبي",
            "دبي",
        ],
        &["UAE", "emirat"],
    ),
    row(&["Yemen", "Sanaa", "Aden", "اليمن", "صنعاء", "عدن"], &[]),
    row(
        &[
            "Israel",
            "Tel Aviv",
            "Jerusalem",
            "إسرائيل",
            "تل أبيب",
            "القدس",
        ],
        &["عبري"],
    ),
    row(&["Iran", "Tehran", "إيران", "طهران"], &[]),
    row(
        &["Turkey", "Türkiye", "Ankara", "تركيا", "أنقرة"],
        &["turk", "اتراك"],
    ),
    row(
        &["Afghanistan", "Kabul", "أفغانستان", "كابل", "كابول"],
        &["afghan", "افغان"],
    ),
    row(&["Pakistan", "Islamabad", "باكستان", "إسلام آباد"], &[]),
    row(&["India", "New Delhi", "Delhi", "الهند", "نيودلهي"], &[]),
    row(&["China", "Beijing", "Peking", "الصين", "بكين"], &["PRC"]),
    row(&["Taiwan", "Taipei", "تايوان", "تايبيه"], &[]),
    row(&["Japan", "Tokyo", "اليابان", "طوكيو"], &[]),
    row(
        &[
            "North Korea",
            "DPRK",
            "Pyongyang",
            "كوريا الشمالية",
            "جمهورية كوريا الديمقراطية الشعبية",
            "بيونغ يانغ",
            "بيونغيانغ",
        ],
        &["DPRK", "korea", "كوري", "بيونج"],
    ),
    row(
        &[
            "South Korea",
            "Republic of Korea",
            "Seoul",
            "كوريا الجنوبية",
            "جمهورية كوريا",
            "سيول",
            "سول",
        ],
        &["ROK", "korea", "كوري"],
    ),
    row(&["Vietnam", "Hanoi", "فيتنام", "هانوي"], &[]),
    row(&["Indonesia", "Jakarta", "إندونيسيا", "جاكرتا"], &[]),
    row(
        &[
            "Russia",
            "Russian Federation",
            "Moscow",
            "Kremlin",
            "روسيا",
            "روسيا الاتحادية",
            "موسكو",
            "الكرملين",
        ],
        &["muscovite"],
    ),
    row(&["Ukraine", "Kyiv", "Kiev", "أوكرانيا", "كييف"], &[]),
    row(
        &[
            "Belarus",
            "Minsk",
            "بيلاروسيا",
            "روسيا البيضاء",
            "بيلاروس",
            "مينسك",
        ],
        &["بيلاروس"],
    ),
    row(&["Georgia", "Tbilisi", "جورجيا", "تبليسي"], &[]),
    row(&["Armenia", "Yerevan", "أرمينيا", "يريفان"], &["ارمن"]),
    row(&["Azerbaijan", "Baku", "أذربيجان", "باكو"], &["azeri"]),
    row(
        &["Kazakhstan", "Astana", "كازاخستان", "أستانا"],
        &["kazakh", "كازاخ"],
    ),
    row(
        &[
            "United States",
            "America",
            "United States of America",
            "Washington",
            "White House",
            "Pentagon",
            "الولايات المتحدة",
            "الولايات المتحدة الأمريكية",
            "أمريكا",
            "أميركا",
            "واشنطن",
            "البيت الأبيض",
            "البنتاغون",
        ],
        &["US", "USA", "U.S.", "american", "امريك", "اميرك", "بنتاجون"],
    ),
    row(&["Canada", "Ottawa", "كندا", "أوتاوا"], &["canadian"]),
    row(&["Mexico", "Mexico City", "المكسيك"], &[]),
    row(
        &["Brazil", "Brasília", "Brasilia", "البرازيل", "برازيليا"],
        &[],
    ),
    row(
        &[
            "United Kingdom",
            "Britain",
            "Great Britain",
            "England",
            "London",
            "Downing Street",
            "المملكة المتحدة",
            "بريطانيا",
            "إنجلترا",
            "لندن",
            "داونينغ ستريت",
        ],
        &["UK", "U.K.", "brit", "انجليز", "انكليز"],
    ),
    row(
        &[
            "France",
            "Paris",
            "Élysée",
            "Elysee",
            "فرنسا",
            "باريس",
            "الإليزيه",
        ],
        &["french"],
    ),
    row(&["Germany", "Berlin", "ألمانيا", "برلين"], &[]),
    row(&["Italy", "Rome", "إيطاليا", "روما"], &[]),
    row(
        &["Spain", "Madrid", "إسبانيا", "أسبانيا", "مدريد"],
        &["spanish", "spaniard"],
    ),
    row(
        &[
            "Netherlands",
            "Holland",
            "The Hague",
            "Amsterdam",
            "هولندا",
            "لاهاي",
            "أمستردام",
        ],
        &["dutch"],
    ),
    row(
        &["Switzerland", "Bern", "Geneva", "سويسرا", "برن", "جنيف"],
        &["swiss"],
    ),
    row(
        &["Poland", "Warsaw", "بولندا", "وارسو"],
        &["polish", "pole", "بولون"],
    ),
    row(
        &["Denmark", "Copenhagen", "الدنمارك", "كوبنهاغن"],
        &["danish", "dane"],
    ),
    row(&["Greece", "Athens", "اليونان", "أثينا"], &["greek"]),
    row(
        &["Vatican", "Holy See", "الفاتيكان", "الكرسي الرسولي"],
        &["pope", "papal", "بابا", "بابوي"],
    ),
    row(
        &[
            "European Union",
            "EU",
            "Brussels",
            "الاتحاد الأوروبي",
            "بروكسل",
        ],
        &["EU", "E.U.", "europe", "اوروب"],
    ),
    row(
        &["United Nations", "UN", "الأمم المتحدة", "المنظمة الدولية"],
        &["UN", "U.N.", "امم"],
    ),
    row(
        &[
            "NATO",
            "North Atlantic Treaty Organization",
            "Atlantic alliance",
            "الناتو",
            "حلف شمال الأطلسي",
        ],
        &["NATO", "nato", "ناتو", "اطلسي"],
    ),
];

/// Returns the rows that contain a name in any of its spellings. Spellings and names are compared after `fold_bare`, which
/// folds them and removes the article.
pub(super) fn rows<'r>(
    spellings: &[&str],
    fold_bare: impl Fn(&str) -> String,
) -> impl Iterator<Item = &'r MetonymRow> {
    let spellings: Vec<String> = spellings.iter().map(|s| fold_bare(s)).collect();
    BYNAMES.iter().filter(move |row| {
        let mut names = row.names.iter();
        names.any(|name| spellings.contains(&fold_bare(name)))
    })
}
