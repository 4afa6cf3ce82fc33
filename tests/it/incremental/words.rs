//! Texts that the edits insert into files: tables of text as editors write it, correct and wrong.

/// Lines of a summary, an original, a topic or a page.
pub const LINES: [&str; 32] = [
    "The harbour cost 40 million dollars [p1].",
    "بلغت الكلفة 40 مليون دولار [p2].",
    "It rose by 3.5% in 2024 [p1-p2], from 12 tanks to 15 [p9].",
    "ارتفع بنسبة 35٪ عام 2024 [p1، p2].",
    "In March 2025 they met again [p1]; on 9 May 2024 they had not [p2].",
    "وفي 9 مايو 2024 لم يلتقوا [p1].",
    "## Trade { topic=trade }",
    "## الاقتصاد { topic=economic }",
    "### Costs { topic=costs topic=energy }",
    "## Nowhere { topic=no-such-topic }",
    "## No topic",
    "He said: “The harbour opened on Sunday” [p1].",
    "وقال: «افتُتح الميناء» [p1].",
    "Zayn al-Bahri met Vladimir Putin, and Zain Bahri met Sergey Lavrov.",
    "زار زين بحري فلاديمير بوتين.",
    "See [the other](../harbour/summary.en.md) and [the page](../../pages/about.en.md).",
    "See [it in full](https://example.org/en/articles/pier/) and [elsewhere](https://other.example/en/articles/pier/).",
    "See [nothing](../no-such-article/summary.en.md) and [a plan](plan.svg).",
    "![A plan](plan.svg)",
    "[Topic](../../topics/trade/index.en.md), [note](notes.txt).",
    "A note[^1].\n\n[^1]: It is one.",
    "| Year | Tons |\n|---|---|\n| 2023 | 40 |\n| 2024 | 55 |",
    "```chart\nkind = \"bars\"\ntitle = \"Tons\"\nunit = \"t\"\ncsv = \"\"\"\n2023, 40, p1\n2024, 55.5, p2\n\"\"\"\n```",
    "```chart\nkind = \"no-such-kind\"\n```",
    "- one [p1]\n- two [p2]",
    "It has 12 cranes [harbour p1] and cost 40 [harbour p9].",
    "> quoted\n\n<b>bold</b> <script>x</script>",
    "{{ slot }} \u{27E6}0\u{27E7} \u{E000}1\u{E001}",
    "ـــ \u{200F}# x \u{200E}_y_",
    "[p1] [p0] [p4-p2]",
    "Kim Jong Un, the Port Office and Ada Waters.",
    "",
];

/// Lines of front matter, each with the kinds of texts that it fits into; the last are mistakes everywhere.
pub const FIELDS: [(&str, &str); 63] = [
    ("summary original standing", "title = \"Another title\""),
    ("summary original standing", "title = \"عنوان آخر\""),
    ("summary original standing", "title = \"“Quoted” & <b>\""),
    ("summary", "date = 2025-03-09"),
    ("summary", "date = 2024-02-29"),
    ("original", "published = 2025-06-01"),
    ("original", "published = 2023-01-31"),
    ("original", "retrieved = 2025-06-02"),
    ("summary", "slug = \"another-way\""),
    ("summary", "slug = \"طريق\""),
    ("summary", "draft = true"),
    ("summary", "draft = false"),
    ("summary", "aliases = [\"old\", \"old/er\"]"),
    (
        "summary",
        "waive = [{ code = \"figure-not-in-original\", text = \"40\", why = \"counted by hand\" }]",
    ),
    (
        "summary",
        "waive = [{ code = \"languages-differ\", text = \"2024\", why = \"so it is\" }]",
    ),
    ("summary", "topics = [\"trade\"]"),
    ("summary", "topics = [\"costs\", \"labour\", \"economic\"]"),
    ("summary", "authors = [\"A. Editor\"]"),
    ("summary", "authors = [\"محرر\", \"محررة\", \"B. Writer\"]"),
    ("summary standing", "description = \"In a few words\""),
    ("summary", "publish = 2099-01-01T06:00:00Z"),
    ("summary", "publish = 2020-01-01T06:00:00+03:00"),
    ("summary", "expires = 2021-01-01T00:00:00Z"),
    ("summary", "publish = 2099-01-01"),
    (
        "summary",
        "corrections = [{ date = 2025-07-01, kind = \"correction\", text = \"It has 40.\" }]",
    ),
    ("summary", "translators = [\"Ada Waters\", \"آدا\"]"),
    ("summary", "reviewers = [\"محرر\"]"),
    ("summary", "assistance = \"A first draft\""),
    ("summary standing", "extra = { colour = \"red\" }"),
    (
        "summary",
        "sealed = { date = 2025-03-12, digest = \"5502cfc44a12831e\", paragraphs = \"faa0fabe5d8f1577\" }",
    ),
    ("edition", "title = \"Another title\""),
    ("edition", "date = 2025-03-09"),
    ("edition", "from = 2025-03-01"),
    ("edition", "to = 2025-03-12"),
    ("edition", "articles = [\"harbour\", \"pier\"]"),
    ("edition", "articles = [\"no-such-article\"]"),
    ("edition", "draft = true"),
    ("edition", "publish = 2099-01-01T06:00:00Z"),
    (
        "edition",
        "corrections = [{ date = 2025-07-01, kind = \"correction\", text = \"It has 40.\" }]",
    ),
    ("edition", "authors = [\"A. Editor\", \"محرر\"]"),
    ("edition", "translators = [\"Ada Waters\", \"آدا\"]"),
    ("edition", "reviewers = [\"محرر\"]"),
    ("edition", "extra = { colour = \"red\" }"),
    (
        "edition",
        "waive = [{ code = \"figure-not-in-original\", text = \"40\", why = \"counted by hand\", public = true }]",
    ),
    ("original", "publisher = \"herald\""),
    ("original", "publisher = \"agency\""),
    ("original", "rights = \"full\""),
    ("original", "rights = \"cited\""),
    ("original", "rights = \"link\""),
    ("original", "sources = [\"agency\"]"),
    ("standing", "weight = 1"),
    ("standing", "weight = -30"),
    ("standing", "menu = true"),
    ("", "title = \"\""),
    ("", "title = 7"),
    ("", "date = 2025-02-30"),
    ("", "slug = \"a b\""),
    ("", "aliases = [\"en\"]"),
    ("", "aliases = [\"../x\"]"),
    (
        "",
        "waive = [{ code = \"no-such-code\", text = \"x\", why = \"\" }]",
    ),
    ("", "topics = [\"no-such-topic\"]"),
    ("", "publisher = \"no-such-publisher\""),
    ("", "colour = \"red\""),
];

/// Lines of `config.toml`.
pub const CONFIG: [&str; 40] = [
    "base_url = \"https://other.example/\"",
    "base_url = \"https://other.example/brief/\"",
    "base_url = \"ftp://other.example/\"",
    "default_language = \"ar\"",
    "default_language = \"en\"",
    "default_language = \"fr\"",
    "theme = \"nashra\"",
    "theme = \"plain\"",
    "theme = \"own\"",
    "title = \"A brief\"",
    "title = \"موجز\"",
    "description = \"Of something else\"",
    "numerals = \"arab\"",
    "numerals = \"latn\"",
    "locale = \"ar-SY\"",
    "locale = \"en-US\"",
    "calendar = \"islamic-umalqura\"",
    "colour = 1",
    "feeds.content = \"summary\"",
    "feeds.items = 2",
    "search.enabled = false",
    "cards.enabled = false",
    "publish.compress = [\"gzip\"]",
    "publish.require = [\"all-languages\"]",
    "publish.require = [\"reviewer\", \"no-warnings\"]",
    "publish.topics.trade.require = [\"sealed\"]",
    "timezone = \"Africa/Cairo\"",
    "extra.colour = \"blue\"",
    "editions.every = \"week\"",
    "editions.every = \"day\"",
    "editions.email = true",
    "editions.email_together = true",
    "editions.from = \"desk@brief.example\"",
    "editions.to = \"brief@lists.example\"",
    "editions.list_id = \"brief.lists.example\"",
    "editions.unsubscribe = \"https://lists.example/leave\"",
    "editions.epub = false",
    "topics.epub = true",
    "check.ignore = [\"name-variant\"]",
    "check.ignore = []",
];

/// Tables of `config.toml`.
pub const CONFIG_TABLES: [&str; 5] = [
    "[languages.ar]\ntitle = \"موجز\"\ndescription = \"بالعربية\"\n",
    "[languages.en]\ntitle = \"Brief\"\ndescription = \"In English\"\n",
    "[languages.fa]\ntitle = \"گزارش\"\ndescription = \"به فارسی\"\n",
    "[check]\nignore = [\"figure-not-in-original\"]\n",
    "[check]\nignore = [\"summary-missing\", \"no-such-code\"]\n",
];

/// Names of the register.
pub const NAMES: [&str; 6] = [
    "[[name]]\nid = \"ada\"\nkind = \"person\"\nar = \"آدا\"\nen = \"Ada Waters\"\n",
    "[[name]]\nid = \"zayn\"\nkind = \"person\"\nar = \"زين البحري\"\nen = \"Zayn al-Bahri\"\nvariants.ar = [\"زين بحري\"]\nvariants.en = [\"Zain Bahri\"]\n",
    "[[name]]\nid = \"harbour\"\nkind = \"place\"\nar = \"الميناء\"\nen = \"The harbour\"\nfa = \"بندر\"\n",
    "[[name]]\nid = \"putin\"\nkind = \"person\"\nen = \"Vladimir Putin\"\nvariants.en = [\"Wladimir Putin\"]\n",
    "[[name]]\nid = \"office\"\nkind = \"organisation\"\nen = \"Port Office\"\nfa = \"Ada Waters\"\n",
    "[[name]]\nid = \"broken\"\nkind = \"no-such-kind\"\n",
];

/// Lines within a name of the register.
pub const NAME_LINES: [&str; 8] = [
    "en = \"Somebody Else\"",
    "ar = \"شخص آخر\"",
    "fa = \"کسی دیگر\"",
    "kind = \"place\"",
    "kind = \"organisation\"",
    "variants.en = [\"The harbour\", \"Sergey Lavrov\"]",
    "variants.ar = [\"الميناء\"]",
    "id = \"ada\"",
];

/// Publishers.
pub const PUBLISHERS: [&str; 4] = [
    "[herald]\nname.en = \"Herald\"\nurl = \"https://herald.example/\"\n",
    "[agency]\nname.ar = \"الوكالة\"\nname.en = \"The Agency\"\n",
    "[late]\nname.en = \"Latest\"\nname.fa = \"آخرین\"\n",
    "[broken]\nurl = 1\n",
];

/// Lines within a publisher.
pub const PUBLISHER_LINES: [&str; 4] = [
    "name.en = \"Gazette\"",
    "name.ar = \"الجريدة\"",
    "url = \"https://gazette.example/\"",
    "url = \"javascript:x\"",
];

/// Files of topics and pages, as path and text.
pub const STANDING: [(&str, &str); 12] = [
    (
        "content/editions/2025-03.en.md",
        "+++\ntitle = \"March\"\n+++\n\nIt has 12 cranes [harbour p1].\n",
    ),
    (
        "content/editions/2025-03-09.ar.md",
        "+++\ntitle = \"اليوم\"\n+++\n",
    ),
    (
        "content/editions/summit.en.md",
        "+++\ntitle = \"Summit\"\ndate = 2025-03-10\narticles = [\"harbour\"]\n+++\n",
    ),
    (
        "content/topics/trade/index.en.md",
        "+++\ntitle = \"Trade\"\nweight = 2\n+++\n\nOf trade.\n",
    ),
    (
        "content/topics/trade/index.ar.md",
        "+++\ntitle = \"التجارة\"\n+++\n\nعن التجارة.\n",
    ),
    (
        "content/topics/costs/index.en.md",
        "+++\ntitle = \"Costs\"\nweight = 1\n+++\n",
    ),
    (
        "content/topics/economic/index.ar.md",
        "+++\ntitle = \"الاقتصاد\"\n+++\n",
    ),
    (
        "content/topics/energy/index.fa.md",
        "+++\ntitle = \"انرژی\"\n+++\n",
    ),
    (
        "content/pages/about.en.md",
        "+++\ntitle = \"About\"\nmenu = true\n+++\n\nSee [trade](../topics/trade/index.en.md).\n",
    ),
    (
        "content/pages/about.ar.md",
        "+++\ntitle = \"عنا\"\n+++\n\nنص.\n",
    ),
    (
        "content/pages/topics.en.md",
        "+++\ntitle = \"In the way of a list\"\n+++\n",
    ),
    ("content/stray.md", "Nobody knows what this is.\n"),
];

/// Files beside an article.
pub const ATTACHMENTS: [(&str, &str); 6] = [
    ("plan.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
    (
        "plan.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\"><g/></svg>",
    ),
    ("notes.txt", "one"),
    ("notes.txt", "two"),
    ("data/tons.csv", "2023,40\n"),
    ("index.html", "in the way of the article's page"),
];

/// Files of themes that are not there before.
pub const THEME_FILES: [(&str, &str); 9] = [
    ("static/extra.css", "a{color:red}"),
    ("static/extra.css", "a{color:blue}"),
    ("static/pictures/anchor.svg", "<svg/>"),
    ("templates/shared_extra.html", "<i>{{ page.kind }}</i>"),
    ("templates/teaser.html", "<p>{{ teaser.title }}</p>"),
    ("templates/teaser.ar.html", "<p lang=ar>x</p>"),
    ("templates/article.rtl.html", "<p>{{ page.title }}</p>"),
    ("i18n/fa.toml", "archive = \"بایگانی\"\n"),
    ("i18n/en.toml", "archive = \"Older\"\nno_such_key = \"x\"\n"),
];

/// Lines at the end of a template: sound ones, and mistakes.
pub const TEMPLATE_LINES: [&str; 6] = [
    "<!-- a remark --><i>more</i>",
    "<i>{{ site.title }}</i>",
    "<i>{{ no_such_variable }}</i>",
    "{% if %}",
    "{{ asset(name=\"no-such-file.css\") }}",
    "{# nothing #}",
];

/// Lines of a theme's catalogue.
pub const WORDS: [&str; 5] = [
    "archive = \"Older articles\"",
    "topics = \"Subjects\"",
    "back = \"back to {p}\"",
    "chronology = \"In order\"",
    "archive = 7",
];
