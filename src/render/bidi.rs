//! Marks up words of another direction or language: with `<bdi dir>` if they would break the order of the line, with `<span
//! lang>` if they are in another language, and with both attributes on `<span>` (`dir` isolates as well) if both apply.
//!
//! Takes the runs that `parse` left open in a body, or a text of the front matter; writes HTML.

use crate::lang::{Direction, Script, Writing, only_language_of, runs, script_of_language};
use crate::parse::html::BidiRun;
use crate::render::fill::escape;

/// Returns the language of a script: the first of these tags that uses it, or else the only language that does.
pub(super) fn language_of<'t>(
    script: Script,
    mut tags: impl Iterator<Item = &'t str>,
) -> Option<&'t str> {
    tags.find(|tag| script_of_language(tag) == Some(script))
        .or_else(|| only_language_of(script))
}

/// Writes the start tag of a run. `lang` is the run's language, if known.
pub(super) fn write_start(apart: BidiRun, lang: Option<&str>, out: &mut String) {
    match lang {
        Some(lang) => {
            out.push_str("<span lang=\"");
            escape(lang, out);
            out.push('"');
        }
        None if apart.is_isolated => out.push_str("<bdi"),
        None => return,
    }
    out.push_str(match (apart.is_isolated, apart.direction) {
        (true, Direction::Ltr) => " dir=\"ltr\">",
        (true, Direction::Rtl) => " dir=\"rtl\">",
        (false, _) => ">",
    });
}

/// Writes the end tag of a run.
pub(super) fn write_end(apart: BidiRun, lang: Option<&str>, out: &mut String) {
    if lang.is_some() {
        out.push_str("</span>");
    } else if apart.is_isolated {
        out.push_str("</bdi>");
    }
}

/// Returns a text as HTML with its runs marked up. `tags` are the site's languages.
pub(super) fn html<'t>(
    text: &str,
    writing: Writing,
    tags: impl Iterator<Item = &'t str> + Clone,
) -> String {
    // The starts and ends of runs, by offset. At the same offset, ends come before starts, and the outer start comes first.
    let mut marks: Vec<(usize, BidiRun, bool)> = Vec::new();
    for run in runs(text, writing) {
        let apart = BidiRun {
            direction: run.direction,
            is_isolated: run.is_isolated,
            script: run.script,
        };
        let end = marks.partition_point(|(at, ..)| *at < run.range.end);
        marks.insert(end, (run.range.end, apart, false));
        let start = marks.partition_point(|(at, ..)| *at <= run.range.start);
        marks.insert(start, (run.range.start, apart, true));
    }
    let mut out = String::with_capacity(text.len() + 40 * marks.len());
    let mut done = 0;
    for (at, apart, is_start) in marks {
        escape(&text[done..at], &mut out);
        done = at;
        let lang = apart.script;
        let lang = lang.and_then(|script| language_of(script, tags.clone()));
        if is_start {
            write_start(apart, lang, &mut out);
        } else {
            write_end(apart, lang, &mut out);
        }
    }
    escape(&text[done..], &mut out);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_headline_keeps_its_order_and_names_its_languages() {
        for (text, lang, expected) in [
            ("Kim & Putin <b>", "en", "Kim &amp; Putin &lt;b&gt;"),
            (
                "نمو 3–5% سنويا",
                "ar",
                "نمو <bdi dir=\"ltr\">3–5%</bdi> سنويا",
            ),
            (
                "سأل «Is it true?» أمس",
                "ar",
                "سأل «<span lang=\"en\" dir=\"ltr\">Is it true?</span>» أمس",
            ),
            (
                "كتب the war goes on أمس",
                "ar",
                "كتب <span lang=\"en\">the war goes on</span> أمس",
            ),
            (
                "He wrote \"نمو 3–5% سنويا\" today",
                "en",
                "He wrote &quot;نمو <bdi dir=\"ltr\">3–5%</bdi> سنويا&quot; today",
            ),
            (
                "صحيفة Российская газета пишет об этом أمس",
                "ar",
                "صحيفة Российская газета пишет об этом أمس",
            ),
            (
                "The 조선중앙통신은 오늘 이렇게 보도했다 report",
                "en",
                "The <span lang=\"ko\">조선중앙통신은 오늘 이렇게 보도했다</span> report",
            ),
        ] {
            let tags = ["ar", "en"].into_iter();
            assert_eq!(html(text, Writing::of(lang), tags), expected);
        }
    }
}
