//! Decides whether a text becomes an article's lead: by an option, or by asking on a terminal.

use std::path::Path;

use crate::cli::{ask, can_ask};
use crate::import::{Imported, quoted_whole};

/// The treatment of a text that may be the lead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LeadChoice {
    /// The text becomes the first paragraph.
    Keep,
    /// The user at the terminal is asked.
    Ask,
    /// The text is left out, and the report names it.
    LeaveOut,
}

impl LeadChoice {
    /// Returns the choice for a run. The user is not asked if there are many texts, or if the run is quiet.
    pub fn new(keep_lead: bool, is_terminal: bool, is_quiet: bool, is_many: bool) -> LeadChoice {
        match keep_lead {
            true => LeadChoice::Keep,
            false if is_terminal && !is_quiet && !is_many => LeadChoice::Ask,
            false => LeadChoice::LeaveOut,
        }
    }

    /// Returns the choice for a run of this process.
    pub fn here(keep_lead: bool, is_quiet: bool, is_many: bool) -> LeadChoice {
        LeadChoice::new(keep_lead, can_ask(), is_quiet, is_many)
    }

    /// Decides whether a possible lead becomes the first paragraph, and adds it there if so.
    pub fn settle(self, file: &Path, imported: &mut Imported) {
        let Some(lead) = &imported.possible_lead else {
            return;
        };
        let is_kept = match self {
            LeadChoice::Keep => true,
            LeadChoice::Ask => ask(&question(file, lead)),
            LeadChoice::LeaveOut => false,
        };
        if is_kept {
            imported.take_lead();
        }
    }
}

/// Returns the question about a text that may be the lead, with its words.
fn question(file: &Path, lead: &str) -> String {
    format!(
        "{}: this stands above the article and may be its lead:\n  {}\nMake it the first paragraph?",
        file.display(),
        quoted_whole(lead)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_person_at_a_terminal_is_asked_and_only_about_a_few_texts() {
        use LeadChoice::{Ask, Keep, LeaveOut};
        for (keep_lead, is_terminal, is_quiet, is_many, choice) in [
            (false, true, false, false, Ask),
            (false, false, false, false, LeaveOut),
            (false, true, true, false, LeaveOut),
            (false, true, false, true, LeaveOut),
            (true, true, false, false, Keep),
            (true, false, true, true, Keep),
        ] {
            assert_eq!(
                LeadChoice::new(keep_lead, is_terminal, is_quiet, is_many),
                choice
            );
        }
    }

    #[test]
    fn the_question_isolates_the_words_of_the_page() {
        let asked = question(Path::new("a.html"), "صوامع\u{202e} ممتلئة");
        assert!(asked.starts_with("a.html: "), "{asked}");
        assert!(asked.contains("\u{2068}“صوامع ممتلئة”\u{2069}"), "{asked}");
    }
}
