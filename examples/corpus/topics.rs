//! The eight topics: their pages, and the words and facts of articles about them.
//!
//! Tables only; `{slots}` are those of `voice`. Projects are indefinite and feminine or plural, matters are definite, so
//! that they fit every sentence as they stand; nouns that are counted come as Arabic has them after 100 and after 11.

use super::names::Bilingual;
use super::phrases::{SentenceVariants, sentence};

/// A noun that is counted: Arabic genitive (100 طالب) and accusative (11 طالباً), English plural.
pub type CountedNoun = (&'static str, &'static str, &'static str);

/// A topic and what is written about it.
pub struct CorpusTopic {
    /// Its folder's name.
    pub id: &'static str,
    /// Its page's title.
    pub title: Bilingual,
    /// Its page's description.
    pub description: Bilingual,
    /// Its page's paragraph.
    pub introduction: Bilingual,
    /// Headings of passages.
    pub headings: [Bilingual; 3],
    /// What articles announce.
    pub projects: [Bilingual; 5],
    /// What it is concerned with.
    pub matters: [Bilingual; 10],
    /// Who gains by it.
    pub people: [CountedNoun; 3],
    /// Sentences with figures that fit this topic alone.
    pub facts: [SentenceVariants; 3],
}

/// The topics, in the order of their weights.
pub static TOPICS: [CorpusTopic; 8] = [
    CorpusTopic {
        id: "economy",
        title: ("الاقتصاد", "Economy"),
        description: (
            "الأسواق والعمل والمال العام",
            "Markets, work and public money",
        ),
        introduction: (
            "يجمع هذا الملف ما نشرته الصحف عن الأسعار والأجور والتجارة والاستثمار، مع الإحالة إلى الفقرات التي وردت فيها الأرقام.",
            "This section gathers what the papers have published about prices, wages, trade and investment, with references to the paragraphs that hold the figures.",
        ),
        headings: [
            ("أثر المشروع في الأسواق", "Effect on the markets"),
            ("التمويل وفرص العمل", "Money and jobs"),
            ("حركة التجارة", "The flow of trade"),
        ],
        projects: [
            ("سوق حرة جديدة", "a new free market zone"),
            (
                "مبادرة لتمويل المشاريع الصغيرة",
                "an initiative to finance small businesses",
            ),
            ("منطقة صناعية حديثة", "a modern industrial zone"),
            ("حزمة حوافز استثمارية", "a package of investment incentives"),
            (
                "منصة لتصدير المنتجات المحلية",
                "a platform for exporting local products",
            ),
        ],
        matters: [
            ("أسعار السلع الأساسية", "the prices of staple goods"),
            ("فرص العمل للشباب", "job opportunities for young people"),
            ("الصادرات الزراعية", "agricultural exports"),
            ("بيئة الاستثمار", "the investment climate"),
            ("المشاريع الصغيرة", "small businesses"),
            ("الإيرادات العامة", "public revenue"),
            ("سلاسل الإمداد", "supply chains"),
            ("القروض الميسرة", "soft loans"),
            ("الصناعات التحويلية", "manufacturing industries"),
            ("أسواق الجملة", "wholesale markets"),
        ],
        people: [
            ("تاجر", "تاجراً", "traders"),
            ("عامل", "عاملاً", "workers"),
            ("مستثمر", "مستثمراً", "investors"),
        ],
        facts: [
            sentence(
                "وسجل معدل التضخم في {place} {pct} في نهاية الموسم الماضي، بينما بلغت نسبة البطالة بين خريجي المعاهد {pct2} وفق مكتب الإحصاء المحلي",
                "بلغ التضخم في {place} {pct} والبطالة بين خريجي المعاهد {pct2}",
                "inflation in {place} stood at {pct} and unemployment among graduates at {pct2}",
            ),
            sentence(
                "وبلغت قيمة البضائع التي عبرت الجمارك في عام {year} نحو {money}، وهي حصيلة تزيد بمقدار {pct} على متوسط السنوات السابقة بحسب التجار",
                "بلغت قيمة البضائع العابرة في عام {year} نحو {money}، بزيادة {pct} على المتوسط",
                "goods worth {money} passed through customs in {year}, {pct} above the average",
            ),
            sentence(
                "وحصلت {hundreds} شركة ناشئة على تراخيص العمل منذ عام {year}، غير أن {pct} منها أغلقت أبوابها لأسباب تتعلق بكلفة الإيجار وضعف السيولة",
                "نالت {hundreds} شركة ناشئة تراخيص منذ عام {year} وأغلق {pct} منها",
                "licences have gone to {hundreds} start-ups since {year}, and {pct} of them have closed",
            ),
        ],
    },
    CorpusTopic {
        id: "energy",
        title: ("الطاقة", "Energy"),
        description: (
            "الكهرباء والوقود ومصادر الطاقة المتجددة",
            "Electricity, fuel and renewable sources",
        ),
        introduction: (
            "يتابع هذا الملف أخبار محطات التوليد وشبكات الكهرباء والتحول إلى الشمس والرياح، وما يقال عن كلفتها وجدواها.",
            "This section follows news of power stations, grids and the turn to sun and wind, and what is said about their cost and worth.",
        ),
        headings: [
            ("قدرة التوليد", "Generating capacity"),
            ("كلفة الكهرباء على الأسر", "What households pay for power"),
            ("التحول إلى المصادر النظيفة", "The turn to clean sources"),
        ],
        projects: [
            ("محطة شمسية كبيرة", "a large solar plant"),
            ("مزرعة رياح ساحلية", "a coastal wind farm"),
            ("شبكة كهرباء ذكية", "a smart electricity grid"),
            (
                "حملة لعزل المباني القديمة",
                "a campaign to insulate old buildings",
            ),
            ("وحدات تخزين بالبطاريات", "battery storage units"),
        ],
        matters: [
            ("شبكات الكهرباء", "power networks"),
            ("محطات التوليد", "power stations"),
            ("الألواح الشمسية", "solar panels"),
            ("استهلاك الوقود", "fuel consumption"),
            ("خطوط التوتر العالي", "high-voltage lines"),
            ("كفاءة الأجهزة المنزلية", "the efficiency of home appliances"),
            ("عدادات الكهرباء", "electricity meters"),
            ("الطاقة المتجددة", "renewable energy"),
            ("إنارة الشوارع", "street lighting"),
            ("مخزون الغاز", "gas reserves"),
        ],
        people: [
            ("مشترك", "مشتركاً", "subscribers"),
            ("أسرة", "أسرة", "households"),
            ("فني", "فنياً", "technicians"),
        ],
        facts: [
            sentence(
                "وتضم المحطة توربينات من طراز {model} موزعة على امتداد {km}، ويتوقع أن توفر {pct} من حاجة السكان إلى الكهرباء في ساعات الذروة",
                "تمتد توربينات {model} على {km} وتوفر {pct} من حاجة السكان إلى الكهرباء",
                "{model} turbines spread over {km} will meet {pct} of the need for electricity",
            ),
            sentence(
                "وبلغ إنتاج الوحدات العاملة {hundreds} ميغاواط ساعة في الأسبوع، بعد أن كانت الانقطاعات تطال {pct2} من الأحياء قبل عام {year}",
                "تنتج الوحدات {hundreds} ميغاواط ساعة أسبوعياً، وكانت الانقطاعات تطال {pct2} من الأحياء قبل عام {year}",
                "the units produce {hundreds} megawatt hours a week; until {year} outages hit {pct2} of districts",
            ),
            sentence(
                "ومن المنتظر أن يدفع المنزل المتوسط فاتورة أقل بنسبة {pct} عند اكتمال الربط، على أن تسترد كلفة التركيب خلال {months} شهراً تقريباً",
                "تنخفض فاتورة المنزل بنسبة {pct} وتسترد كلفة التركيب خلال {months} شهراً",
                "the average bill falls by {pct} and installation pays for itself within {months} months",
            ),
        ],
    },
    CorpusTopic {
        id: "education",
        title: ("التعليم", "Education"),
        description: (
            "المدارس والجامعات والتدريب",
            "Schools, universities and training",
        ),
        introduction: (
            "يلخص هذا الملف ما كتب عن المناهج والمعلمين والقبول الجامعي ومحو الأمية، من دون أن يغني عن قراءة الأصل.",
            "This section sums up what has been written about curricula, teachers, admissions and literacy, and does not replace the originals.",
        ),
        headings: [
            ("ما يتغير في المدارس", "What changes in schools"),
            ("المعلمون والمناهج", "Teachers and curricula"),
            ("فرص التعلم", "Chances to learn"),
        ],
        projects: [
            (
                "مدارس نموذجية للبنات والبنين",
                "model schools for girls and boys",
            ),
            (
                "مكتبة متنقلة للقرى",
                "a travelling library for the villages",
            ),
            ("خطة لتأهيل المعلمين", "a plan to train teachers"),
            ("منصة دروس مفتوحة", "an open lesson platform"),
            (
                "منح دراسية للمتفوقين",
                "scholarships for outstanding pupils",
            ),
        ],
        matters: [
            ("المناهج المدرسية", "school curricula"),
            ("مهارات القراءة", "reading skills"),
            ("أجور المعلمين", "the pay of teachers"),
            ("الفصول المكتظة", "crowded classrooms"),
            ("التعليم المهني", "vocational education"),
            ("رياض الأطفال", "nursery schools"),
            ("المختبرات العلمية", "science laboratories"),
            ("برامج محو الأمية", "literacy programmes"),
            ("القبول الجامعي", "university admissions"),
            ("الكتب الدراسية", "textbooks"),
        ],
        people: [
            ("طالب", "طالباً", "pupils"),
            ("معلم", "معلماً", "teachers"),
            ("متدرب", "متدرباً", "trainees"),
        ],
        facts: [
            sentence(
                "وارتفعت نسبة النجاح في الامتحانات النهائية إلى {pct2}، في حين تراجع التسرب من المدارس إلى {pct} للمرة الأخيرة التي جُمعت فيها البيانات عام {year}",
                "ارتفعت نسبة النجاح إلى {pct2} وتراجع التسرب إلى {pct} وفق بيانات عام {year}",
                "the pass rate rose to {pct2} and the drop-out rate fell to {pct}, by data of {year}",
            ),
            sentence(
                "ووزعت الإدارة {hundreds} حاسوب محمول من طراز {model} على الصفوف العليا، واستكملت تدريب المعلمين على استخدامها في {day} بعد تأخر طويل",
                "وُزع {hundreds} حاسوب من طراز {model} واكتمل تدريب المعلمين في {day}",
                "schools got {hundreds} laptops of the {model} type, and training ended on {day}",
            ),
            sentence(
                "ويخصص الصندوق المدرسي {money} لترميم الأبنية القديمة وإضافة قاعات جديدة، وهو مبلغ يكفي لإصلاح {pct2} من المرافق المتهالكة كما يقول المفتشون",
                "خُصص {money} لترميم الأبنية، وهو ما يكفي لإصلاح {pct2} من المرافق",
                "repairs get {money}, enough to mend {pct2} of the facilities",
            ),
        ],
    },
    CorpusTopic {
        id: "health",
        title: ("الصحة", "Health"),
        description: (
            "المستشفيات والوقاية والدواء",
            "Hospitals, prevention and medicine",
        ),
        introduction: (
            "يعرض هذا الملف أخبار المستشفيات وحملات التطعيم وأسعار الدواء وصحة الأم والطفل، ويذكر مصدر كل رقم.",
            "This section presents news of hospitals, vaccination drives, the price of medicine and the health of mother and child, and names the source of each figure.",
        ),
        headings: [
            ("حال المستشفيات", "The state of the hospitals"),
            ("الوقاية والتطعيم", "Prevention and vaccination"),
            ("وصول المرضى إلى العلاج", "How patients reach treatment"),
        ],
        projects: [
            (
                "عيادات متنقلة للقرى البعيدة",
                "mobile clinics for remote villages",
            ),
            ("حملة تطعيم واسعة", "a wide vaccination campaign"),
            ("وحدة لطب الأطفال", "a children's ward"),
            ("صيدليات ليلية", "night pharmacies"),
            ("شبكة إسعاف موحدة", "a unified ambulance network"),
        ],
        matters: [
            ("المستشفيات الحكومية", "public hospitals"),
            ("أدوية الأمراض المزمنة", "medicines for chronic illness"),
            ("حملات التطعيم", "vaccination campaigns"),
            ("صحة الأم والطفل", "the health of mother and child"),
            ("سجلات المرضى", "patient records"),
            ("أقسام الطوارئ", "emergency wards"),
            ("التأمين الصحي", "health insurance"),
            ("التغذية المدرسية", "school meals"),
            ("خدمات الإسعاف", "ambulance services"),
            ("مختبرات التحليل", "testing laboratories"),
        ],
        people: [
            ("مريض", "مريضاً", "patients"),
            ("طفل", "طفلاً", "children"),
            ("ممرضة", "ممرضة", "nurses"),
        ],
        facts: [
            sentence(
                "وأجرت الفرق الطبية {hundreds} عملية جراحية منذ افتتاح القسم في {day}، وبلغت نسبة التعافي من دون مضاعفات {pct2} بحسب السجلات المنشورة",
                "أُجريت {hundreds} عملية منذ {day} وبلغت نسبة التعافي {pct2}",
                "surgeons have performed {hundreds} operations since {day}, with a recovery rate of {pct2}",
            ),
            sentence(
                "وشملت جولة التطعيم الأخيرة {count}، وغطت {pct2} من الفئة المستهدفة، على أن تستكمل الجرعات في القرى النائية خلال {months} شهراً",
                "شملت جولة التطعيم {count} وغطت {pct2} من الفئة المستهدفة",
                "the vaccination round reached {count} and covered {pct2} of the target group",
            ),
            sentence(
                "ويبعد أقرب مستشفى مجهز عن وسط {place} مسافة {km}، ما يدفع {pct} من المصابين إلى تأجيل الكشف أو الاكتفاء بمراجعة الصيدلي",
                "يبعد أقرب مستشفى عن وسط {place} {km}، فيؤجل {pct} من المصابين الكشف",
                "the nearest hospital is {km} from the centre of {place}, so {pct} put off being seen",
            ),
        ],
    },
    CorpusTopic {
        id: "transport",
        title: ("النقل", "Transport"),
        description: ("الطرق والسكك والموانئ", "Roads, railways and ports"),
        introduction: (
            "يرصد هذا الملف أخبار الطرق والحافلات والقطارات والموانئ، وما تغيره في حياة الركاب وحركة البضائع.",
            "This section watches the news of roads, buses, trains and ports, and what they change for passengers and for freight.",
        ),
        headings: [
            ("حركة الركاب", "Passenger traffic"),
            ("الطرق والسلامة", "Roads and safety"),
            ("الموانئ والشحن", "Ports and freight"),
        ],
        projects: [
            ("حافلات كهربائية سريعة", "fast electric buses"),
            ("طريق دائرية حول المدينة", "a ring road around the city"),
            ("محطة قطارات مركزية", "a central railway station"),
            ("أرصفة شحن عميقة", "deep freight quays"),
            ("مسارات آمنة للدراجات", "safe cycle lanes"),
        ],
        matters: [
            ("الطرق السريعة", "motorways"),
            ("الحافلات العامة", "public buses"),
            ("خطوط السكك الحديدية", "railway lines"),
            ("أرصفة الميناء", "the quays of the port"),
            ("سلامة المشاة", "the safety of pedestrians"),
            ("أسعار التذاكر", "ticket prices"),
            ("مواقف السيارات", "car parks"),
            ("صيانة الجسور", "bridge maintenance"),
            ("شحن البضائع", "freight"),
            ("إشارات المرور", "traffic signals"),
        ],
        people: [
            ("راكب", "راكباً", "passengers"),
            ("سائق", "سائقاً", "drivers"),
            ("موظف", "موظفاً", "employees"),
        ],
        facts: [
            sentence(
                "ويمتد الخط الجديد مسافة {km} ويخدم {hundreds} راكب في اليوم، فيما تنوي الشركة المشغلة شراء عربات إضافية من طراز {model} بحلول عام {goal}",
                "يمتد الخط مسافة {km} ويخدم {hundreds} راكب يومياً، مع عربات {model} بحلول عام {goal}",
                "the line runs for {km} and carries {hundreds} people a day, with {model} carriages by {goal}",
            ),
            sentence(
                "وسُجل انخفاض في حوادث السير بنسبة {pct} بعد تركيب الكاميرات في {day}، مع أن السرعة الزائدة لا تزال سبباً في {pct2} من الإصابات",
                "انخفضت حوادث السير بنسبة {pct} بعد تركيب الكاميرات في {day}، والسرعة سبب {pct2} من الإصابات",
                "accidents fell by {pct} after cameras were put up on {day}; speed causes {pct2} of injuries",
            ),
            sentence(
                "واستقبلت الأرصفة {hundreds} حاوية في الشهر الماضي، وهو رقم لم يبلغه الميناء منذ عام {year}، بينما تقلصت مدة التخليص بنسبة {pct}",
                "استقبلت الأرصفة {hundreds} حاوية في أعلى رقم منذ عام {year}، وتقلص التخليص بنسبة {pct}",
                "the quays took {hundreds} containers, the most since {year}, and clearance became {pct} shorter",
            ),
        ],
    },
    CorpusTopic {
        id: "water",
        title: ("المياه", "Water"),
        description: (
            "الشرب والري والتحلية",
            "Drinking, irrigation and desalination",
        ),
        introduction: (
            "يعنى هذا الملف بمياه الشرب والري والسدود والتحلية، وبالخلاف على تقاسمها بين المدن والمزارع.",
            "This section is about drinking water, irrigation, dams and desalination, and about how cities and farms dispute their shares.",
        ),
        headings: [
            ("مصادر المياه", "Sources of water"),
            ("الري والزراعة", "Irrigation and farming"),
            ("جودة مياه الشرب", "The quality of drinking water"),
        ],
        projects: [
            ("محطة تحلية جديدة", "a new desalination plant"),
            ("قنوات ري مغطاة", "covered irrigation canals"),
            ("خزانات لمياه الأمطار", "rainwater reservoirs"),
            ("شبكة لرصد التسرب", "a network to detect leaks"),
            (
                "وحدات معالجة للمياه الرمادية",
                "treatment units for grey water",
            ),
        ],
        matters: [
            ("شبكات الري", "irrigation networks"),
            ("مياه الشرب", "drinking water"),
            ("الآبار الجوفية", "groundwater wells"),
            ("السدود الصغيرة", "small dams"),
            ("محطات التحلية", "desalination plants"),
            ("مياه الأمطار", "rainwater"),
            ("المحاصيل المقاومة للجفاف", "drought-resistant crops"),
            ("أنابيب التوزيع", "distribution pipes"),
            ("معالجة الصرف الصحي", "sewage treatment"),
            ("حصص المزارع", "the shares of the farms"),
        ],
        people: [
            ("مزارع", "مزارعاً", "farmers"),
            ("ساكن", "ساكناً", "residents"),
            ("أسرة", "أسرة", "households"),
        ],
        facts: [
            sentence(
                "وتنتج المضخات العاملة {hundreds} متر مكعب في اليوم، لكن {pct} من هذه الكمية يضيع في الطريق بسبب اهتراء الأنابيب التي مُدّت عام {year}",
                "تنتج المضخات {hundreds} متر مكعب يومياً يضيع {pct} منها في أنابيب تعود إلى عام {year}",
                "the pumps yield {hundreds} cubic metres a day, of which pipes laid in {year} lose {pct}",
            ),
            sentence(
                "وانخفض منسوب الخزان الجوفي إلى {pct2} من سعته بعد مواسم جافة متتالية، فاضطرت الإدارة إلى حفر آبار على بعد {km} من المدينة",
                "انخفض الخزان الجوفي إلى {pct2} من سعته فحُفرت آبار على بعد {km}",
                "the aquifer fell to {pct2} of capacity, and wells were dug {km} away",
            ),
            sentence(
                "وأثبتت التحاليل التي نشرت في {day} أن {pct2} من العينات مطابقة للمواصفات، مقابل {pct} من العينات ظهرت فيها نسبة ملوحة زائدة",
                "كانت {pct2} من عينات {day} مطابقة للمواصفات، وظهرت ملوحة زائدة في {pct}",
                "of the samples published on {day}, {pct2} met the standard and {pct} were too salty",
            ),
        ],
    },
    CorpusTopic {
        id: "technology",
        title: ("التقنية", "Technology"),
        description: (
            "الاتصالات والبرمجيات والخدمات الرقمية",
            "Networks, software and digital services",
        ),
        introduction: (
            "يتناول هذا الملف شبكات الاتصال والخدمات الحكومية الرقمية وحماية البيانات، وما تعد به الشركات وما تفي به.",
            "This section deals with networks, digital public services and data protection, with what companies promise and what they keep.",
        ),
        headings: [
            ("الخدمات الرقمية", "Digital services"),
            ("حماية البيانات", "Protecting data"),
            ("الشبكات والسرعة", "Networks and speed"),
        ],
        projects: [
            ("منصة خدمات إلكترونية", "an electronic services platform"),
            ("شبكة ألياف ضوئية", "a fibre-optic network"),
            ("حاضنة للشركات الناشئة", "an incubator for start-ups"),
            ("هوية رقمية للمواطنين", "a digital identity for citizens"),
            ("مراكز بيانات محلية", "local data centres"),
        ],
        matters: [
            ("الخدمات الإلكترونية", "electronic services"),
            ("حماية البيانات", "data protection"),
            ("شبكات الهاتف المحمول", "mobile networks"),
            ("البرمجيات المفتوحة", "open software"),
            ("مراكز البيانات", "data centres"),
            ("الدفع الإلكتروني", "electronic payment"),
            ("أرشيف البلديات", "municipal archives"),
            ("مهارات البرمجة", "programming skills"),
            ("أنظمة الترجمة الآلية", "machine translation systems"),
            ("أمن الشبكات", "network security"),
        ],
        people: [
            ("مستخدم", "مستخدماً", "users"),
            ("مبرمج", "مبرمجاً", "programmers"),
            ("موظف", "موظفاً", "employees"),
        ],
        facts: [
            sentence(
                "واستقبلت المنصة {hundreds} معاملة منذ إطلاقها التجريبي في {day}، أُنجز {pct2} منها من دون أن يضطر أصحابها إلى زيارة المكاتب",
                "استقبلت المنصة {hundreds} معاملة منذ {day} أُنجز {pct2} منها عن بعد",
                "the platform has taken {hundreds} requests since {day}, {pct2} of them settled remotely",
            ),
            sentence(
                "وركبت الفرق أجهزة إرسال من طراز {model} على امتداد {km}، فارتفعت التغطية في الأحياء الطرفية إلى {pct2} وفق قياسات مستقلة",
                "رفعت أجهزة {model} على امتداد {km} التغطية إلى {pct2}",
                "{model} transmitters along {km} raised coverage to {pct2}",
            ),
            sentence(
                "وكشف تقرير داخلي أن {pct} من الحسابات تعرضت لمحاولات اختراق في عام {year}، وأن كلفة تأمينها لا تتجاوز {money} على مدى سنوات",
                "تعرض {pct} من الحسابات لمحاولات اختراق في عام {year}، ولا تتجاوز كلفة تأمينها {money}",
                "break-in attempts hit {pct} of accounts in {year}; securing them costs {money}",
            ),
        ],
    },
    CorpusTopic {
        id: "culture",
        title: ("الثقافة", "Culture"),
        description: ("التراث والكتب والفنون", "Heritage, books and the arts"),
        introduction: (
            "يضم هذا الملف أخبار المتاحف والمسارح والكتب والحرف القديمة، وما ينفق عليها وما تعود به على المدن.",
            "This section holds the news of museums, theatres, books and old crafts, what is spent on them and what they bring to cities.",
        ),
        headings: [
            ("التراث وترميمه", "Heritage and its repair"),
            ("الجمهور والمواسم", "Audiences and seasons"),
            ("الكتب والنشر", "Books and publishing"),
        ],
        projects: [
            ("دار للفنون الشعبية", "a house of folk arts"),
            ("ورشات لترميم المخطوطات", "workshops to restore manuscripts"),
            ("جائزة للرواية الشابة", "a prize for young novelists"),
            ("قاعة عرض مفتوحة", "an open exhibition hall"),
            ("رحلات مدرسية إلى المتاحف", "school trips to the museums"),
        ],
        matters: [
            ("المواقع الأثرية", "archaeological sites"),
            ("المخطوطات القديمة", "old manuscripts"),
            ("المسرح المدرسي", "school theatre"),
            ("الحرف التقليدية", "traditional crafts"),
            ("المكتبات العامة", "public libraries"),
            ("مهرجانات الموسيقى", "music festivals"),
            ("ترجمة الأدب", "literary translation"),
            ("دور النشر", "publishing houses"),
            ("البيوت التاريخية", "historic houses"),
            ("السياحة الثقافية", "cultural tourism"),
        ],
        people: [
            ("زائر", "زائراً", "visitors"),
            ("حرفي", "حرفياً", "craftspeople"),
            ("فنان", "فناناً", "artists"),
        ],
        facts: [
            sentence(
                "وزار المعرض {count} في موسمه الماضي، جاء {pct} منهم من خارج البلاد، وهو إقبال لم يعرفه القائمون عليه منذ عام {year}",
                "زار المعرض {count} جاء {pct} منهم من الخارج، في أعلى إقبال منذ عام {year}",
                "the show drew {count}, {pct} of them from abroad, the most since {year}",
            ),
            sentence(
                "وانتهى الخبراء من فهرسة {hundreds} مخطوطة نادرة، على أن تكتمل أعمال الترميم في غضون {months} شهراً بكلفة تقديرية تصل إلى {money}",
                "فُهرست {hundreds} مخطوطة، ويكتمل الترميم في غضون {months} شهراً بكلفة {money}",
                "experts catalogued {hundreds} manuscripts; repairs take {months} months and cost {money}",
            ),
            sentence(
                "وافتتح الموسم الجديد في {day} بعروض حضرها {count}، وغطت عائدات التذاكر {pct2} من النفقات بحسب ما أعلنت إدارة المسرح",
                "افتُتح الموسم في {day} بعروض حضرها {count}، وغطت التذاكر {pct2} من النفقات",
                "the season opened on {day} before {count}, and tickets covered {pct2} of expenses",
            ),
        ],
    },
];
