//! Writes a configuration of Sveltia CMS or Decap CMS for a site: its texts as forms in a browser.
//!
//! Takes a linked site; returns YAML. The collections follow the layout of a site's folder (`parse::layout`), the
//! fields its front matter. The CMS leaves front matter without a field here unchanged, such as `sealed` and `waive`.

mod yaml;

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::lang::endonym;
use crate::link::site::Site;
use crate::parse::article::Rights;

const HEAD: &str = "\
# Written by `mujaz schema cms` from the languages, topics and publishers of this site: write it again when they change.
# For Sveltia CMS and Decap CMS. Put it beside the page of the CMS as admin/config.yml, and name your repository below.
#
# Bodies are edited as Markdown: an editor of rich text would change citations such as [p4] and headings with { topic=… }.
";

/// Name of the repository that the user has to replace.
const REPOSITORY: &str = "OWNER/REPOSITORY";

/// Returns the configuration.
pub fn config(site: &Site<'_>) -> String {
    let tags: Vec<&str> = site.languages.iter().map(|l| l.tag.as_str()).collect();
    let default = tags[site.default];
    let originals: BTreeSet<&str> = site
        .articles
        .iter()
        .map(|article| article.original.lang.as_str())
        .collect();
    let of_originals: Vec<&str> = tags
        .iter()
        .copied()
        .chain(originals.iter().copied().filter(|tag| !tags.contains(tag)))
        .collect();
    let value = json!({
        "backend": { "name": "github", "repo": REPOSITORY, "branch": "main" },
        "media_folder": "content/articles",
        "public_folder": ".",
        "slug": { "encoding": "unicode", "clean_accents": false },
        "output": { "omit_empty_optional_fields": true },
        "i18n": {
            "structure": "multiple_files",
            "locales": tags,
            "default_locale": default,
            "initial_locales": "all",
        },
        "collections": [
            summaries(site),
            originals_of(site, &of_originals),
            editions(),
            topics(),
            pages(),
        ],
    });
    let yaml = yaml::text(&value);
    let yaml = yaml.replace(
        &format!("\"{REPOSITORY}\""),
        &format!("\"{REPOSITORY}\" # yours; for another host than GitHub see the documentation of the CMS"),
    );
    format!("{HEAD}\n{yaml}")
}

/// Returns a collection of texts in files `<folder>/<path>.<lang>.md`.
fn collection(
    name: &str,
    label: &str,
    one: &str,
    folder: &str,
    path: &str,
    fields: &[Value],
) -> Value {
    json!({
        "name": name,
        "label": label,
        "label_singular": one,
        "description": format!("{folder}/{path}.LANGUAGE.md"),
        "folder": folder,
        "path": path,
        "extension": "md",
        "format": "toml-frontmatter",
        "create": true,
        "i18n": true,
        "identifier_field": "title",
        // The folder's name is a field, since a summary and its original share it. Sveltia CMS has a newer form of
        // this, which Decap CMS does not know.
        "slug": "{{fields._slug}}",
        "media_folder": "",
        "public_folder": "",
        "fields": fields,
    })
}

fn summaries(site: &Site<'_>) -> Value {
    let mut fields = vec![
        text("title", "Title", "string", true),
        text("description", "Standfirst", "text", false),
        date(
            "date",
            "Date",
            "Without one: the day on which the original was published",
        ),
    ];
    let topics: Vec<Value> = site
        .topics
        .iter()
        .map(|topic| {
            let introductions = topic.introductions.iter().flatten();
            let title = introductions.map(|one| one.standing.title.as_str()).next();
            json!({ "label": title.unwrap_or(topic.id), "value": topic.id })
        })
        .collect();
    if !topics.is_empty() {
        let hint =
            "Topics that no heading of the text carries; a heading carries one as { topic=… }";
        fields.push(json!({
            "name": "topics",
            "label": "Topics",
            "hint": hint,
            "widget": "select",
            "multiple": true,
            "required": false,
            "i18n": true,
            "options": topics,
        }));
    }
    fields.extend([
        json!({
            "name": "authors",
            "label": "Authors",
            "widget": "list",
            "required": false,
            "i18n": true,
        }),
        draft(),
        sealed(),
        body("Each figure, quotation and name with the paragraph of the original that states it: [p4]"),
    ]);
    collection(
        "summaries",
        "Summaries",
        "Summary",
        "content/articles",
        "{{slug}}/summary",
        &fields,
    )
}

fn originals_of(site: &Site<'_>, tags: &[&str]) -> Value {
    let publishers: Vec<Value> = site
        .publishers
        .iter()
        .map(|publisher| {
            let id = publisher.id.value.as_str();
            let name = site.preferred(site.default, &publisher.name);
            json!({ "label": name.map_or(id, |(_, name)| name), "value": id })
        })
        .collect();
    let mut fields = vec![text("title", "Title", "string", true)];
    fields.push(match publishers.is_empty() {
        true => text("publisher", "Publisher", "string", true),
        false => json!({
            "name": "publisher",
            "label": "Publisher",
            "hint": "Others are added in content/publishers.toml",
            "widget": "select",
            "required": true,
            "i18n": true,
            "options": publishers,
        }),
    });
    fields.extend([
        text("url", "Address", "string", false),
        text("author", "Author", "string", false),
        date("published", "Published", "When it appeared"),
        date("retrieved", "Retrieved", "When this copy was taken"),
        json!({
            "name": "rights",
            "label": "Rights",
            "hint": "link: the text is used for checking and is never published; cited: only cited paragraphs are published; full: all of it is",
            "widget": "select",
            "required": false,
            "i18n": true,
            "options": Rights::words(),
        }),
        body("The article's own text, a paragraph after an empty line. Its paragraphs are numbered from p1"),
    ]);
    let mut originals = collection(
        "originals",
        "Originals",
        "Original",
        "content/articles",
        "{{slug}}/original",
        &fields,
    );
    let names: Vec<String> = tags
        .iter()
        .map(|tag| endonym(tag).map_or_else(|| (*tag).to_owned(), |name| format!("{name} ({tag})")))
        .collect();
    originals["description"] = json!(format!(
        "content/articles/{{{{slug}}}}/original.LANGUAGE.md, in one language: {}",
        names.join(", ")
    ));
    originals["i18n"] = json!({
        "structure": "multiple_files",
        "locales": tags,
        "default_locale": tags[site.default],
        "initial_locales": "default",
    });
    originals
}

/// Returns the collection of editions of the briefing. The name of a file gives the days, as `mujaz new edition` does.
fn editions() -> Value {
    let list = |name: &str, label: &str, hint: &str| {
        json!({
            "name": name,
            "label": label,
            "hint": hint,
            "widget": "list",
            "required": false,
            "i18n": true,
        })
    };
    let fields = [
        text("title", "Title", "string", true),
        text("description", "Standfirst", "text", false),
        list(
            "articles",
            "Articles",
            "The names of the articles' folders, in order. Without them: the articles of the edition's days",
        ),
        date(
            "date",
            "Date",
            "Where it is not the last day of those that the name of the file gives",
        ),
        date(
            "from",
            "From",
            "The first day that it covers, where the name does not give it",
        ),
        date("to", "To", "The last one"),
        list("authors", "Authors", "Who compiled it"),
        list("translators", "Translators", "Who translated it"),
        list("reviewers", "Reviewers", "Who reviewed it"),
        draft(),
        body(
            "What happened, each claim with the article and the paragraph that state it: [treaty p4], or [treaty reuters p4] for a further original",
        ),
    ];
    let mut editions = collection(
        "editions",
        "Editions",
        "Edition",
        "content/editions",
        "{{slug}}",
        &fields,
    );
    editions["description"] = json!(
        "content/editions/{{slug}}.LANGUAGE.md, named after its day, week or month: 2025-08-18, 2025-w34, 2025-08"
    );
    editions
}

/// Returns the field that makes a text a draft.
fn draft() -> Value {
    json!({
        "name": "draft",
        "label": "Draft",
        "hint": "A draft is not published",
        "widget": "boolean",
        "required": false,
        // Not `true`: the CMS writes it into texts that have none, and so would take them from the site.
        "default": false,
        "i18n": true,
    })
}

fn topics() -> Value {
    let fields = [
        text("title", "Title", "string", true),
        text("description", "Description", "text", false),
        weight(),
        body("What the topic is about"),
    ];
    collection(
        "topics",
        "Topics",
        "Topic",
        "content/topics",
        "{{slug}}/index",
        &fields,
    )
}

fn pages() -> Value {
    let fields = [
        text("title", "Title", "string", true),
        text("description", "Description", "text", false),
        weight(),
        json!({
            "name": "menu",
            "label": "Menu",
            "widget": "select",
            "required": false,
            "i18n": true,
            "options": ["header", "footer"],
        }),
        body("The page's text"),
    ];
    collection(
        "pages",
        "Pages",
        "Page",
        "content/pages",
        "{{slug}}",
        &fields,
    )
}

/// Returns a field of words, one for each language.
fn text(name: &str, label: &str, widget: &str, required: bool) -> Value {
    json!({ "name": name, "label": label, "widget": widget, "required": required, "i18n": true })
}

/// Returns a field for a day. It has no `format`: with one, the CMS would write the day as a string.
fn date(name: &str, label: &str, hint: &str) -> Value {
    json!({
        "name": name,
        "label": label,
        "hint": hint,
        "widget": "datetime",
        "type": "date",
        "time_format": false,
        "required": false,
        "default": "",
        "i18n": true,
    })
}

/// Returns the field of a seal, which nobody edits. Without it the CMS would write the seal's day as a text.
fn sealed() -> Value {
    let digest = |name: &str| json!({ "name": name, "label": name, "widget": "string", "required": false, "readonly": true, "i18n": true });
    let mut day = date("date", "date", "");
    day["readonly"] = json!(true);
    json!({
        "name": "sealed",
        "label": "Seal",
        "hint": "Written by `mujaz seal`",
        "widget": "object",
        "collapsed": true,
        "required": false,
        "i18n": true,
        "fields": [
            day,
            digest("digest"),
            digest("paragraphs"),
            digest("summary"),
            digest("sentences"),
        ],
    })
}

fn weight() -> Value {
    json!({
        "name": "weight",
        "label": "Weight",
        "hint": "The lighter, the earlier",
        "widget": "number",
        "value_type": "int",
        "required": false,
        "i18n": true,
    })
}

fn body(hint: &str) -> Value {
    json!({
        "name": "body",
        "label": "Text",
        "hint": hint,
        "widget": "markdown",
        "modes": ["raw"],
        "required": false,
        "i18n": true,
    })
}
