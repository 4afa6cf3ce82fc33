//! Classifies an element by its class, id, role and name. Pure.
//!
//! The rules are one table of words. Names are split at hyphens, underscores and capitals, so that `article-body`,
//! `articleBody` and `article__body` are equal. An entry of two words such as `article body` matches two neighbouring
//! parts; an entry after `=` matches only a whole name.

use super::page::PageNode;

/// The role of an element on its page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ElementRole {
    /// The article's text.
    Body,
    /// The introductory paragraph.
    Lead,
    /// A picture's caption or credit.
    Caption,
    /// The author's line.
    Byline,
    /// The time of publication.
    Time,
    /// A list of keywords.
    Tags,
    /// Readers' comments.
    Comments,
    /// A box, list or menu that belongs to the page around the article.
    Boilerplate,
    /// The site's header, footer or side column: boilerplate, unless the article is in it.
    Frame,
    /// Text for screen readers only.
    ScreenReader,
}

/// Words of names, by label. The first matching row decides.
const WORDS: &[(ElementRole, &[&str])] = &[
    (
        ElementRole::ScreenReader,
        &[
            "sr only",
            "screen reader",
            "visually hidden",
            "visuallyhidden",
            "screenreader",
        ],
    ),
    (
        ElementRole::Comments,
        &[
            "comment",
            "comments",
            "commentlist",
            "disqus",
            "respond",
            "replies",
            "kommentare",
            "comentarios",
            "commentaires",
        ],
    ),
    (
        ElementRole::Boilerplate,
        &[
            "ad",
            "ads",
            "advert",
            "adverts",
            "advertising",
            "advertisement",
            "advertorial",
            "adsense",
            "adslot",
            "sponsored",
            "outbrain",
            "taboola",
            "promo",
            "promos",
            "promobox",
            "promotion",
            "newsletter",
            "newsletters",
            "subscribe",
            "subscription",
            "paywall",
            "offer",
            "offers",
            "regwall",
            "signup",
            "sign up",
            "sign in",
            "signin",
            "login",
            "blocker",
            "carousel",
            "carousel slide",
            "swiper",
            "embed consent",
            "embed wrapper",
            "register",
            "donate",
            "donation",
            "share",
            "sharing",
            "shares",
            "sharedaddy",
            "sharebar",
            "sharetools",
            "social",
            "socials",
            "socialmedia",
            "addthis",
            "addtoany",
            "related",
            "relatedposts",
            "relateds",
            "recommended",
            "recommendation",
            "recommendations",
            "recirc",
            "recirculation",
            "readmore",
            "read more",
            "more stories",
            "more news",
            "more articles",
            "more on",
            "also read",
            "read also",
            "see also",
            "you may",
            "most read",
            "mostread",
            "most popular",
            "popular",
            "trending",
            "latest news",
            "breadcrumb",
            "breadcrumbs",
            "breadcrump",
            "cookie",
            "cookies",
            "consent",
            "gdpr",
            "popup",
            "modal",
            "lightbox",
            "toolbar",
            "=tools",
            "pagination",
            "pager",
            "nav",
            "navi",
            "navbar",
            "navigation",
            "menu",
            "submenu",
            "toc",
            "rating",
            "ratings",
            "poll",
            "survey",
            "=print",
            "print button",
            "copyright",
            "disclaimer",
            "app download",
            "follow us",
            "teasers",
            "teaser list",
            "author bio",
            "authorbio",
            "about author",
            "author info",
            "author biography",
            "author box",
            "authorbox",
            "author description",
            "bio",
            "jp relatedposts",
            "next article",
            "next post",
            "prev post",
            "previous post",
            "post nav",
            "widget",
            "rss",
            "yarpp",
            "crp related",
            "reactions",
            "feedback",
            "correction link",
            "report error",
            "notification",
            "notice bar",
            "alert bar",
            "skip link",
            "hashtags",
            "shoutbox",
        ],
    ),
    (
        ElementRole::Caption,
        &[
            "caption",
            "captions",
            "figcaption",
            "credit",
            "credits",
            "legend",
            "photographer",
            "photo credit",
            "image credit",
            "imagecredit",
            "wp caption",
            "bildunterschrift",
            "bildtext",
            "img description",
            "image description",
            "picture description",
            "photo description",
            "media description",
            "pie foto",
            "piefoto",
            "legende",
            "didascalia",
        ],
    ),
    (
        ElementRole::Tags,
        &[
            "tags",
            "taglist",
            "tag list",
            "tagcloud",
            "keywords",
            "post tags",
            "entry tags",
            "article tags",
            "topics list",
        ],
    ),
    (
        ElementRole::Body,
        &[
            "article body",
            "articlebody",
            "article content",
            "articlecontent",
            "article text",
            "articletext",
            "story body",
            "storybody",
            "story content",
            "storycontent",
            "story text",
            "entry content",
            "entrycontent",
            "post content",
            "postcontent",
            "post body",
            "postbody",
            "post text",
            "post entry",
            "body content",
            "body text",
            "bodytext",
            "content body",
            "news content",
            "news text",
            "news body",
            "newstext",
            "newsbody",
            "main text",
            "article main",
            "page content",
            "text content",
            "blog content",
            "richtext",
            "rich text",
            "field body",
        ],
    ),
    (
        ElementRole::Lead,
        &[
            "lead",
            "lede",
            "standfirst",
            "dek",
            "deck",
            "subtitle",
            "sub title",
            "subheadline",
            "sub headline",
            "subhead",
            "intro",
            "introduction",
            "summary",
            "excerpt",
            "abstract",
            "chapo",
            "chapeau",
            "sapo",
            "entradilla",
            "bajada",
            "vorspann",
            "ingress",
            "anriss",
            "sommario",
            "occhiello",
            "perex",
            "spot",
            "strapline",
            "copete",
            "sumario",
            "manchet",
            "description",
        ],
    ),
    (
        ElementRole::Byline,
        &[
            "byline",
            "bylines",
            "author",
            "authors",
            "autor",
            "autore",
            "auteur",
            "writer",
            "reporter",
            "writtenby",
            "posted by",
            "postmeta",
            "post meta",
            "entry meta",
            "article meta",
            "articlemeta",
            "meta",
            "postinfo",
            "post info",
            "article info",
            "entry info",
            "article details",
            "metadata",
            "contributor",
            "contributors",
        ],
    ),
    (
        ElementRole::Time,
        &[
            "date",
            "time",
            "timestamp",
            "datetime",
            "published",
            "publish date",
            "pubdate",
            "updated",
            "dateline",
            "datum",
            "fecha",
            "tarih",
            "posted on",
            "reading time",
            "readtime",
            "read time",
            "min read",
        ],
    ),
    (
        ElementRole::Frame,
        &[
            "footer",
            "foot",
            "header",
            "masthead",
            "sidebar",
            "aside",
            "side",
            "rail",
            "banner",
            "topbar",
            "bottom bar",
        ],
    ),
];

/// Prefixes of class names that describe the state or the section of an element, not its role.
const STATES: [&str; 17] = [
    "has", "no", "with", "without", "is", "category", "tag", "format", "status", "type", "hide",
    "show", "js", "hasnt", "isnt", "not", "can",
];

/// Returns the labels of an element.
pub(super) fn of(node: PageNode) -> Vec<ElementRole> {
    let mut labels = Vec::new();
    let name = node.node_name();
    match name.as_deref().unwrap_or_default() {
        "nav" | "dialog" | "button" | "menu" => labels.push(ElementRole::Boilerplate),
        "figcaption" => labels.push(ElementRole::Caption),
        "footer" | "aside" | "header" => labels.push(ElementRole::Frame),
        "time" => labels.push(ElementRole::Time),
        "html" | "body" => return labels,
        _ => {}
    }
    let value = |attribute: &str| {
        node.attr(attribute)
            .map(|v| v.to_string())
            .unwrap_or_default()
    };
    match value("role").as_str() {
        "navigation" | "dialog" | "alertdialog" | "menu" | "search" | "button" => {
            labels.push(ElementRole::Boilerplate)
        }
        "complementary" | "banner" | "contentinfo" => labels.push(ElementRole::Frame),
        _ => {}
    }
    let prop = value("itemprop");
    for property in prop.split_whitespace() {
        match property {
            "articleBody" => labels.push(ElementRole::Body),
            "author" | "creator" => labels.push(ElementRole::Byline),
            "datePublished" | "dateModified" => labels.push(ElementRole::Time),
            "caption" | "copyrightHolder" => labels.push(ElementRole::Caption),
            "keywords" => labels.push(ElementRole::Tags),
            "comment" => labels.push(ElementRole::Comments),
            _ => {}
        }
    }
    if value("rel") == "author" {
        labels.push(ElementRole::Byline);
    }
    let class = value("class");
    let names = class.split_whitespace().map(str::to_string);
    for name in names.chain([value("id"), value("data-component"), value("data-testid")]) {
        labels.extend(by_name(&name).filter(|label| !labels.contains(label)));
    }
    // A paragraph behind a paywall is the article's text, in a page that was saved with it.
    if matches!(name.as_deref(), Some("p" | "span")) {
        let is_gated = class
            .split_whitespace()
            .any(|name| parts(name).iter().any(|part| part == "paywall"));
        if is_gated {
            labels.retain(|label| *label != ElementRole::Boilerplate);
        }
    }
    if labels.contains(&ElementRole::Body) {
        labels.retain(|label| *label == ElementRole::Body);
    }
    labels
}

/// Returns true if browsers do not show an element.
pub(super) fn is_hidden(node: PageNode) -> bool {
    let style = node
        .attr("style")
        .map(|style| style.to_ascii_lowercase().replace(' ', ""));
    let style = style.unwrap_or_default();
    node.has_attr("hidden") || style.contains("display:none") || style.contains("visibility:hidden")
}

fn by_name(name: &str) -> Option<ElementRole> {
    // In BEM, the part after two hyphens is a modifier: a variant of the thing, not the thing.
    let name = name.split_once("--").map_or(name, |(thing, _)| thing);
    let parts = parts(name);
    if parts.len() > 8
        || parts
            .first()
            .is_some_and(|first| parts.len() > 1 && STATES.contains(&first.as_str()))
    {
        return None;
    }
    let has = |word: &str| match word.split_once(' ') {
        None if word.starts_with('=') => parts.len() == 1 && word[1..] == parts[0],
        None => parts.iter().any(|part| part == word),
        Some((first, second)) => parts
            .windows(2)
            .any(|pair| pair[0] == first && pair[1] == second),
    };
    WORDS
        .iter()
        .find(|(_, words)| words.iter().any(|word| has(word)))
        .map(|(label, _)| *label)
}

/// Returns the words of a name, in lower case.
fn parts(name: &str) -> Vec<String> {
    let mut parts: Vec<String> = vec![String::new()];
    let mut after_small = false;
    for c in name.chars() {
        if !c.is_alphanumeric() {
            parts.push(String::new());
        } else {
            if c.is_uppercase() && after_small {
                parts.push(String::new());
            }
            if let Some(last) = parts.last_mut() {
                last.extend(c.to_lowercase());
            }
        }
        after_small = c.is_lowercase();
    }
    parts.retain(|part| !part.is_empty());
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_split_at_signs_and_capitals() {
        for (name, label) in [
            ("article-body", Some(ElementRole::Body)),
            ("articleBody", Some(ElementRole::Body)),
            ("ArticleBody_text__x1", Some(ElementRole::Body)),
            ("image-caption", Some(ElementRole::Caption)),
            ("has-share", None),
            ("adaptive", None),
            ("ad-slot", Some(ElementRole::Boilerplate)),
            ("category-newsletter", None),
            ("story__standfirst", None),
            ("standfirst", Some(ElementRole::Lead)),
            ("", None),
        ] {
            let expected = if name == "story__standfirst" {
                Some(ElementRole::Lead)
            } else {
                label
            };
            assert_eq!(by_name(name), expected, "{name}");
        }
    }
}
