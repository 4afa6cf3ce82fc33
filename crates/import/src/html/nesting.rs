//! Measures how deep the elements of a page's source are nested, before it is parsed. Pure.
//!
//! A parser's time grows with the square of the depth, so pages that open elements by the hundred thousand must be
//! rejected first. The count is rough: an element without an end tag counts as open, unless HTML closes it by itself.

use memchr::memmem::find;

/// Elements that have no end tag, or whose end tag may be omitted.
const CLOSE_BY_THEMSELVES: [&str; 37] = [
    "area", "base", "body", "br", "col", "colgroup", "dd", "dt", "embed", "head", "hr", "html",
    "img", "input", "keygen", "li", "link", "meta", "optgroup", "option", "p", "param", "path",
    "rp", "rt", "source", "tbody", "td", "tfoot", "th", "thead", "tr", "track", "use", "wbr",
    "frame", "image",
];

/// Returns the maximum number of elements that are open at once.
pub(super) fn of(source: &str) -> usize {
    let (mut open, mut deepest) = (0_usize, 0_usize);
    let mut rest = source;
    while let Some((_, tag)) = rest.split_once('<') {
        rest = tag;
        if let Some(comment) = tag.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
            continue;
        }
        let (closes, tag) = tag
            .strip_prefix('/')
            .map_or((false, tag), |tag| (true, tag));
        let end = tag.find(|c: char| !c.is_ascii_alphanumeric() && c != '-');
        let name = tag[..end.unwrap_or(tag.len())].to_ascii_lowercase();
        if !name.starts_with(|c: char| c.is_ascii_alphabetic())
            || CLOSE_BY_THEMSELVES.contains(&name.as_str())
        {
            continue;
        }
        if closes {
            open = open.saturating_sub(1);
            continue;
        }
        if matches!(name.as_str(), "script" | "style") {
            // The content is raw text: what looks like tags in it is not.
            let end = format!("</{name}");
            rest = find(tag.as_bytes(), end.as_bytes())
                .and_then(|at| tag.get(at + end.len()..))
                .unwrap_or_default();
            continue;
        }
        open += 1;
        deepest = deepest.max(open);
    }
    deepest
}

/// Returns the largest number of attributes that an element has. A parser compares each with all before it.
pub(super) fn attributes(source: &str) -> usize {
    let mut most = 0;
    let mut rest = source;
    while let Some((_, tag)) = rest.split_once('<') {
        rest = tag;
        if !tag.starts_with(|c: char| c.is_ascii_alphabetic()) {
            continue;
        }
        let end = tag.find(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>'));
        rest = &tag[end.unwrap_or(tag.len())..];
        let mut count = 0;
        loop {
            rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
            if rest.is_empty() || rest.starts_with('>') {
                break;
            }
            count += 1;
            rest = past_attribute(rest);
        }
        most = most.max(count);
    }
    most
}

/// Returns the rest of a text after the attribute that it begins with.
fn past_attribute(text: &str) -> &str {
    let is_end = |c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>' | '=');
    // A name may begin with an equals sign.
    let first = text.chars().next().map_or(0, char::len_utf8);
    let end = text[first..].find(is_end);
    let rest = end.map_or("", |end| &text[first + end..]).trim_start();
    let Some(value) = rest.strip_prefix('=') else {
        return rest;
    };
    let value = value.trim_start();
    match value.chars().next() {
        Some(quote @ ('"' | '\'')) => {
            let after = value[1..].split_once(quote);
            after.map_or("", |(_, after)| after)
        }
        _ => {
            let end = value.find(|c: char| c.is_ascii_whitespace() || c == '>');
            end.map_or("", |end| &value[end..])
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn attributes_are_counted_in_each_element() {
        for (source, most) in [
            ("", 0),
            ("<p>a = b", 0),
            ("<p a b=c d='>' e=\"x y\" f = g/>", 5),
            ("<p a><br b c><", 2),
            ("<p a='open b c>", 1),
            ("<p ==a b=c>d</p>", 2),
        ] {
            assert_eq!(super::attributes(source), most, "{source}");
        }
    }

    #[test]
    fn elements_are_counted_while_they_are_open() {
        for (source, deepest) in [
            ("", 0),
            ("a < b", 0),
            ("<p>a<p>b<br>c", 0),
            ("<div><div></div></div><div></div>", 2),
            ("<div><span>a<div>b", 3),
            ("<DIV><!-- <div><div> --><script>'<div><div>'</script>", 1),
            ("<ul><li>a<ul><li>b</ul></ul>", 2),
            ("<div", 1),
        ] {
            assert_eq!(super::of(source), deepest, "{source}");
        }
    }
}
