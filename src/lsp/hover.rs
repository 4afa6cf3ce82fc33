//! Hover: shows the paragraph that a citation names, the verdict on a figure, the register entry of a name, or the meaning of a
//! finding's code.

use std::ops::{Range, RangeInclusive};

use lsp_types::{Hover, HoverContents};

use crate::check::claims_of;
use crate::diagnostic::beginning;
use crate::diagnostic::codes::known;
use crate::lang::verify::{Claim, ClaimKind, PlaceRole, SourcePlace, Understood};
use crate::lsp::markup::MarkupText;
use crate::lsp::symbols::{Symbol, paragraph_at, symbol_at, touches};
use crate::lsp::view::RequestView;
use crate::parse::article::{Original, Summary};
use crate::parse::layout::role;
use crate::parse::registers::Name;

/// Maximum number of paragraphs that are shown of one citation.
const MOST_PARAGRAPHS: u32 = 8;

/// Maximum number of characters that are shown of one paragraph.
const LONGEST_PARAGRAPH: usize = 1_500;

/// Returns the hover for an offset of a file; `None` if there is no information.
pub fn hover(view: &RequestView<'_>, path: &str, at: usize, is_markdown: bool) -> Option<Hover> {
    let mut markup = MarkupText::new(is_markdown);
    let mut place = None;
    if let Some((claim, span)) = claim_at(view, path, at) {
        describe_claim(&mut markup, &claim, &view.originals_of(article_of(path)?));
        place = Some(span);
    }
    if let Some((symbol, span)) = symbol_at(view, path, at) {
        describe(&mut markup, view, path, &symbol, at);
        place = place.or(Some(span));
    }
    if let Some(span) = code_at(view.text(path), at, &mut markup) {
        place = Some(span);
    }
    for found in view.findings(path, &(at..at)).filter(|d| d.span.is_some()) {
        let code = found.code;
        markup
            .paragraph()
            .bold(code.name())
            .words(": ")
            .words(code.means);
        place = place.or_else(|| found.span.clone());
    }
    if markup.is_empty() {
        return None;
    }
    Some(Hover {
        contents: HoverContents::Markup(markup.content()),
        range: place.map(|span| view.workspace.lines(path).range(&span)),
    })
}

/// Returns the slug of the article that a file belongs to.
pub fn article_of(path: &str) -> Option<&str> {
    let rest = path.strip_prefix("content/articles/")?;
    Some(rest.split_once('/')?.0)
}

/// Returns the claim at an offset of a summary, with its range in the file.
pub fn claim_at(view: &RequestView<'_>, path: &str, at: usize) -> Option<(Claim, Range<usize>)> {
    let claims = claims(view, path)?;
    // A figure within a quotation is the shorter claim.
    let touched = claims.into_iter().filter(|claim| touches(&claim.range, at));
    let claim = touched.min_by_key(|claim| claim.range.len())?;
    let span = claim.range.clone();
    Some((claim, span))
}

/// Returns the claims of a summary with their verdicts, as in `check`; their ranges are those of the file.
pub fn claims(view: &RequestView<'_>, path: &str) -> Option<Vec<Claim>> {
    view.summary(path)?;
    let article = view.article(article_of(path)?)?;
    let files = claims_of(view.site?, article, &view.workspace.sources);
    let own = files.into_iter().find(|(own, _)| own.as_ref() == path)?;
    Some(own.1)
}

fn describe_claim(markup: &mut MarkupText, claim: &Claim, originals: &[&Original]) {
    let kind = match claim.kind {
        ClaimKind::Figure => "figure",
        ClaimKind::Quotation => "quotation",
        ClaimKind::Name => "name",
    };
    markup.paragraph().bold(claim.verdict.word());
    markup.words(&format!(" {kind} ")).shown(&claim.text);
    if let Some(Understood::Figure(figure)) = &claim.understood {
        let remarks = figure.remarks();
        if !remarks.is_empty() {
            markup.words(" (").shown(&remarks.join(", ")).words(")");
        }
    }
    markup.words(": ").words(claim.reason.explanation());
    for place in &claim.places {
        let mut originals = originals.iter();
        let original =
            originals.find(|original| original.id.as_deref() == place.original.as_deref());
        let language = original.map_or("en", |original| original.lang.as_str());
        describe_place(markup, place, language);
    }
}

fn describe_place(markup: &mut MarkupText, place: &SourcePlace, language: &str) {
    markup.paragraph().words(match place.role {
        PlaceRole::Same | PlaceRole::Differs => "",
        PlaceRole::Instead => "but ",
        PlaceRole::Nearest => "nearest is ",
    });
    if let Some(id) = &place.original {
        markup.bold(id).words(" ");
    }
    match place.paragraph {
        Some(number) => markup.bold(&format!("p{number}")),
        None => markup.bold("title or heading"),
    };
    if let Some(words) = place.context.as_ref().or(place.text.as_ref()) {
        markup.words(" ").quoted(words, language);
    }
}

fn describe(
    markup: &mut MarkupText,
    view: &RequestView<'_>,
    path: &str,
    symbol: &Symbol,
    at: usize,
) {
    match symbol {
        Symbol::Paragraphs {
            article,
            original,
            numbers,
        } => {
            let Some(original) = view.original_of(article, original.as_deref()) else {
                return;
            };
            if original.path.as_ref() == path {
                describe_own_paragraph(markup, view, original, at);
            } else {
                describe_paragraphs(markup, view, original, numbers);
            }
        }
        Symbol::Name(index) => {
            if let Some(name) = view.names().get(*index) {
                describe_name(markup, name);
            }
        }
        Symbol::Topic(id) => {
            let topics = view.documents.topics.iter();
            for topic in topics.filter(|topic| topic.id == *id) {
                markup.paragraph().quoted(&topic.title, &topic.lang);
                if let Some(description) = &topic.description {
                    markup.words(": ").quoted(description, &topic.lang);
                }
            }
        }
        Symbol::Publisher(id) => {
            let mut publishers = view.documents.publishers.iter();
            if let Some(publisher) = publishers.find(|one| one.id.value == *id) {
                for (language, name) in &publisher.name {
                    markup.paragraph().quoted(name, language);
                    if let Some(note) = publisher.note.get(language) {
                        markup.words(": ").quoted(note, language);
                    }
                }
            }
        }
        Symbol::Article(slug) => describe_article(markup, view, slug),
        Symbol::File(file) => {
            let title = view
                .summary(file)
                .map(|summary| (&summary.title, &summary.lang));
            let title = title.or_else(|| {
                let mut standing = view.standing();
                let text = standing.find(|one| one.path.as_ref() == file)?;
                Some((&text.title, &text.lang))
            });
            if let Some((title, language)) = title {
                markup.paragraph().quoted(title, language);
            }
        }
    }
}

/// Shows the paragraphs that a citation names.
fn describe_paragraphs(
    markup: &mut MarkupText,
    view: &RequestView<'_>,
    original: &Original,
    numbers: &[RangeInclusive<u32>],
) {
    let last = original.paragraphs();
    let numbers = numbers.iter();
    let numbers = numbers.flat_map(|range| *range.start()..=(*range.end()).min(last));
    let mut count = 0;
    for number in numbers {
        count += 1;
        if count > MOST_PARAGRAPHS {
            markup.paragraph().words("…");
            return;
        }
        if let Some(words) = view.paragraph(original, number) {
            let name = paragraph_name(original, number);
            markup.paragraph().bold(&name).words(" ");
            markup.quoted(&beginning(&words, LONGEST_PARAGRAPH), &original.lang);
        }
    }
}

/// Shows the number of a paragraph, and how often summaries cite it.
fn describe_own_paragraph(
    markup: &mut MarkupText,
    view: &RequestView<'_>,
    original: &Original,
    at: usize,
) {
    let Some((number, _)) = paragraph_at(original, at) else {
        return;
    };
    let name = paragraph_name(original, number);
    markup.paragraph().bold(&name);
    for summary in view.summaries_of(&original.article) {
        let count = cites(summary, original, number);
        let times = if count == 1 { "" } else { "s" };
        markup.words(&format!(
            ", cited {count} time{times} in `{}`",
            summary.lang
        ));
    }
}

/// Returns a paragraph's name in citations: `p4`, `reuters p4`.
fn paragraph_name(original: &Original, number: u32) -> String {
    match &original.id {
        Some(id) => format!("{id} p{number}"),
        None => format!("p{number}"),
    }
}

fn cites(summary: &Summary, original: &Original, number: u32) -> usize {
    let names = |ranges: &[RangeInclusive<u32>]| ranges.iter().any(|range| range.contains(&number));
    let citations = summary.body.citations.iter();
    citations
        .filter(|citation| citation.names.original.as_deref() == original.id.as_deref())
        .filter(|citation| names(&citation.paragraphs))
        .count()
}

fn describe_name(markup: &mut MarkupText, name: &Name) {
    markup
        .paragraph()
        .bold(&name.id.value)
        .words(", ")
        .words(name.kind.word());
    for (language, spelling) in &name.preferred {
        markup
            .paragraph()
            .words(&format!("{language}: "))
            .quoted(spelling, language);
        if let Some(note) = name.note.get(language) {
            markup.words(", ").quoted(note, language);
        }
        let variants = name.variants.get(language).into_iter().flatten();
        for (index, variant) in variants.enumerate() {
            markup.words(if index == 0 { "; instead of " } else { ", " });
            markup.quoted(variant, language);
        }
    }
}

fn describe_article(markup: &mut MarkupText, view: &RequestView<'_>, slug: &str) {
    for original in view.originals_of(slug) {
        markup
            .paragraph()
            .bold(slug)
            .words(" ")
            .quoted(&original.title, &original.lang);
    }
    for summary in view.summaries_of(slug) {
        markup.paragraph().words(&format!("{}: ", summary.lang));
        markup.quoted(&summary.title, &summary.lang);
    }
}

/// Explains the diagnostic code at an offset, as in a waiver; returns its range.
fn code_at(text: &str, at: usize, markup: &mut MarkupText) -> Option<Range<usize>> {
    let is_part = |c: char| c.is_ascii_lowercase() || c == '-';
    let before = text.get(..at)?;
    let start = before.trim_end_matches(is_part).len();
    let length = text[start..]
        .find(|c| !is_part(c))
        .unwrap_or(text.len() - start);
    let word = &text[start..start + length];
    let is_quoted = text[..start].ends_with(['"', '\'']);
    let code = known(word).filter(|_| is_quoted)?;
    markup
        .paragraph()
        .bold(code.name())
        .words(": ")
        .words(code.title);
    markup
        .paragraph()
        .words(code.means)
        .words(" ")
        .words(code.why);
    Some(start..start + length)
}

/// Returns true if a file of this path can contain anything with a hover.
pub fn is_text(path: &str) -> bool {
    use crate::parse::layout::FileRole;
    !matches!(
        role(path),
        FileRole::Misplaced(_) | FileRole::MisplacedFolder(..) | FileRole::Attachment { .. }
    )
}
