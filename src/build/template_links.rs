//! Finds links in the site's own templates that lead to no page.
//!
//! Takes the theme's files and the plan; reports `template-link`. Only literal addresses can be checked, not computed
//! ones.

use std::ops::Range;

use crate::diagnostic::{Diagnostic, codes};
use crate::load::{Sources, built_in_file};
use crate::parse::config::BaseUrl;
use crate::plan::Plan;

/// Checks the templates of a theme.
pub fn check(
    theme: &str,
    base: &BaseUrl,
    plan: &Plan<'_>,
    sources: &Sources,
    found: &mut Vec<Diagnostic>,
) {
    for source in sources.below(&format!("themes/{theme}/templates/")) {
        let text = sources.text(&source.path).unwrap_or_default();
        if built_in_file(&source.path).is_some_and(|own| own == text.as_bytes()) {
            continue;
        }
        for (address, span) in addresses(text) {
            let below = address.strip_prefix(base.path.as_str());
            let below = below.filter(|rest| rest.is_empty() || rest.starts_with(['/', '?', '#']));
            let help = match below {
                Some(rest) if plan.has_page(rest) => continue,
                Some(_) => "correct the address, or take it from what the template sees, as in `{{ site.sections }}`".to_owned(),
                None => format!("the site is below `{}`: begin the address with that", base.path),
            };
            let message = format!("the link to `{address}` is broken: the site has no such page");
            let broken = Diagnostic::new(codes::TEMPLATE_LINK, &source.path, message);
            found.push(broken.at(span).help(help));
        }
    }
}

/// Returns the literal addresses from the root of the host in `href` attributes of a template, with their places.
fn addresses(text: &str) -> impl Iterator<Item = (&str, Range<usize>)> {
    let comments = comments(text);
    let is_in_comment = move |at: usize| {
        let index = comments.partition_point(|comment| comment.end <= at);
        comments
            .get(index)
            .is_some_and(|comment| comment.start <= at)
    };
    let is_attribute = |at: usize| text[..at].ends_with(|c: char| c.is_ascii_whitespace());
    let places = text.match_indices("href=");
    let places = places.filter(move |(at, _)| is_attribute(*at) && !is_in_comment(*at));
    places.filter_map(move |(at, key)| {
        let start = at + key.len() + 1;
        let quote = text[at + key.len()..].chars().next()?;
        let value = matches!(quote, '"' | '\'').then(|| text[start..].split(quote).next())??;
        let is_plain = value.starts_with('/') && !value.starts_with("//") && !value.contains('{');
        is_plain.then_some((value, start..start + value.len()))
    })
}

/// Returns the comments of HTML and of Tera, in order. An unclosed comment extends to the end.
fn comments(text: &str) -> Vec<Range<usize>> {
    let mut comments = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(['<', '{']).map(|found| at + found) {
        let close = [("<!--", "-->"), ("{#", "#}")]
            .into_iter()
            .find(|(open, _)| text[start..].starts_with(open));
        at = match close {
            Some((_, close)) => {
                let end = text[start..].find(close);
                let end = end.map_or(text.len(), |end| start + end + close.len());
                comments.push(start..end);
                end
            }
            None => start + 1,
        };
    }
    comments
}

#[cfg(test)]
mod tests {
    use super::addresses;

    #[test]
    fn only_addresses_that_stand_there_are_judged() {
        let text = "<a href=\"/en/x/\"><a href='/y'><a href=\"{{ u }}\"><a href=\"/{{ l }}/\"><a href=\"//h/\"><a href=\"#a\"><a href=/z><!-- <a href=\"/old\"> -->{# <a href=\"/old\"> #}<a data-href=\"/x\"><a href=\"/w\">";
        let found: Vec<&str> = addresses(text).map(|(address, _)| address).collect();
        assert_eq!(found, ["/en/x/", "/y", "/w"]);
    }
}
