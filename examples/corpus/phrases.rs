//! The words and sentences that every topic shares.
//!
//! Tables only; `{slots}` are those of `voice`. No number is written as a word, so that each figure is one in digits.

use super::names::Bilingual;

/// What a paragraph of the original says, and how each summary restates it with the same figures and names.
///
/// None of the three has a full stop: a citation may have to go before it.
pub struct SentenceVariants {
    /// In the original.
    pub original: &'static str,
    /// In the Arabic summary.
    pub ar: &'static str,
    /// In the English summary.
    pub en: &'static str,
}

/// A sentence from its three forms.
pub const fn sentence(
    original: &'static str,
    ar: &'static str,
    en: &'static str,
) -> SentenceVariants {
    SentenceVariants { original, ar, en }
}

/// What an article announces: its titles, its description and its opening sentence.
pub struct Opening {
    /// The original's title, and those of the summaries.
    pub title: SentenceVariants,
    /// The first sentence of the first paragraph.
    pub event: SentenceVariants,
}

/// Openings.
#[rustfmt::skip]
pub static OPENINGS: [Opening; 8] = [
    Opening {
        title: sentence("{org} {org:يطلق|تطلق} {project} في {place}", "{project} في {place} بإشراف {org}", "{org} launches {project} in {place}"),
        event: sentence(
            "{org:أعلن|أعلنت} {org} في {day} إطلاق {project} في {place}، في خطوة وصفها مراقبون بأنها الأهم منذ سنوات، وذلك بتمويل قدره {money}",
            "{org:أطلق|أطلقت} {org} {project} في {place} في {day} بتمويل قدره {money}",
            "the {org} launched {project} in {place} on {day} with funding of {money}"),
    },
    Opening {
        title: sentence("{place}: {project} تثير آمالاً وأسئلة", "آمال وأسئلة حول {project} في {place}", "Hopes and questions over {project} in {place}"),
        event: sentence(
            "{place:ينتظر|تنتظر} {place} منذ أسابيع {project} وعد بها مسؤولو {org}، وقد تحدد {day} موعداً لبدء العمل الذي يستغرق {months} شهراً إذا لم يطرأ تأخير",
            "حدد مسؤولو {org} {day} موعداً لبدء {project} في {place} على مدى {months} شهراً",
            "the {org} has set {day} as the start of {project} in {place}, to take {months} months"),
    },
    Opening {
        title: sentence("{org} {org:يكشف|تكشف} تفاصيل {project}", "تفاصيل {project} في {place}", "{org} gives details of {project}"),
        event: sentence(
            "{org:كشف|كشفت} {org} في مؤتمر صحافي عُقد في {place} في {day} تفاصيل {project} طال انتظارها، وقالت مصادر حضرت المؤتمر إن نسبة الإنجاز بلغت {pct}",
            "{org:كشف|كشفت} {org} في {place} في {day} تفاصيل {project} بلغت نسبة إنجازها {pct}",
            "the {org} gave details in {place} on {day} of {project}, with {pct} of the work done"),
    },
    Opening {
        title: sentence("خلاف في {place} على كلفة {project}", "خلاف على كلفة {project} في {place}", "Dispute in {place} over the cost of {project}"),
        event: sentence(
            "أثارت كلفة {project} خلافاً واسعاً في {place} بعدما {org:أقر|أقرت} {org} في {day} موازنة إضافية بلغت {money}، ورأى معارضون أن الأولوية ينبغي أن تكون لغيرها",
            "{org:أقر|أقرت} {org} في {day} إنفاق {money} على {project} في {place} وسط خلاف على الكلفة",
            "the {org} approved an extra {money} on {day} for {project} in {place} amid a dispute over cost"),
    },
    Opening {
        title: sentence("بعد طول انتظار، {project} تصل إلى {place}", "{project} تصل إلى {place}", "After a long wait, {project} for {place}"),
        event: sentence(
            "{place:شهد|شهدت} {place} في {day} افتتاح {project} بحضور ممثلين عن {org} وعدد كبير من الأهالي الذين تابعوا الحفل في الساحة العامة، ويستفيد منها {count}",
            "افتُتحت في {place} في {day} {project} بحضور ممثلين عن {org} ويستفيد منها {count}",
            "opened in {place} on {day} before guests of the {org}, {project} will serve {count}"),
    },
    Opening {
        title: sentence("{org} {org:يراجع|تراجع} خطط {project}", "مراجعة خطط {project} في {place}", "{org} reviews plans for {project}"),
        event: sentence(
            "{org:قرر|قررت} {org} مراجعة خطط {project} في {place} بعد أن أظهرت دراسة نُشرت في {day} ارتفاع الكلفة المتوقعة بنسبة {pct} خلال فترة قصيرة",
            "{org:يراجع|تراجع} {org} خطط {project} في {place} بعد دراسة نُشرت في {day} وتوقعت ارتفاع الكلفة بنسبة {pct}",
            "the {org} is reviewing {project} in {place} after a study of {day} put the rise in cost at {pct}"),
    },
    Opening {
        title: sentence("اتفاق على {project} بين {org} وأهالي {place}", "اتفاق على {project} في {place}", "Agreement on {project} in {place}"),
        event: sentence(
            "توصل ممثلو {org} وأهالي {place} في {day} إلى اتفاق يفتح الباب أمام {project} بعد خلاف دام شهوراً، وينص الاتفاق على تعويضات تبلغ {money}",
            "اتفق ممثلو {org} وأهالي {place} في {day} على {project} مع تعويضات تبلغ {money}",
            "the {org} and the people of {place} agreed on {day} to {project}, with compensation of {money}"),
    },
    Opening {
        title: sentence("ماذا تغير {project} في حياة {place}؟", "ما الذي تغيره {project} في {place}؟", "What will {project} change in {place}?"),
        event: sentence(
            "يسأل سكان {place} هذه الأيام عما ستغيره {project} في حياتهم، وهي التي {org:وعد|وعدت} بها {org} منذ عام {year} ويُنتظر أن تكتمل بحلول عام {goal}",
            "{org:وعد|وعدت} {org} منذ عام {year} سكان {place} بتنفيذ {project} بحلول عام {goal}",
            "the {org} has promised the people of {place} since {year} to deliver {project} by {goal}"),
    },
];

/// Sentences with figures that fit every topic.
#[rustfmt::skip]
pub static FACTS: [SentenceVariants; 14] = [
    sentence(
        "وقدرت وثائق اطلعت عليها الصحيفة كلفة المشروع بنحو {money}، أي ما يعادل {pct} من الإنفاق السنوي على {matter} في {place}",
        "تبلغ كلفة المشروع نحو {money}، أي {pct} من الإنفاق السنوي على {matter}",
        "the project costs about {money}, or {pct} of annual spending on {matter}"),
    sentence(
        "وتشير البيانات الرسمية إلى أن الإنفاق على {matter} ارتفع بنسبة {pct} منذ عام {year}، وهي زيادة لم تسجل المنطقة مثيلاً لها من قبل",
        "ارتفع الإنفاق على {matter} بنسبة {pct} منذ عام {year}",
        "spending on {matter} has risen by {pct} since {year}"),
    sentence(
        "ومن المتوقع أن تستغرق أعمال {deed} {matter} بين {low} و{high} شهراً، بحسب الجدول الزمني الذي أقره المشرفون على أن ترفع تقارير دورية عن سير العمل",
        "تستغرق أعمال {deed} {matter} بين {low} و{high} شهراً",
        "work on {deed} {matter} will take between {low} and {high} months"),
    sentence(
        "ويستفيد من المرحلة الحالية {count} في {place} والقرى المحيطة بها، أي بزيادة نسبتها {pct} على ما كان مخططاً له في البداية",
        "يستفيد من المرحلة الحالية {count}، بزيادة {pct} على الخطة",
        "the current phase serves {count}, which is {pct} more than planned"),
    sentence(
        "وكان مجلس المدينة قد وافق على المشروع في {day}، بعد مشاورات استمرت {months} شهراً مع ممثلي السكان والجهات المعنية بملف {matter}",
        "وافق مجلس المدينة على المشروع في {day} بعد مشاورات استمرت {months} شهراً",
        "the city council approved the project on {day} after {months} months of consultations"),
    sentence(
        "وتراجعت نسبة الشكاوى الواردة في ملف {matter} من {pct2} إلى {pct} حسب سجل البلدية، مع أن عدد العاملين على متابعتها لم يتغير",
        "تراجعت نسبة الشكاوى في ملف {matter} من {pct2} إلى {pct}",
        "the share of complaints about {matter} fell from {pct2} to {pct}"),
    sentence(
        "وتغطي القروض الخارجية {pct2} من التمويل، فيما تتحمل الموازنة المحلية الباقي البالغ {money}، وفق ما ورد في مذكرة وزعت على الصحافيين",
        "تغطي القروض {pct2} من التمويل وتتحمل الموازنة المحلية {money}",
        "loans cover {pct2} of the funding and the local budget bears {money}"),
    sentence(
        "وتتضمن الخطة هدفاً معلناً هو رفع حصة {matter} من الموازنة إلى {pct2} بحلول عام {goal}، بعد أن كانت لا تتجاوز {pct} عند إقرارها",
        "تستهدف الخطة رفع حصة {matter} من {pct} إلى {pct2} بحلول عام {goal}",
        "the plan is to raise the share of {matter} from {pct} to {pct2} by {goal}"),
    sentence(
        "ووفر المشروع منذ انطلاقه {hundreds} فرصة عمل مباشرة تشغل النساء {pct} منها، إلى جانب وظائف موسمية في قطاعات مرتبطة بملف {matter}",
        "وفر المشروع {hundreds} فرصة عمل تشغل النساء {pct} منها",
        "the project has created {hundreds} jobs, {pct} of them held by women"),
    sentence(
        "وأظهر استطلاع أجري في {day} وشمل {count} أن {pct2} من المشاركين يؤيدون {deed} {matter}، فيما فضل الباقون انتظار نتائج التجربة",
        "أظهر استطلاع شمل {count} أن {pct2} منهم يؤيدون {deed} {matter}",
        "a survey of {count} found that {pct2} favour {deed} {matter}"),
    sentence(
        "ووقع عقد التنفيذ في {day} بقيمة {money}، وهو يتضمن غرامات تأخير تصل إلى {pct} من قيمته إضافة إلى بند خاص يتعلق بملف {matter}",
        "بلغت قيمة عقد التنفيذ الموقع في {day} نحو {money}، مع غرامات تأخير تصل إلى {pct}",
        "the contract of {day} is worth {money}, with penalties of up to {pct} for delay"),
    sentence(
        "ويعود أصل الفكرة إلى عام {year}، حين أعدت مجموعة من الباحثين دراسة كلفت {money} وأوصت بضرورة {deed} {matter} قبل عام {goal}",
        "تعود الفكرة إلى دراسة أعدت عام {year} وكلفت {money}",
        "the idea goes back to a study made in {year} at a cost of {money}"),
    sentence(
        "ولا يزال {count} خارج نطاق الخدمة في الضواحي الممتدة على مسافة {km}، ويعزو المشرفون ذلك إلى نقص التمويل الموجه إلى {matter}",
        "لا يزال {count} خارج نطاق الخدمة على مسافة {km}",
        "along {km} of suburbs, {count} are still without the service"),
    sentence(
        "وتلقت اللجنة حتى {day} ما مجموعه {hundreds} طلب للمشاركة في برامج {deed} {matter}، قُبل منها {pct} بعد مقابلات أجراها مختصون",
        "تلقت اللجنة حتى {day} نحو {hundreds} طلب للمشاركة قُبل منها {pct}",
        "by {day} the committee had received {hundreds} applications and accepted {pct}"),
];

/// What the article's person says, in quotation marks.
#[rustfmt::skip]
pub static QUOTED: [SentenceVariants; 4] = [
    sentence(
        "{person:وقال|وقالت} {role} {person} في تصريح للصحيفة: «{quote}»، مع التشديد على أن النتائج لن تظهر بين ليلة وضحاها",
        "{person:قال|قالت} {role} {person}: «{quote}»",
        "{role} {person} said: “{quote}”"),
    sentence(
        "«{quote}»، بهذه الكلمات {person:لخص|لخصت} {role} {person} الموقف أمام جمهور من المهتمين في {place}",
        "{person:لخص|لخصت} {role} {person} الموقف بالقول: «{quote}»",
        "{role} {person} summed it up: “{quote}”"),
    sentence(
        "{person:وفي رده|وفي ردها} على سؤال عن مصير المشروع، {person:أجاب|أجابت} {role} {person}: «{quote}»، قبل أن ينتقل الحديث إلى تفاصيل التنفيذ",
        "{person:أجاب|أجابت} {role} {person}: «{quote}»",
        "{role} {person} replied: “{quote}”"),
    sentence(
        "{person:وكتب|وكتبت} {role} {person} في تعليق تناقلته وسائل الإعلام: «{quote}»، فتباينت ردود القراء بين مؤيد ومعترض",
        "{person:كتب|كتبت} {role} {person}: «{quote}»",
        "{role} {person} wrote: “{quote}”"),
];

/// The same with the summaries' own words in place of the quotation.
#[rustfmt::skip]
pub static REPORTED: [SentenceVariants; 2] = [
    sentence(
        "{person:وقال|وقالت} {role} {person} في حديث مع الصحيفة: «{quote}»، {person:وأضاف|وأضافت} أن {deed} {matter} شرط لنجاح العمل كله",
        "{person:رأى|رأت} {role} {person} أن {deed} {matter} شرط للنجاح",
        "{role} {person} holds that {deed} {matter} is a condition of success"),
    sentence(
        "وعلى هامش الاجتماع {person:حذر|حذرت} {role} {person} من تأجيل {deed} {matter}، وجاء في كلمة ألقيت بعد ذلك: «{quote}»",
        "{person:حذر|حذرت} {role} {person} من تأجيل {deed} {matter}",
        "{role} {person} warned against putting off {deed} {matter}"),
];

/// What is quoted.
#[rustfmt::skip]
pub static QUOTATIONS: [Bilingual; 8] = [
    ("لن ننجح في {deed} {matter} من دون {deed2} {matter2}", "we will not succeed in {deed} {matter} without {deed2} {matter2}"),
    ("تعلمنا أن {deed} {matter} يبدأ من الناس لا من المكاتب", "we have learned that {deed} {matter} begins with people and not with offices"),
    ("كل تأخير في {deed} {matter} يدفع ثمنه من لا صوت لهم", "every delay in {deed} {matter} is paid for by those who have no voice"),
    ("لا نطلب المستحيل بل نطلب {deed} {matter} بشفافية", "we do not ask for the impossible, we ask for {deed} {matter} openly"),
    ("المال متوفر وما ينقصنا هو الإرادة في {deed} {matter}", "the money is there, what we lack is the will for {deed} {matter}"),
    ("يجب أن يسير {deed} {matter} جنباً إلى جنب مع {deed2} {matter2}", "we must see {deed} {matter} go hand in hand with {deed2} {matter2}"),
    ("سنحكم على المشروع بما يحققه في {deed} {matter} لا بحجم الإعلانات", "we will judge the project by what it does for {deed} {matter}, not by its advertisements"),
    ("من يظن أن {deed} {matter} أمر سهل لم يعمل في الميدان", "anyone who thinks that {deed} {matter} is easy has not worked in the field"),
];

/// What the article's other organisation does.
#[rustfmt::skip]
pub static PARTNERS: [SentenceVariants; 4] = [
    sentence(
        "{partner:ويتولى|وتتولى} {partner} الإشراف على {deed} {matter} بموجب مذكرة تفاهم لم تنشر بنودها بعد",
        "{partner:يتولى|تتولى} {partner} الإشراف على {deed} {matter}",
        "the {partner} oversees {deed} {matter}"),
    sentence(
        "{partner:وتعهد|وتعهدت} {partner} بتقديم الدعم الفني اللازم وتدريب الكوادر المحلية على {deed} {matter}",
        "{partner:تعهد|تعهدت} {partner} بالدعم الفني والتدريب",
        "the {partner} has promised technical support and training"),
    sentence(
        "غير أن {partner} {partner:اعترض|اعترضت} على بعض البنود {partner:وطالب|وطالبت} بضمانات إضافية قبل {deed} {matter}",
        "{partner:طالب|طالبت} {partner} بضمانات إضافية",
        "the {partner} has asked for further guarantees"),
    sentence(
        "ويشارك خبراء من {partner} في {deed} {matter} إلى جانب متطوعين من طلاب المعاهد والجامعات",
        "يشارك خبراء من {partner} في التنفيذ",
        "experts from the {partner} are taking part"),
];

/// What the article has to do with a programme or plan.
#[rustfmt::skip]
pub static LINKS_TO_THINGS: [SentenceVariants; 3] = [
    sentence(
        "ويندرج العمل كله ضمن {thing} {thing:الذي ناقشته|التي ناقشتها} اللجان المختصة مرات عدة قبل إقرار الصيغة النهائية",
        "يندرج العمل ضمن {thing}",
        "the work is part of the {thing}"),
    sentence(
        "وقارن بعض الحاضرين التجربة مع {thing} من حيث طريقة التمويل ومستوى الرقابة على الإنفاق",
        "قورنت التجربة مع {thing} من حيث التمويل والرقابة",
        "the scheme has been compared with the {thing}"),
    sentence(
        "وسيجري التنسيق مع القائمين على {thing} تفادياً لتكرار الأعمال وهدر الموارد",
        "سيجري التنسيق مع القائمين على {thing}",
        "work will be aligned with the {thing}"),
];

/// What the article's other person thinks.
#[rustfmt::skip]
pub static OPINIONS: [SentenceVariants; 3] = [
    sentence(
        "في المقابل {person2:دعا|دعت} {role2} {person2} إلى {deed} {matter} قبل الانتقال إلى أي خطوة أخرى",
        "{person2:دعا|دعت} {role2} {person2} إلى {deed} {matter} قبل غيرها",
        "{role2} {person2} wants {deed} {matter} to come before all else"),
    sentence(
        "{person2:وشكك|وشككت} {role2} {person2} في جدوى {deed} {matter} ما لم ترافقه رقابة مستقلة",
        "{person2:شكك|شككت} {role2} {person2} في جدوى {deed} {matter}",
        "{role2} {person2} doubts the worth of {deed} {matter}"),
    sentence(
        "{person2:ورحب|ورحبت} {role2} {person2} بالتوجه نحو {deed} {matter} {person2:ووصف|ووصفت} ذلك في بيان بأنه قرار شجاع",
        "{person2:رحب|رحبت} {role2} {person2} بالتوجه نحو {deed} {matter}",
        "{role2} {person2} welcomed the move to {deed} {matter}"),
];

/// What stands between two restated sentences in one.
pub static WHILE: [Bilingual; 2] = [("، فيما ", ", while "), ("، كما ", ", and ")];

/// What leads to another article's summary, before and after its link.
#[rustfmt::skip]
pub static SEE_ALSO: [(Bilingual, Bilingual); 3] = [
    (("انظر أيضاً ", "موجزنا عن {linked}"), ("See also ", "our briefing on {linked}")),
    (("ويتصل ذلك بما جاء في ", "الموجز الخاص بموضوع {linked}"), ("This bears on ", "the briefing on {linked}")),
    (("وللمقارنة يمكن الرجوع إلى ", "ما كتبناه عن {linked}"), ("For comparison, turn to ", "what we wrote on {linked}")),
];

/// Descriptions of summaries.
#[rustfmt::skip]
pub static DESCRIPTIONS: [Bilingual; 5] = [
    ("ما الذي يعنيه ذلك من جهة {matter}، ومن يدفع الكلفة", "What it means for {matter}, and who pays"),
    ("أهم ما ورد عن {deed} {matter} {tail}", "The main points on {deed} {matter} {tail}"),
    ("موجز الأرقام والمواقف في ملف {matter}", "The figures and positions on {matter} in brief"),
    ("بين {deed} {matter} و{deed2} {matter2}: ماذا قيل", "Between {deed} {matter} and {deed2} {matter2}: what was said"),
    ("خلفيات القرار وما ينتظر العاملين في {matter}", "The background of the decision and what is next for {matter}"),
];

/// Sentences without figures or names that fill a summary.
#[rustfmt::skip]
pub static REMARKS: [Bilingual; 16] = [
    ("{subject} {verb} {deed} {matter} {tail}", "{subject} {verb} {deed} {matter} {tail}"),
    ("ولم يتضح بعد أثر ذلك في {matter}", "the effect on {matter} is not clear yet"),
    ("ويقول منتقدون إن {deed} {matter} كان أجدى", "critics say that {deed} {matter} would have served better"),
    ("ويبقى {deed} {matter} موضع نقاش {tail}", "debate goes on over {deed} {matter} {tail}"),
    ("ويربط المسؤولون بين {deed} {matter} و{deed2} {matter2}", "officials link {deed} {matter} with {deed2} {matter2}"),
    ("ولا تذكر المقالة كيف سيجري {deed} {matter}", "the article does not say how {deed} {matter} will be done"),
    ("ويطالب السكان بمشاركة أوسع في قرارات تخص {matter}", "residents ask for a greater say in decisions on {matter}"),
    ("وتبدو {subject} كافية في نظر المشرفين {tail}", "those in charge think {subject} sufficient {tail}"),
    ("وتختلف التقديرات حول جدوى {deed} {matter}", "estimates differ on the worth of {deed} {matter}"),
    ("ويأمل القائمون على العمل أن {subject} {verb} {deed} {matter}", "the organisers hope that {subject} {verb} {deed} {matter}"),
    ("ويعد ملف {matter} من أكثر الملفات حساسية {tail}", "few questions are as sensitive as {matter} {tail}"),
    ("ومن المقرر نشر تقرير مفصل عن {matter} {tail}", "a full report on {matter} is due {tail}"),
    ("ويخشى بعضهم أن يطغى {deed} {matter} على غيره", "some fear that {deed} {matter} will crowd out other work"),
    ("وتلقى الفكرة تأييداً واسعاً بين المهتمين بموضوع {matter}", "the idea has wide support among those who care about {matter}"),
    ("ويستند ذلك إلى تجارب في {deed} {matter}", "this builds on experience in {deed} {matter}"),
    ("ولا توجد حتى الآن بدائل عملية من {deed} {matter}", "so far there is no practical alternative to {deed} {matter}"),
];

/// Sentences without figures that fill an original.
#[rustfmt::skip]
pub static BACKGROUND: [&str; 32] = [
    "ويرى {observer} أن {subject} {verb} {deed} {matter} {tail}، لا سيما بعد أن {past}",
    "وأكد {observer} أن {deed} {matter} لا ينفصل عن {deed2} {matter2}، وأن {subject} {verb} الأمرين معاً",
    "ويقول {observer} إن {subject} {verb} {deed} {matter} {tail}",
    "ويعترض آخرون على هذا الطرح، ويقولون إن {deed} {matter} يحتاج إلى إرادة سياسية قبل المال، وإنه سبق أن {past}",
    "وفي هذا السياق يلاحظ أن {subject} {verb} {deed} {matter}، من غير أن تغفل أهمية {deed2} {matter2} {tail}",
    "ولا يخفي {observer} قلقهم من أن يؤدي التسرع في {deed} {matter} إلى نتائج عكسية، خصوصاً أنه سبق أن {past}",
    "{org:ويقول|وتقول} {org} إن {subject} {verb} {deed} {matter}، وإن الباب مفتوح أمام أي اقتراح جاد {tail}",
    "أما في {place} فيتحدث الناس عن {matter} بوصف ذلك هماً يومياً، ويقول بعضهم إن {subject} {verb} {deed} {matter2}",
    "ومن جهة أخرى، يشير {observer} إلى أنه سبق أن {past}، وهو ما يفسر الاهتمام المتزايد بموضوع {matter}",
    "وتفيد مراسلات اطلع عليها معدو التقرير أن {subject} {verb} {deed} {matter} {tail}",
    "ويضيف {observer} أن الحديث عن {matter} لا يكتمل من دون التطرق إلى {matter2}، فكلاهما يؤثر في الآخر {tail}",
    "وعلى الرغم من ذلك، ما زال ملف {matter} بعيداً عن المستوى المطلوب، إذ {past}",
    "وشدد المجتمعون على ضرورة {deed} {matter} {tail}، ودعوا إلى إشراك المجتمع المدني في {deed2} {matter2}",
    "وتباينت الآراء في الجلسة، فمن الحاضرين من طالب بضرورة {deed} {matter}، ومنهم من رأى أن {deed2} {matter2} أولى بالاهتمام",
    "ويعيد هذا النقاش إلى الأذهان ما جرى حين {past}، قبل أن تتدارك {subject} ما فات {tail}",
    "ويبدو أن {subject} لم تكن وليدة اللحظة، بل سبقتها محاولات لأجل {deed} {matter} {tail}",
    "وفي لقاء لم يتكرر منذ سنوات يجتمع المعنيون حول طاولة مستديرة لبحث {deed} {matter}، بعد أن {past}",
    "ويؤدي غياب التنسيق بين الإدارات إلى تعثر {deed} {matter}، وهو أمر أقر به {observer} في أكثر من مناسبة",
    "وتتضمن المقترحات المقدمة {deed} {matter} و{deed2} {matter2}، على أن تخضع كلها للمراجعة {tail}",
    "وقد زار معدو هذا التقرير المكان والتقوا بعض العاملين فيه، فتحدثوا عن {matter} بكثير من التفاؤل وبعض الحذر",
    "وفي حي قديم من أحياء {place} يروي صاحب متجر صغير كيف تغيرت حياته منذ أن بدأت {subject}، ويقول إن حال {matter} اليوم غيرها بالأمس",
    "ويحتاج {deed} {matter} إلى كوادر مدربة، في حين أنه سبق أن {past}، وهذا ما يجعل المهمة أكثر صعوبة {tail}",
    "{org:وطلب|وطلبت} {org} من الشركاء تقديم ملاحظاتهم على مسودة القرار، ولا سيما الفصل المتعلق بموضوع {matter}، {tail}",
    "وتظهر الجولات الميدانية أن {subject} {verb} {deed} {matter}، لكن الطريق ما زال طويلاً",
    "وينبه {observer} إلى أن المبالغة في الوعود تضر بمصداقية العمل العام، ويدعون إلى {deed} {matter} {tail}",
    "ويستشهد المؤيدون بتجارب دول مجاورة استطاعت {deed} {matter} {tail}، وأسهم ذلك في {deed2} {matter2}",
    "وكانت الصحيفة قد نشرت في وقت سابق تحقيقاً عن {matter}، تبين منه أنه سبق أن {past}",
    "ويجمع {observer} على أن ملف {matter} يستحق اهتماماً أكبر، وأن {subject} وحدها لا تكفي",
    "ولم يصدر حتى ساعة إعداد هذا التقرير أي تعليق رسمي على ما يتردد حول {deed} {matter} {tail}",
    "كذلك يقال إن {subject} {verb} {deed} {matter}، وهذا مطلب قديم يتجدد كلما {past}",
    "وفي ختام اللقاء اتفق الحاضرون على متابعة {deed} {matter} عبر لجنة مصغرة تجتمع بانتظام {tail}",
    "ومهما يكن من أمر، فإن {deed} {matter} سيظل اختباراً حقيقياً لجدية الوعود {tail}",
];

/// Subjects; feminine singular to the Arabic verb, plural to the English one.
#[rustfmt::skip]
pub static SUBJECTS: [Bilingual; 24] = [
    ("الإجراءات الجديدة", "the new measures"), ("الخطط الموضوعة", "the plans in place"),
    ("السياسات الحالية", "current policies"), ("الجهود المبذولة", "the efforts under way"),
    ("الاستثمارات الأخيرة", "recent investments"), ("المشاورات الجارية", "the ongoing consultations"),
    ("التوصيات الفنية", "the technical recommendations"), ("البرامج التدريبية", "training programmes"),
    ("الشراكات المحلية", "local partnerships"), ("الدراسات الميدانية", "field studies"),
    ("اللجان المختصة", "the competent committees"), ("التقارير الدورية", "periodic reports"),
    ("المبادرات الأهلية", "community initiatives"), ("التشريعات المقترحة", "the proposed laws"),
    ("التجارب السابقة", "earlier trials"), ("الحلول المطروحة", "the solutions on offer"),
    ("المعايير المعتمدة", "the adopted standards"), ("الفرق الميدانية", "field teams"),
    ("القرارات الصادرة مؤخراً", "the latest decisions"), ("الموارد المتاحة", "the available resources"),
    ("الحملات الإعلامية", "media campaigns"), ("المنح الخارجية", "foreign grants"),
    ("الاتفاقات الموقعة", "the signed agreements"), ("اللقاءات الشعبية", "public meetings"),
];

/// Verbs that go with any deed.
#[rustfmt::skip]
pub static VERBS: [Bilingual; 14] = [
    ("تسهم في", "contribute to"), ("تساعد على", "help with"), ("تهدف إلى", "aim at"), ("تركز على", "focus on"),
    ("تقوم على", "rest on"), ("تدفع نحو", "push towards"), ("تسعى إلى", "work towards"), ("تعمل على", "are devoted to"),
    ("تشجع على", "encourage"), ("تتجه نحو", "are moving towards"), ("تعتمد على", "depend on"),
    ("تمهد الطريق أمام", "pave the way for"), ("تضع في مقدمة أهدافها", "put first among their goals"),
    ("تعطي دفعة قوية في اتجاه", "give a strong push to"),
];

/// What is done to a matter; masculine in Arabic.
#[rustfmt::skip]
pub static DEEDS: [Bilingual; 24] = [
    ("تطوير", "developing"), ("دعم", "supporting"), ("تنظيم", "regulating"), ("رصد", "monitoring"),
    ("بحث", "studying"), ("تقييم", "assessing"), ("تحسين", "improving"), ("تسيير", "managing"),
    ("صون", "protecting"), ("تمويل", "financing"), ("تدقيق", "reviewing"), ("توسيع نطاق", "widening the scope of"),
    ("تعزيز", "strengthening"), ("تحديث", "updating"), ("تنويع", "diversifying"), ("تأمين", "securing"),
    ("إصلاح", "reforming"), ("تخطيط", "planning"), ("ضبط", "controlling"), ("تأهيل", "rehabilitating"),
    ("الإشراف على", "supervising"), ("تبسيط", "simplifying"), ("ترشيد", "rationalising"), ("تدعيم", "reinforcing"),
];

/// How, where and when.
#[rustfmt::skip]
pub static TAILS: [Bilingual; 24] = [
    ("في المناطق الريفية", "in rural areas"), ("خلال المرحلة المقبلة", "in the coming phase"),
    ("على المدى البعيد", "in the long term"), ("بالتعاون مع الشركاء المحليين", "together with local partners"),
    ("رغم محدودية الموارد", "despite limited resources"), ("وفق جدول زمني واضح", "on a clear timetable"),
    ("بما ينسجم مع المعايير الدولية", "in line with international standards"),
    ("من دون أعباء إضافية على السكان", "without extra burdens on residents"),
    ("في ضوء النتائج المعلنة", "in the light of the published results"),
    ("مع مراعاة الفوارق بين الأحياء", "with regard for differences between districts"),
    ("بعيداً عن الحلول المؤقتة", "away from temporary fixes"), ("قبل حلول الصيف", "before the summer"),
    ("مع نهاية العام", "by the end of the year"), ("بإشراف خبراء مستقلين", "under independent experts"),
    ("في المدن الكبرى", "in the large cities"), ("على نحو تدريجي", "step by step"),
    ("تحت رقابة الجهات المعنية", "under the eye of the authorities"),
    ("ضمن إطار قانوني جديد", "within a new legal framework"),
    ("استجابة لمطالب الأهالي", "in answer to public demand"), ("بعد سنوات من الانتظار", "after years of waiting"),
    ("في ظل تقلبات السوق", "amid swings of the market"), ("بعد انقضاء موسم الأعياد", "after the holiday season"),
    ("على مستوى المحافظات", "at the level of the provinces"), ("وسط ترقب شعبي واسع", "under wide public scrutiny"),
];

/// Who has an opinion, in an original.
#[rustfmt::skip]
pub static OBSERVERS: [&str; 14] = [
    "مراقبون", "خبراء مستقلون", "مسؤولون محليون", "أكاديميون", "مطلعون على الملف", "عاملون في القطاع",
    "ممثلون عن الأهالي", "نواب في المجلس", "باحثون ميدانيون", "أعضاء في اللجنة", "ناشطون في المجتمع المدني",
    "مديرون سابقون", "مستشارون قانونيون", "صحافيون متابعون",
];

/// What has happened, in an original.
#[rustfmt::skip]
pub static PAST: [&str; 16] = [
    "تراجعت المؤشرات في مواسم سابقة", "كشفت المراجعات الداخلية عن ثغرات في التنفيذ",
    "تأخرت الدفعات المالية عن مواعيدها", "ارتفعت أسعار المواد المستوردة ارتفاعاً ملحوظاً",
    "تبدلت الإدارات أكثر من مرة", "غابت البيانات الموثوقة عن طاولة النقاش",
    "توسعت الأحياء الجديدة بوتيرة سريعة", "انتقلت عائلات كثيرة إلى أطراف المدينة",
    "فشلت محاولات مشابهة في أماكن أخرى", "أوصت لجنة التحقيق بتغيير طريقة العمل",
    "تزايدت شكاوى الناس عبر وسائل التواصل", "خسرت مؤسسات عريقة جزءاً من كفاءاتها",
    "تعطلت المناقصات بسبب اعتراضات قضائية", "هطلت أمطار غزيرة ألحقت أضراراً بالمرافق",
    "تعهدت جهات مانحة ثم تراجعت عن وعودها", "انتهت صلاحية الدراسات القديمة",
];

/// Currencies, as they stand after a million.
#[rustfmt::skip]
pub static CURRENCIES: [Bilingual; 5] = [
    ("دينار", "dinars"), ("درهم", "dirhams"), ("ريال", "riyals"), ("جنيه", "pounds"), ("دولار", "dollars"),
];

/// A million and a thousand millions.
pub static SCALES: [Bilingual; 2] = [("مليون", "million"), ("مليار", "billion")];

/// Series of machines, the first half of a model number.
pub static SERIES: [&str; 6] = ["KX", "WT", "LM", "RS", "AQ", "VE"];
