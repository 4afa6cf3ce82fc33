//! Formats the answers as text: one block of lines per state, the most urgent first, and a last line with totals.

use crate::recheck::{AddressRole, AddressState, PageState};

/// Formats the answers. Unchanged pages are only counted, unless `everything` is true.
pub fn table(answers: &[AddressState], everything: bool) -> String {
    let mut out = String::new();
    for state in PageState::ALL {
        if state == PageState::Same && !everything {
            continue;
        }
        let own: Vec<&AddressState> = answers.iter().filter(|a| a.state == state).collect();
        let width = own.iter().map(|a| a.article.chars().count()).max();
        for answer in own {
            let article = format!("{:width$}", answer.article, width = width.unwrap_or(0));
            out.push_str(&format!("{:8}  {article}  {}\n", state.word(), answer.url));
            for detail in details(answer) {
                out.push_str(&format!("          {detail}\n"));
            }
        }
    }
    if !out.is_empty() {
        out.push('\n');
    }
    out.push_str(&totals(answers));
    out
}

/// Returns the lines below an answer's first line.
fn details(answer: &AddressState) -> Vec<String> {
    let mut lines = Vec::new();
    if answer.role == AddressRole::Link {
        lines.push(format!("a link in {}", answer.path));
    }
    if let Some(to) = &answer.moved_to {
        lines.push(match answer.role {
            AddressRole::Original => format!("leads to {to}: put it into `url` of {}", answer.path),
            AddressRole::Link => format!("leads to {to}"),
        });
    }
    if !answer.changed.is_empty() {
        let mut line = format!("not on the page any more: {}", numbers(&answer.changed));
        match answer.cited.as_slice() {
            [] => line.push_str("; no summary cites them"),
            cited => line.push_str(&format!("; summaries cite {}", numbers(cited))),
        }
        lines.push(line);
    }
    if answer.added > 0 && answer.state != PageState::Replaced {
        let s = if answer.added == 1 { "" } else { "s" };
        lines.push(format!(
            "{} paragraph{s} more than the original",
            answer.added
        ));
    }
    if let Some(why) = &answer.why {
        lines.push(why.clone());
    }
    let is_lost = matches!(answer.state, PageState::Gone | PageState::Replaced);
    if is_lost && answer.role == AddressRole::Original {
        lines.push(match &answer.archived {
            Some(archived) => format!("a copy: {archived}"),
            None => format!(
                "no copy is named: put its address into `archived` of {}",
                answer.path
            ),
        });
    }
    lines
}

/// Returns paragraph numbers as citations name them: `p2, p4-p6`.
fn numbers(numbers: &[u32]) -> String {
    let mut ranges: Vec<(u32, u32)> = Vec::new();
    for &number in numbers {
        match ranges.last_mut() {
            Some((_, last)) if *last + 1 == number => *last = number,
            _ => ranges.push((number, number)),
        }
    }
    let words = ranges.iter().map(|(first, last)| match first == last {
        true => format!("p{first}"),
        false => format!("p{first}-p{last}"),
    });
    words.collect::<Vec<_>>().join(", ")
}

fn totals(answers: &[AddressState]) -> String {
    let counts = PageState::ALL.iter().filter_map(|state| {
        let many = answers.iter().filter(|a| a.state == *state).count();
        (many > 0).then(|| format!("{many} {}", state.word()))
    });
    let counts: Vec<String> = counts.collect();
    match counts.as_slice() {
        [] => "No original and no summary has an address to ask.\n".to_string(),
        counts => {
            let s = if answers.len() == 1 { "" } else { "es" };
            format!("{} address{s}: {}\n", answers.len(), counts.join(", "))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::numbers;

    #[test]
    fn neighbouring_paragraphs_are_one_range() {
        assert_eq!(numbers(&[2, 4, 5, 6, 9]), "p2, p4-p6, p9");
    }
}
