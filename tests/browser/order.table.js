// The order in which a reader sees what stands on a line: strings that software likes to get wrong, and what a typesetter
// who reads both languages would set.
//
// Each case is [Markdown, order, more]. The order is what one sees from the left edge of the line to its right edge, as a
// list of pieces: a piece with Arabic or Hebrew letters is written here as it is read and runs from right to left on the
// line; any other piece stands on the line as it is written here, character by character. So `سو-57`, read from the right,
// is ['57-', 'سو']. Brackets and quotation marks are the characters of the text: in a line from right to left the opening
// one stands to the right of what it encloses, and fonts mirror it.
//
// `more` may say where the text stands (`in`: 'p', the default, 'li', 'h2', 'td') and, where the Markdown has markup, what
// words it makes (`text`).
//
// What was decided, where customs differ:
// - With Western digits, ranges, scores, signs, percentages and units stand as they are written: 3–5%, 10-8, −5, 35%. So
//   does CLDR set percentages and negative numbers in Arabic with these digits. With Arabic-Indic digits they follow the
//   line: read from the right, first ٣, then ٥, then the sign; a date with strokes keeps the order of its parts.
// - An Arabic comma lists words of another script in the order of the Arabic sentence; a Latin comma belongs to a phrase,
//   as in "Pyongyang, North Korea". In an English sentence it is the other way round.
// - A full stop, a question mark or a colon after a foreign name is the sentence's; within quotation marks it is the
//   quotation's.

export const ARABIC = [
  // Numbers
  ['مقاتلات سو-57 الروسية', ['الروسية', ' ', '57-', 'سو', ' ', 'مقاتلات']],
  ['نمو 3–5% سنويا', ['سنويا', ' 3–5% ', 'نمو']],
  ['نمو (3–5%) سنويا', ['سنويا', ' )3–5%( ', 'نمو']],
  ['نسبة 35% منها', ['منها', ' 35% ', 'نسبة']],
  ['نسبة %35 منها', ['منها', ' 35% ', 'نسبة']],
  ['بين 35%-40% منها', ['منها', ' 35%-40% ', 'بين']],
  ['نحو ٣٥٪ منها', ['منها', ' ٪٣٥ ', 'نحو']],
  ['نحو ٣–٥ سنوات', ['سنوات', ' ٥–٣ ', 'نحو']],
  ['يوم ٢٠٢٤/٠٦/١٩ مساء', ['مساء', ' ٢٠٢٤/٠٦/١٩ ', 'يوم']],
  ['يوم 2024/06/19 مساء', ['مساء', ' 2024/06/19 ', 'يوم']],
  ['يوم 2024-06-19 مساء', ['مساء', ' 2024-06-19 ', 'يوم']],
  ['يوم 19.06.2024 مساء', ['مساء', ' 19.06.2024 ', 'يوم']],
  ['بين 2019–2024 وبعدها', ['وبعدها', ' 2019–2024 ', 'بين']],
  ['بين 2019 – 2024 وبعدها', ['وبعدها', ' 2019 – 2024 ', 'بين']],
  ['هاتف +7 495 123-45-67 في موسكو', ['في موسكو', ' +7 495 123-45-67 ', 'هاتف']],
  ['هاتف +7 (495) 123-45-67 في موسكو', ['في موسكو', ' +7 (495) 123-45-67 ', 'هاتف']],
  ['هاتف 00 850 2 381 في بيونغ يانغ', ['في بيونغ يانغ', ' 00 850 2 381 ', 'هاتف']],
  ['فاز الفريق 10-8 أمس', ['أمس', ' 10-8 ', 'فاز الفريق']],
  ['النتيجة: 3-2 (2-1)', [')2-1( 3-2 :', 'النتيجة']],
  ['بنسبة 3:1 بينهما', ['بينهما', ' 3:1 ', 'بنسبة']],
  ['الساعة 10:30 مساء', ['مساء', ' 10:30 ', 'الساعة']],
  ['الساعة 10:30–12:45 مساء', ['مساء', ' 10:30–12:45 ', 'الساعة']],
  ['بلغت −5 درجات', ['درجات', ' −5 ', 'بلغت']],
  ['بلغت -5 درجات', ['درجات', ' -5 ', 'بلغت']],
  ['بلغت ±2 درجة', ['درجة', ' ±2 ', 'بلغت']],
  ['بلغت ~5 درجات', ['درجات', ' ~5 ', 'بلغت']],
  ['ثمنه $3.5 اليوم', ['اليوم', ' $3.5 ', 'ثمنه']],
  ['ثمنه 3.5$ اليوم', ['اليوم', ' $3.5 ', 'ثمنه']],
  ['ثمنه €20–30 اليوم', ['اليوم', ' €20–30 ', 'ثمنه']],
  ['ثمنه 1,234.5 اليوم', ['اليوم', ' 1,234.5 ', 'ثمنه']],
  ['عددهم 1 234 567 نسمة', ['نسمة', ' 1 234 567 ', 'عددهم']],
  ['دوام 24/7 فيها', ['فيها', ' 24/7 ', 'دوام']],
  ['طوله 2½ متر', ['متر', ' 2½ ', 'طوله']],
  ['للأعمار 18+ وحدها', ['وحدها', ' 18+ ', 'للأعمار']],
  ['المعادلة 2 + 2 = 4 صحيحة', ['صحيحة', ' 2 + 2 = 4 ', 'المعادلة']],
  ['الحرارة 25°C اليوم', ['اليوم', ' 25°C ', 'الحرارة']],
  ['المسافة 10 km بينهما', ['بينهما', ' 10 km ', 'المسافة']],
  ['الإصدار 2.4.1 منه', ['منه', ' 2.4.1 ', 'الإصدار']],
  ['بين 35، 40 و50 منهم', ['منهم', ' ', '50', 'و', ' ', '40 ،35', ' ', 'بين']],
  ['3–5% من الناتج', ['من الناتج', ' 3–5%']],
  ['3–5%', ['3–5%'], { in: 'td' }],
  ['2019–2024', ['2019–2024'], { in: 'td' }],
  ['−1.5', ['−1.5'], { in: 'td' }],
  ['10-8 لصالحهم', ['لصالحهم', ' 10-8'], { in: 'td' }],
  // Names and models
  ['صاروخ KN-23 الجديد', ['الجديد', ' KN-23 ', 'صاروخ']],
  ['الـKN-23 الجديد', ['الجديد', ' KN-23', 'الـ']],
  ['مقاتلة Su-35S جديدة', ['جديدة', ' Su-35S ', 'مقاتلة']],
  ['طائرة Ан-124 الضخمة', ['الضخمة', ' Ан-124 ', 'طائرة']],
  ['شبكة 5G جديدة', ['جديدة', ' 5G ', 'شبكة']],
  ['حل 1st في السباق', ['في السباق', ' 1st ', 'حل']],
  ['مركب H₂O وCO₂ معا', ['معا', ' CO₂', 'و', ' H₂O ', 'مركب']],
  ['لغة C++ سريعة', ['سريعة', ' C++ ', 'لغة']],
  ['لغة C# سريعة', ['سريعة', ' C# ', 'لغة']],
  ['منصة .NET سريعة', ['سريعة', ' .NET ', 'منصة']],
  ['لغة **C++** سريعة', ['سريعة', ' C++ ', 'لغة'], { text: 'لغة C++ سريعة' }],
  ['لغة [C++](https://a.example/) سريعة', ['سريعة', ' C++ ', 'لغة'], { text: 'لغة C++ سريعة' }],
  ['C++', ['C++'], { in: 'li' }],
  ['شركة AT&T الأمريكية', ['الأمريكية', ' AT&T ', 'شركة']],
  ['في U.S. اليوم', ['اليوم', ' U.S. ', 'في']],
  ['في Apple Inc. اليوم', ['اليوم', ' Apple Inc. ', 'في']],
  ['زار Kim.', ['.Kim ', 'زار']],
  ['هل زار Kim؟', ['؟', 'Kim ', 'هل زار']],
  ['Reuters: 35 قتيلا', ['قتيلا', ' 35 :Reuters'], { in: 'li' }],
  ['Windows 11 في المدارس', ['في المدارس', ' Windows 11'], { in: 'h2' }],
  ['KCNA: «كيم» في موسكو', ['في موسكو', ' »', 'كيم', '« :KCNA'], { in: 'h2' }],
  ['طائرة Boeing 737، 350 راكبا', ['راكبا', ' 350 ،Boeing 737 ', 'طائرة']],
  ['الصواريخ KN-23، KN-24، KN-25 كلها', ['كلها', ' KN-25 ،KN-24 ،KN-23 ', 'الصواريخ']],
  ['قالت Reuters، AFP: 35 قتيلا', ['قتيلا', ' 35 :AFP ،Reuters ', 'قالت']],
  ['من Pyongyang, North Korea إلى موسكو', ['إلى موسكو', ' Pyongyang, North Korea ', 'من']],
  // Scripts
  ['وكالة 조선중앙통신 الرسمية', ['الرسمية', ' 조선중앙통신 ', 'وكالة']],
  ['وكالة 新华社 الرسمية', ['الرسمية', ' 新华社 ', 'وكالة']],
  ['صحيفة «Российская газета» الروسية', ['الروسية', ' »Российская газета« ', 'صحيفة']],
  ['كلمة שלום عبرية', ['عبرية', ' ', 'שלום', ' ', 'كلمة']],
  ['كوريا (조선) وروسيا', ['وروسيا', ' )조선( ', 'كوريا']],
  // Quotations and brackets
  ['سأل "Is it true?" ثم سكت', ['ثم سكت', ' "Is it true?" ', 'سأل']],
  ['سأل «Is it true?» ثم سكت', ['ثم سكت', ' »Is it true?« ', 'سأل']],
  ['سأل «*Is it* true?» ثم سكت', ['ثم سكت', ' »Is it true?« ', 'سأل'], { text: 'سأل «Is it true?» ثم سكت' }],
  ['سأل: Is it true? ثم سكت', ['ثم سكت', ' Is it true? :', 'سأل']],
  ['كتب "35 killed" ثم حذفها', ['ثم حذفها', ' "35 killed" ', 'كتب']],
  ['مع “Yonhap” و“KCNA” معا', ['معا', ' ”KCNA“', 'و', ' ”Yonhap“ ', 'مع']],
  ['عملية Operation "Storm" بدأت', ['بدأت', ' Operation "Storm" ', 'عملية']],
  ['الوكالة (KCNA) قالت', ['قالت', ' )KCNA( ', 'الوكالة']],
  ['وكالة KCNA (Korean Central News Agency) قالت', ['قالت', ' KCNA (Korean Central News Agency) ', 'وكالة']],
  ['Is it true? Nobody knows.', ['Is it true? Nobody knows.'], { in: 'li' }],
  // Addresses, paths, code
  ['موقع https://example.org/a?b=1 هنا', ['هنا', ' https://example.org/a?b=1 ', 'موقع']],
  ['موقع https://example.org/news/ هنا', ['هنا', ' https://example.org/news/ ', 'موقع']],
  ['موقع <https://example.org/> هنا', ['هنا', ' https://example.org/ ', 'موقع'], { text: 'موقع https://example.org/ هنا' }],
  ['موقع https://example.org/خبر/1 هنا', ['هنا', ' https://example.org/', 'خبر', '/1 ', 'موقع']],
  ['ملف a/b/c.txt هنا', ['هنا', ' a/b/c.txt ', 'ملف']],
  ['ملف /etc/hosts هنا', ['هنا', ' /etc/hosts ', 'ملف']],
  ['خيار --verbose هنا', ['هنا', ' --verbose ', 'خيار']],
  ['دالة print() هنا', ['هنا', ' print() ', 'دالة']],
  ['أمر `a + b` هنا', ['هنا', ' a + b ', 'أمر'], { text: 'أمر a + b هنا' }],
  ['وسم #news هنا', ['هنا', ' #news ', 'وسم']],
  ['وسم #موجز هنا', ['هنا', ' ', 'موجز', '# ', 'وسم']],
  ['حساب @kcna هنا', ['هنا', ' @kcna ', 'حساب']],
  ['بريد desk@kcna.kp هنا', ['هنا', ' desk@kcna.kp ', 'بريد']],
];

export const ENGLISH = [
  ['The word كيم means', ['The word ', 'كيم', ' means']],
  ['The سو-57 jet', ['The ', '57-', 'سو', ' jet']],
  ['Kim (كيم), 35, said', ['Kim (', 'كيم', '), 35, said']],
  ['The daily الأهرام, 2024, said', ['The daily ', 'الأهرام', ', 2024, said']],
  ['The daily الأهرام (2024) said', ['The daily ', 'الأهرام', ' (2024) said']],
  ['The daily الأهرام: 35 dead', ['The daily ', 'الأهرام', ': 35 dead']],
  ['A win of الأهلي 2-1 today', ['A win of ', 'الأهلي', ' 2-1 today']],
  ['Said כהן, 35, today', ['Said ', 'כהן', ', 35, today']],
  ['By كيم, باك and Lee', ['By ', 'كيم', ', ', 'باك', ' and Lee']],
  ['By كيم, باك, لي and Lee', ['By ', 'كيم', ', ', 'باك', ', ', 'لي', ' and Lee']],
  ['Kim (كيم) and Putin (بوتين) met', ['Kim (', 'كيم', ') and Putin (', 'بوتين', ') met']],
  ['He said "يا للعجب!" and left', ['He said "', '!', 'يا للعجب', '" and left']],
  ['He asked «هل هذا صحيح؟» twice', ['He asked «', '؟', 'هل هذا صحيح', '» twice']],
  ['He asked “هل هذا صحيح؟” 35 times', ['He asked “', '؟', 'هل هذا صحيح', '” 35 times']],
  ['He wrote "35 قتيلا" today', ['He wrote "', 'قتيلا', ' 35" today']],
  ['He wrote "نمو 3–5% سنويا" today', ['He wrote "', 'سنويا', ' 3–5% ', 'نمو', '" today']],
  ['He wrote (نمو 35%) today', ['He wrote (', '35% ', 'نمو', ') today']],
  ['The tag #موجز trended', ['The tag ', 'موجز', '# trended']],
  ['About ٣٥٪ of it', ['About ٪٣٥ of it']],
  ['From ٣–٥ on', ['From ٥–٣ on']],
  ['On ٢٠٢٤/٠٦/١٩ it was', ['On ٢٠٢٤/٠٦/١٩ it was']],
  ['The price ٣٫٥ ريال rose', ['The price ', 'ريال', ' ٣٫٥ rose']],
  ['See https://example.org/خبر/1 for more', ['See https://example.org/', 'خبر', '/1 for more']],
  ['See https://example.org/خبر/عاجل for more', ['See https://example.org/', 'خبر', '/', 'عاجل', ' for more']],
  ['The **كيم**, 35, said', ['The ', 'كيم', ', 35, said'], { text: 'The كيم, 35, said' }],
  ['كيم: 35 killed', ['كيم', ': 35 killed'], { in: 'li' }],
  ['الأهرام, 2024 edition', ['الأهرام', ', 2024 edition'], { in: 'h2' }],
  ['يا للعجب!', ['!', 'يا للعجب'], { in: 'td' }],
  ['الأهرام 2024', ['2024 ', 'الأهرام'], { in: 'td' }],
  ['The الأهرام-based paper', ['The ', 'الأهرام', '-based paper']],
  ['At كيم’s house', ['At ', 'كيم', '’s house']],
  ['Growth of 3–5%, C++ and +7 495 123-45-67', ['Growth of 3–5%, C++ and +7 495 123-45-67']],
  ['The daily Российская газета said', ['The daily Российская газета said']],
];

// A footnote and a citation, which a summary alone can have. The space before the citation does not break.
export const CITED_IN_ARABIC = [
  'في عام 2024[^1] كله [p1-p3].',
  ['.[1–3]\u00A0', 'كله', ' 1', '2024 ', 'في عام'],
  { text: 'في عام 20241 كله\u00A0[1–3].' },
];
export const CITED_IN_ENGLISH = [
  'The daily الأهرام[^1] of 2024 [p1-p3].',
  ['The daily ', 'الأهرام', '1 of 2024\u00A0[1–3].'],
  { text: 'The daily الأهرام1 of 2024\u00A0[1–3].' },
];
