// Writes a site to search in: the sample site, and beside its articles two dozen on other matters, so that to be among the
// first three means something. Takes the folder to write it into. What these articles tell is made up.

import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url));

// Each: folder, title, standfirst, text.
const ARABIC = [
  ['harbour', 'ميناء الياقوت يستقبل أولى السفن بعد عامين من الإغلاق', 'رست فيه ثلاث سفن في يومه الأول.', 'رست في الميناء ثلاث سفن محملة بالقمح والأسمدة. وقال مدير الميناء إن الأرصفة الجديدة تتسع لعشر سفن في وقت واحد، وإن كلفة الترميم بلغت 1,500 مليون دينار.'],
  ['fishing', 'صيادو الساحل الغربي يعودون إلى قواربهم', 'رُفع الحظر عن الصيد في ست مناطق.', 'عاد مئات الصيادين إلى البحر بعد رفع الحظر. ويطالب هؤلاء بقروض صغيرة لإصلاح القوارب والشباك، ويشكون غلاء أسعار الوقود.'],
  ['teachers', 'المعلمون يطالبون برفع الأجور قبل بدء العام الدراسي', 'نقابتهم تمهل الوزارة أسبوعين.', 'تقول النقابة إن أجور المعلمين لم تتغير منذ 2019. وتدرس الوزارة زيادة على الرواتب قدرها 12.5% تشمل مدارس القرى والأقاليم البعيدة.'],
  ['hospital', 'مُستشفى ميداني في الجبال لعلاج جرحى الزلزال', 'يضم ستين سريرًا وأربع غرف للجراحة.', 'يعالج المستشفى جرحى الزلزال الذي ضرب القرى الجبلية. ووصل إليه أطباء متطوعون، ونقصت فيه الأدوية ولقاحات الأطفال.'],
  ['dam', 'السد الكبير يبلغ نصف سعته بعد أمطار غزيرة', 'المزارعون يرجون موسمًا أفضل.', 'امتلأ نصف خزان السد بعد أمطار استمرت أسبوعين. ويروي السد حقولًا تزيد مساحتها على 40 ألف هكتار، وفاضت أنهار صغيرة حوله.'],
  ['census', 'التعداد العام: سكان العاصمة يتجاوزون أربعة ملايين', 'نصفهم دون الثلاثين.', 'تجاوز سكان العاصمة أربعة ملايين نسمة. ويظهر التعداد أن نصف السكان من الشباب، وأن الأسرة الواحدة صارت أصغر مما كانت عليه قبل عشر سنوات.'],
  ['satellite', 'قمر صناعي صغير لرصد التصحر من إنتاج طلاب جامعة', 'سيدور على ارتفاع 520 كيلومترًا.', 'صنع طلاب جامعة الواحات قمرًا صناعيًا لا يزيد وزنه على 12 كيلوغرامًا. وسيلتقط القمر صورًا للأراضي التي يزحف إليها التصحر كل ثلاثة أيام.'],
  ['election', 'انتخابات بلدية في سبع مدن والنتائج بعد غد', 'شاركت فيها أحزاب جديدة.', 'اقترع الناخبون في سبع مدن. وخاضت الانتخابات أربعة أحزاب لم تشارك من قبل، وراقبها وفد من المنظمات المدنية.'],
  ['bread', 'المخابز تخشى نقص الطحين والوزارة تطمئن', 'مخزون يكفي أربعة أشهر.', 'تقول الوزارة إن مخزون القمح يكفي أربعة أشهر. وتخشى المخابز أن يرتفع سعر الرغيف، وأن تتأخر شحنات الطحين في الموانئ.'],
  ['museum', 'المتحف الوطني يستعيد مخطوطات نادرة', 'كُتبت قبل ثمانية قرون.', 'استعاد المتحف أربعين مخطوطة في الطب والفلك. وعُرضت المخطوطات في قاعة خاصة، وسيرممها خبراء من ثلاث دول.'],
  ['railway', 'خط حديدي جديد يصل المناجم بالساحل', 'سيشغّل ألفي عامل.', 'يمتد الخط 310 كيلومترات بين المناجم والساحل. وسيعمل في إنشائه ألفا عامل، وتمر قطاراته بستة أنفاق وأحد عشر جسرًا.'],
  ['power', 'انقطاع الكهرباء عن أحياء الشمال بسبب الحر', 'بلغ الاستهلاك ذروة لم يبلغها من قبل.', 'انقطعت الكهرباء عن أحياء الشمال ست ساعات. وقالت شركة الكهرباء إن محطتين توقفتا، وإن الاستهلاك بلغ 7800 ميغاواط.'],
  ['football', 'منتخب الناشئين يتأهل إلى النهائي', 'فوز بهدفين في الوقت الإضافي.', 'تأهل المنتخب إلى النهائي بعد فوزه بهدفين في الوقت الإضافي. ويلعب النهائي يوم الجمعة أمام خمسين ألف متفرج.'],
  ['vaccine', 'حملة لتلقيح نصف مليون طفل ضد الحصبة', 'تبدأ من القرى الحدودية.', 'تستهدف الحملة نصف مليون طفل. وتبدأ فرق التلقيح من القرى الحدودية، حيث سُجلت إصابات بالحصبة هذا الشهر.'],
];

const ENGLISH = [
  ['ferry', 'Night ferry returns to the northern islands', 'Fares are frozen until spring.', 'The night ferry returned to the northern islands on Monday. It carries 1,500 passengers and 200 cars, and its fares are frozen until spring.'],
  ['bees', 'Beekeepers count their losses after a cold spring', 'A third of the hives stood empty.', 'A third of the hives stood empty after a cold spring. Beekeepers’ associations ask for low-interest loans and for hedgerows along the state’s highways.'],
  ['library', 'Village libraries stay open with volunteers', 'Twelve branches were to close.', 'Twelve branches were to close this year. Volunteers now run them in the evenings, and a café in one of them pays for the heating.'],
  ['bridge', 'Old bridge closed after cracks are found', 'Lorries make a detour of forty kilometres.', 'Engineers found cracks in two of the bridge’s piers. Lorries make a detour of forty kilometres until the repairs end in October.'],
  ['wolves', 'Wolves are back in the eastern forests', 'Cameras caught a pack of seven.', 'Cameras in the eastern forests caught a pack of seven wolves. Farmers want compensation for sheep; biologists say deer numbers will fall.'],
  ['solar', 'Solar roofs for every new school', 'The scheme costs 35 million.', 'Every new school will get a solar roof. The scheme costs 35 million and should save half of the schools’ electricity within a decade.'],
  ['orchestra', 'Youth orchestra plays in the old shipyard', 'Eight hundred seats, all sold.', 'The youth orchestra played in the old shipyard’s largest hall. All eight hundred seats were sold, and the naïve overture by a pupil of fifteen was encored.'],
  ['flood', 'River towns rebuild after the flood', 'Insurers have paid half of the claims.', 'River towns are rebuilding after the flood. Insurers have paid half of the claims, and re-housing has begun for ninety families.'],
  ['trams', 'Driverless trams on trial in the harbour district', 'A guard rides on each of them.', 'Driverless trams are on trial in the harbour district. A guard rides on each of them, and nobody has been hurt in 90,000 kilometres.'],
  ['glacier', 'Glacier loses forty metres in a summer', 'Hikers’ huts are to be moved.', 'The glacier lost forty metres in a single summer. Two huts are to be moved, and a third’s foundations are being watched by satellite.'],
];

const EXTRA_NAMES = `
[[name]]
id = "nadia-qasim"
kind = "person"
ar = "نادية قاسم"
en = "Nadia Qasim"
variants.ar = ["ناديا قاسم"]
variants.en = ["Nadya Kassem"]
`;

const site = process.argv[2];
for (const part of ['config.toml', 'content']) cpSync(join(REPOSITORY, part), join(site, part), { recursive: true });
const names = join(site, 'content/names.toml');
writeFileSync(names, readFileSync(names, 'utf8') + EXTRA_NAMES);
const put = (folder, file, text) => {
  mkdirSync(join(site, 'content/articles', folder), { recursive: true });
  writeFileSync(join(site, 'content/articles', folder, file), text);
};
let day = 0;
for (const [lang, articles] of [['ar', ARABIC], ['en', ENGLISH]]) {
  for (const [folder, title, description, text] of articles) {
    const date = `2025-0${1 + (day % 6)}-1${day % 10}`;
    day += 1;
    const by = lang === 'ar' ? ' أعدّته نادية قاسم.' : ' Reported by Nadia Qasim.';
    const ends = ['hospital', 'bees'].includes(folder) ? by : '';
    const front = (keys) => `+++\n${Object.entries(keys).map(([key, value]) => `${key} = ${value}`).join('\n')}\n+++\n\n`;
    put(folder, `original.${lang}.md`, front({ title: JSON.stringify(title), publisher: '"mujaz-desk"', url: `"https://desk.example/${folder}"`, published: date }) + `${text}${ends}\n`);
    put(folder, `summary.${lang}.md`, front({ title: JSON.stringify(title), description: JSON.stringify(description) }) + `${text}${ends} [p1]\n`);
  }
}
