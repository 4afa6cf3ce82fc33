"""The English and Arabic words that `figures.py` reads numbers, dates, units, bounds and directions from."""
import re


def parse_table(text):
    """Parses lines of the form `value: word word …` into a dictionary from word to value."""
    return {word: value.strip() for line in text.strip().splitlines() for value, words in [line.split(":")] for word in words.split()}


NUMBER_WORDS = {word: int(value) for word, value in parse_table("""
    0: zero صفر
    1: one واحد واحدة
    2: two اثنان اثنين اثنتان اثنتين
    3: three ثلاث ثلاثة
    4: four اربع اربعة
    5: five خمس خمسة
    6: six ست ستة
    7: seven سبع سبعة
    8: eight ثمان ثماني ثمانية
    9: nine تسع تسعة
    10: ten عشر عشرة
    11: eleven
    12: twelve
    13: thirteen
    14: fourteen
    15: fifteen
    16: sixteen
    17: seventeen
    18: eighteen
    19: nineteen
    20: twenty عشرون عشرين
    30: thirty ثلاثون ثلاثين
    40: forty fourty اربعون اربعين
    50: fifty خمسون خمسين
    60: sixty ستون ستين
    70: seventy سبعون سبعين
    80: eighty ثمانون ثمانين
    90: ninety تسعون تسعين
    100: hundred مئة مائة مية
    200: مئتان مئتين مائتان مائتين مئتا مئتي مائتا مائتي
    300: ثلاثمئة ثلاثمائة
    400: اربعمئة اربعمائة
    500: خمسمئة خمسمائة
    600: ستمئة ستمائة
    700: سبعمئة سبعمائة
    800: ثمانمئة ثمانمائة ثمانيمئة
    900: تسعمئة تسعمائة
    1000: thousand k الف الفا الاف
    2000: الفان الفين الفي
    1000000: million mln mn m مليون مليونا ملايين
    2000000: مليونان مليونين مليوني
    1000000000: billion bln bn b مليار مليارا مليارات بليون
    2000000000: ملياران مليارين ملياري
    1000000000000: trillion tn تريليون ترليون
""").items()}
SCALES = (100, 1000, 10 ** 6, 10 ** 9, 10 ** 12)
ORDINALS = {word: int(value) for word, value in parse_table("""
    1: first اول اولى
    2: second ثاني ثانية ثان
    3: third ثالث ثالثة
    4: fourth رابع رابعة
    5: fifth خامس خامسة
    6: sixth سادس سادسة
    7: seventh سابع سابعة
    8: eighth ثامن ثامنة
    9: ninth تاسع تاسعة
    10: tenth عاشر عاشرة
    11: eleventh
    12: twelfth
    13: thirteenth
    14: fourteenth
    15: fifteenth
    16: sixteenth
    17: seventeenth
    18: eighteenth
    19: nineteenth
    20: twentieth
    30: thirtieth
    50: fiftieth
    100: hundredth
""").items()}
MONTHS = parse_table("""
    1: january jan يناير
    2: february feb فبراير شباط
    3: march mar مارس اذار
    4: april apr ابريل نيسان
    5: may مايو ايار
    6: june jun يونيو حزيران
    7: july jul يوليو تموز
    8: august aug اغسطس
    9: september sept sep سبتمبر ايلول
    10: october oct اكتوبر
    11: november nov نوفمبر
    12: december dec ديسمبر
""")
UNITS = parse_table("""
    %: % ٪ percent pct percentage
    $: $ dollar dollars usd دولار دولارا دولارات
    €: € euro euros eur يورو
    £: £ pound pounds gbp quid جنيه جنيها جنيهات
    ¥: ¥ yen
    ₪: ₪ shekel shekels شيكل
    rupee: rupee rupees روبية
    lira: ليرة ليرات lira
    riyal: ريال ريالا ريالات riyal riyals
    dirham: درهم درهما dirham dirhams
    dinar: دينار دينارا دنانير dinar dinars
    cent: cent cents
    penny: penny pence
    basis-point: bps
    km: km kilometre kilometres kilometer kilometers كيلومتر كيلومترا كيلومترات كلم
    mile: mile miles ميل اميال
    metre: metre metres meter meters متر مترا امتار
    foot: foot feet ft
    inch: inch inches
    yard: yard yards
    tonne: tonne tonnes ton tons طن طنا اطنان
    kg: kg kilogram kilograms kilo kilos كيلوغرام
    gram: gram grams
    lb: lb lbs
    litre: litre litres liter liters لتر
    gallon: gallon gallons
    barrel: barrel barrels برميل برميلا براميل
    acre: acre acres
    hectare: hectare hectares هكتار
    second: seconds
    minute: minute minutes min mins دقيقة دقائق
    hour: hour hours hr hrs ساعة ساعات
    day: day days يوم يوما ايام
    week: week weeks اسبوع اسبوعا اسابيع
    month: month months شهر شهرا اشهر شهور
    year: year years yr yrs عام عاما اعوام سنة سنوات
    century: century centuries قرن قرون
    degree: degree degrees درجة درجات
""")
# Words that a program had better not judge alone: parts, multiples, orders of magnitude.
SOFT = set("once twice thrice half halves quarter thirds double doubled doubles doubling triple tripled triples tripling quadruple quadrupled "
           "dozen dozens tens hundreds thousands millions billions several couple pair both single decade decades "
           "نصف ثلث ثلثي ثلثا ربع خمسي ضعف ضعفي ضعفين اضعاف عشرات مئات مليارات ملايين الاف عقد عقود".split())
# (what is certain of the true value: greater, less, about, exact; whether the number itself is meant as well)
BOUNDS = {
    ">": r"(?:not (?:less|fewer) than|no (?:less|fewer) than|at least|a minimum of|minimum of|more than|greater than|higher than|over|above|"
         r"(?:exceed|surpass)(?:e?s|ed|ing)?|in excess of|ما لا يقل عن|لا يقل عن|على الاقل|[وبل]?اكثر من|[وبل]?ازيد من|اعلى من|فوق|(?:ي|ت)?(?:زيد|فوق|تجاوز|تخطى)(?: على| عن)?)",
    "<": r"(?:not more than|no more than|at most|a maximum of|maximum of|up to|less than|fewer than|lower than|under|below|"
         r"ما لا يزيد على|لا يزيد على|على الاكثر|[وبل]?اقل من|ادنى من|دون|تحت|يقل عن|تقل عن|لم يتجاوز)",
    "~": r"(?:about|around|approximately|roughly|some|nearly|almost|close to|نحو|حوالي|قرابة|زهاء|ما يقارب|يقارب|يناهز|تقريبا)",
    "=": r"(?:exactly|precisely|بالضبط|تحديدا)",
}
OPEN_BOUND = re.compile(r"at least|minimum|at most|maximum|up to|not |no |لا |على الاقل|على الاكثر")
UP = set("rise rises rose risen rising increase increases increased increasing grow grows grew grown growing growth gain gains gained gaining climb climbs "
         "climbed surge surged surges jump jumped jumps soar soared soars expand expanded raise raised raises raising up upward higher "
         "ارتفع ارتفعت ارتفاع يرتفع ترتفع زيادة زاد زادت يزداد صعد صعود نمو نما قفز قفزت قفزة تقفز رفع ترفع يرفع صعدت ازدياد".split())
DOWN = set("fall falls fell fallen falling decrease decreases decreased decreasing decline declines declined declining drop drops dropped dropping "
           "reduce reduces reduced reducing reduction shrink shrank shrunk plunge plunged plunges slump slumped slip slipped lower lowered lowers lowering cut cuts "
           "cutting down downward "
           "انخفض انخفضت انخفاض ينخفض تنخفض تراجع تراجعت يتراجع هبط هبطت هبوط نقص تقلص خفض تخفض يخفض هوى تهوي هوت خفضت".split())

SPECIAL = [  # what is read before single words
    ("unit", re.compile(r"per ?cent(?:age)? points?|نقط(?:ة|تين) مئوية|نقاط مئوية"), lambda m: "percentage-point"),
    ("unit", re.compile(r"basis[ -]points?|نقط(?:ة|تين) اساس|نقاط اساس"), lambda m: "basis-point"),
    ("unit", re.compile(r"per cent|(?:في |ب)ال?(?:مئة|مائة|مية)"), lambda m: "%"),
    ("month", re.compile(r"(كانون|تشرين) (الاول|الثاني)"), lambda m: {"كانون الاول": "12", "كانون الثاني": "1", "تشرين الاول": "10", "تشرين الثاني": "11"}[m[1] + " " + m[2]]),
]
