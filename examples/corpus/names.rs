//! Who and what the articles are about: listed names and publishers, all of them invented.
//!
//! Tables only. A variant is never part of a preferred spelling, so that a text with preferred spellings has no variant.

/// The same words in both languages: Arabic, English.
pub type Bilingual = (&'static str, &'static str);

/// An entry of `names.toml`, with what a sentence about it needs.
pub struct CorpusName {
    /// Its key in `names.toml`.
    pub id: &'static str,
    /// The preferred spellings. English ones stand after "the", but for people and places.
    pub spelling: Bilingual,
    /// A spelling in each language that an editor would not want in a summary.
    pub variant: Bilingual,
    /// Whether Arabic verbs with it as subject are feminine.
    pub feminine: bool,
    /// What goes before a person's name; empty for anything else.
    pub role: Bilingual,
}

const fn person(
    id: &'static str,
    spelling: Bilingual,
    variant: Bilingual,
    feminine: bool,
    role: Bilingual,
) -> CorpusName {
    CorpusName {
        id,
        spelling,
        variant,
        feminine,
        role,
    }
}

const fn named(
    id: &'static str,
    spelling: Bilingual,
    variant: Bilingual,
    feminine: bool,
) -> CorpusName {
    CorpusName {
        id,
        spelling,
        variant,
        feminine,
        role: ("", ""),
    }
}

/// People.
#[rustfmt::skip]
pub static PEOPLE: [CorpusName; 14] = [
    person("hala-mansouri", ("هالة المنصوري", "Hala al-Mansouri"), ("هاله منصوري", "Hala Mansouri"), true, ("الباحثة", "the researcher")),
    person("tariq-haddad", ("طارق الحداد", "Tariq al-Haddad"), ("طارق حداد", "Tarek Haddad"), false, ("المهندس", "the engineer")),
    person("samira-bishara", ("سميرة بشارة", "Samira Bishara"), ("سميره بشاره", "Samirah Bishara"), true, ("الخبيرة", "the analyst")),
    person("yusuf-darwish", ("يوسف الدرويش", "Yusuf al-Darwish"), ("يوسف درويش", "Youssef Darwish"), false, ("المدير التنفيذي", "the executive director")),
    person("nadia-khatib", ("نادية الخطيب", "Nadia al-Khatib"), ("ناديا الخطيب", "Nadya Khatib"), true, ("الوكيلة السابقة", "the former under-secretary")),
    person("karim-zahrawi", ("كريم الزهراوي", "Karim al-Zahrawi"), ("كريم زهراوي", "Kareem Zahrawi"), false, ("المستشار", "the adviser")),
    person("salma-nassar", ("سلمى نصار", "Salma Nassar"), ("سلما نصار", "Selma Nassar"), true, ("المحاضرة", "the lecturer")),
    person("abd-al-rahman-qasim", ("عبد الرحمن القاسم", "Abd al-Rahman al-Qasim"), ("عبدالرحمن قاسم", "Abdulrahman Qassem"), false, ("المتحدث الرسمي", "the spokesman")),
    person("rim-shahin", ("ريم شاهين", "Rim Shahin"), ("ريما شاهين", "Reem Chahine"), true, ("المنسقة", "the coordinator")),
    person("faris-uthmani", ("فارس العثماني", "Faris al-Uthmani"), ("فارس عثماني", "Fares Othmani"), false, ("الخبير المالي", "the financial expert")),
    person("layla-sabbagh", ("ليلى الصباغ", "Layla al-Sabbagh"), ("ليلى صباغ", "Leila Sabbagh"), true, ("المهندسة", "the engineer")),
    person("ibrahim-najjar", ("إبراهيم النجار", "Ibrahim al-Najjar"), ("ابراهيم النجار", "Ebrahim Najjar"), false, ("رئيس اللجنة", "the committee chairman")),
    person("mona-rashidi", ("منى الراشدي", "Mona al-Rashidi"), ("منا الراشدي", "Muna Rashidi"), true, ("المديرة", "the director")),
    person("bassam-umari", ("بسام العمري", "Bassam al-Umari"), ("بسام عمري", "Bassam Omari"), false, ("الكاتب", "the writer")),
];

/// Organisations.
#[rustfmt::skip]
pub static ORGANISATIONS: [CorpusName; 12] = [
    named("coastal-water", ("هيئة المياه الساحلية", "Coastal Water Authority"), ("هيئة مياه الساحل", "Coast Water Authority"), true),
    named("shams-energy", ("شركة الشمس للطاقة", "Shams Energy Company"), ("شركة شمس للطاقة", "Shams Power Company"), true),
    named("education-council", ("مجلس التعليم الوطني", "National Education Council"), ("المجلس الوطني للتعليم", "National Council of Education"), false),
    named("transport-ministry", ("وزارة النقل والموانئ", "Ministry of Transport and Ports"), ("وزارة الموانئ والنقل", "Transport and Ports Ministry"), true),
    named("oases-bank", ("بنك الواحات", "Bank of the Oases"), ("مصرف الواحات", "Oases Bank"), false),
    named("health-research", ("مركز البحوث الصحية", "Health Research Centre"), ("مركز الأبحاث الصحية", "Health Research Center"), false),
    named("rural-fund", ("صندوق التنمية الريفية", "Rural Development Fund"), ("صندوق تنمية الريف", "Fund for Rural Development"), false),
    named("chambers", ("اتحاد الغرف التجارية", "Federation of Chambers of Commerce"), ("إتحاد غرف التجارة", "Chambers of Commerce Federation"), false),
    named("plain-university", ("جامعة السهل", "University of the Plain"), ("جامعة سهل", "Plain University"), true),
    named("applied-technology", ("معهد التقنية التطبيقية", "Institute of Applied Technology"), ("معهد التكنولوجيا التطبيقية", "Applied Technology Institute"), false),
    named("antiquities", ("دائرة الآثار والمتاحف", "Department of Antiquities and Museums"), ("مديرية الآثار والمتاحف", "Antiquities Department"), true),
    named("family-care", ("مؤسسة رعاية الأسرة", "Family Care Foundation"), ("مؤسسة الرعاية الأسرية", "Foundation for Family Care"), true),
];

/// Places.
#[rustfmt::skip]
pub static PLACES: [CorpusName; 9] = [
    named("safa-bay", ("خليج الصفا", "Safa Bay"), ("خليج صفا", "Safaa Bay"), false),
    named("wadi-nakhil", ("وادي النخيل", "Wadi al-Nakhil"), ("وادي نخيل", "Wadi Nakheel"), false),
    named("zaytun-city", ("مدينة الزيتون", "Zaytun City"), ("مدينة زيتون", "Zeitoun City"), true),
    named("jabal-manar", ("جبل المنار", "Jabal al-Manar"), ("جبل منار", "Jebel Manar"), false),
    named("rayhan-oasis", ("واحة الريحان", "Rayhan Oasis"), ("واحة ريحان", "Rihan Oasis"), true),
    named("lulu-port", ("ميناء اللؤلؤ", "Lulu Port"), ("ميناء اللولو", "Loulou Port"), false),
    named("qamh-plain", ("سهل القمح", "Qamh Plain"), ("سهل قمح", "Kamh Plain"), false),
    named("tell-yasmin", ("تل الياسمين", "Tell Yasmin"), ("تل ياسمين", "Tal Yasmeen"), false),
    named("sadaf-island", ("جزيرة الصدف", "Sadaf Island"), ("جزيرة صدف", "Sedef Island"), true),
];

/// Programmes, plans and other things with a name.
#[rustfmt::skip]
pub static THINGS: [CorpusName; 6] = [
    named("green-belt", ("خطة الحزام الأخضر", "Green Belt Plan"), ("خطة حزام أخضر", "Greenbelt Plan"), true),
    named("coast-railway", ("قطار الساحل", "Coast Railway"), ("قطار السواحل", "Coastal Railway"), false),
    named("digital-notebook", ("مبادرة الدفتر الرقمي", "Digital Notebook Initiative"), ("مبادرة دفتر رقمي", "E-Notebook Initiative"), true),
    named("bright-home", ("برنامج البيت المضيء", "Bright Home Programme"), ("برنامج البيت المضئ", "Bright Homes Program"), false),
    named("shared-waters", ("ميثاق المياه المشتركة", "Shared Waters Charter"), ("ميثاق مشاركة المياه", "Charter of Shared Waters"), false),
    named("sanabil", ("منصة سنابل", "Sanabil Platform"), ("منصة السنابل", "Sanabel Platform"), true),
];

/// The kinds of `names.toml`, each with its names.
pub static KINDS: [(&str, &[CorpusName]); 4] = [
    ("person", &PEOPLE),
    ("organisation", &ORGANISATIONS),
    ("place", &PLACES),
    ("thing", &THINGS),
];

/// How a publisher prints figures.
pub struct HouseStyle {
    /// Arabic-Indic digits and separators (١٢٫٥) instead of European ones (12.5).
    pub arabic_indic: bool,
    /// What follows the number of a percentage.
    pub percent: &'static str,
    /// The names of the months.
    pub months: &'static [&'static str; 12],
}

/// An entry of `publishers.toml`.
pub struct CorpusPublisher {
    /// Its key, and the start of its host name.
    pub id: &'static str,
    /// Its name.
    pub name: Bilingual,
    /// How it prints figures.
    pub style: &'static HouseStyle,
}

const fn publisher(
    id: &'static str,
    name: Bilingual,
    style: &'static HouseStyle,
) -> CorpusPublisher {
    CorpusPublisher { id, name, style }
}

/// Months as Egypt calls them.
#[rustfmt::skip]
pub static EGYPTIAN_MONTHS: [&str; 12] = [
    "يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر",
];

/// Months as the Levant calls them.
#[rustfmt::skip]
pub static LEVANTINE_MONTHS: [&str; 12] = [
    "كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران", "تموز", "آب", "أيلول", "تشرين الأول", "تشرين الثاني", "كانون الأول",
];

/// Months in English.
#[rustfmt::skip]
pub static ENGLISH_MONTHS: [&str; 12] = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
];

/// European digits and Egyptian months: also how the Arabic summaries are written.
pub static PLAIN: HouseStyle = HouseStyle {
    arabic_indic: false,
    percent: "%",
    months: &EGYPTIAN_MONTHS,
};

/// How the English summaries are written.
pub static ENGLISH: HouseStyle = HouseStyle {
    arabic_indic: false,
    percent: "%",
    months: &ENGLISH_MONTHS,
};

static EASTERN: HouseStyle = HouseStyle {
    arabic_indic: true,
    percent: "٪",
    months: &EGYPTIAN_MONTHS,
};
static LEVANTINE: HouseStyle = HouseStyle {
    arabic_indic: false,
    percent: " في المئة",
    months: &LEVANTINE_MONTHS,
};

/// The publishers.
#[rustfmt::skip]
pub static PUBLISHERS: [CorpusPublisher; 20] = [
    publisher("masar", ("صحيفة المسار", "Al-Masar"), &PLAIN),
    publisher("ufuq", ("جريدة الأفق", "Al-Ufuq"), &EASTERN),
    publisher("diya", ("وكالة الضياء للأنباء", "Diya News Agency"), &PLAIN),
    publisher("hasad", ("مجلة الحصاد", "Al-Hasad Magazine"), &LEVANTINE),
    publisher("nahr", ("صحيفة النهر", "Al-Nahr"), &PLAIN),
    publisher("bawsala", ("موقع البوصلة", "Al-Bawsala Online"), &LEVANTINE),
    publisher("mizan", ("جريدة الميزان", "Al-Mizan"), &PLAIN),
    publisher("rasid", ("صحيفة الراصد", "Al-Rasid"), &EASTERN),
    publisher("sahm", ("وكالة السهم", "Sahm Agency"), &PLAIN),
    publisher("qindil", ("مجلة القنديل", "Al-Qindil Magazine"), &LEVANTINE),
    publisher("marfa", ("صحيفة المرفأ", "Al-Marfa"), &PLAIN),
    publisher("sunbula", ("جريدة السنبلة", "Al-Sunbula"), &EASTERN),
    publisher("khulasa", ("موقع الخلاصة", "Al-Khulasa Online"), &PLAIN),
    publisher("jisr", ("صحيفة الجسر", "Al-Jisr"), &LEVANTINE),
    publisher("tukhum", ("مجلة التخوم", "Al-Tukhum Magazine"), &PLAIN),
    publisher("mada", ("وكالة المدى", "Mada Agency"), &PLAIN),
    publisher("dalil", ("جريدة الدليل", "Al-Dalil"), &EASTERN),
    publisher("yanbu", ("صحيفة الينبوع", "Al-Yanbu"), &PLAIN),
    publisher("riwaq", ("موقع الرواق", "Al-Riwaq Online"), &LEVANTINE),
    publisher("fusul", ("مجلة الفصول", "Al-Fusul Magazine"), &PLAIN),
];
