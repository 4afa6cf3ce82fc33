//! Searches an original for quotations.
//!
//! Takes an original's texts; returns a [`QuotationMatch`] for the words of a quotation. All texts are kept as one
//! string of words (`words`), so that searching for a quotation is a string search.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

use memchr::memmem;

use super::near::nearest;
use super::pieces::{QuotationPiece, count_words, pieces};
use super::words::{is_arabic, words};

/// Minimum number of words; fewer words could come from anywhere.
const ENOUGH: usize = 3;
/// Maximum number of words of the original that an editor's bracket replaces.
const INSERTED: usize = 6;

/// An original's texts, prepared for [`QuotationSource::verdict`]. Preparing costs about as much as reading the texts
/// three times, so do it only when there is a quotation to search for.
#[derive(Debug)]
pub struct QuotationSource<'t> {
    texts: Vec<&'t str>,
    /// A space, then the words of all texts, with a space after each.
    words: String,
    /// Offset of each text's words in `words`.
    starts: Vec<usize>,
}

/// Result of the search for a quotation in an original.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum QuotationMatch {
    /// The original contains its words, in the texts with these indices (ascending).
    Found(Vec<usize>),
    /// The original does not contain its words.
    Absent {
        /// The passage with the most of its words in their order: the index of the text and a byte range in it. `None` if no
        /// passage has half of them.
        nearest: Option<(usize, Range<usize>)>,
    },
    /// The quotation has fewer than three words of the original, or the original has no words.
    CannotTell,
}

/// Offsets in the words where the next piece may start: `first` to `last`, at the beginning of any word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct WordSpan {
    first: usize,
    last: usize,
}

impl WordSpan {
    /// Returns a span with a single offset.
    fn at(place: usize) -> WordSpan {
        WordSpan {
            first: place,
            last: place,
        }
    }
}

/// Returns true if a quotation has too few words for a search. In scripts without spaces between words, this never
/// happens.
pub fn has_few_words(quoted: &str) -> bool {
    let is_unspaced = |c: char| {
        matches!(c, '\u{0E00}'..='\u{0EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}')
            || matches!(c, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{20000}'..='\u{3FFFF}')
    };
    count_words(quoted) < ENOUGH && !quoted.contains(is_unspaced)
}

impl<'t> QuotationSource<'t> {
    /// Takes an original's texts in their order: its title, headings and paragraphs, without markup.
    pub fn new(texts: &[&'t str]) -> QuotationSource<'t> {
        let mut all = String::with_capacity(texts.iter().map(|t| t.len() + 1).sum::<usize>() + 1);
        all.push(' ');
        let mut starts = Vec::with_capacity(texts.len());
        for text in texts {
            starts.push(all.len());
            words(text, &mut all, |_, _| ());
        }
        QuotationSource {
            texts: texts.to_vec(),
            words: all,
            starts,
        }
    }

    /// Searches the original for the words of a quotation; both must be in the same language.
    ///
    /// `quoted` is the text between the marks. It is found if the original has all its words, whole, in their order and
    /// without gaps. Spelling is compared as `words` defines; there is no further fuzziness. Exceptions:
    ///
    /// - an ellipsis leaves out words, within one text or from one text to the next;
    /// - words in square brackets replace up to six words of the original, or none; letters in brackets inside a word
    ///   replace other letters or none (`[T]he`, `want[ed]`); `[sic]` is ignored;
    /// - the first word, also after an ellipsis, may in the original have a conjunction or preposition that Arabic joins to
    ///   it (نقاتل in ونقاتل, التحالف in للتحالف).
    pub fn verdict(&self, quoted: &str) -> QuotationMatch {
        if count_words(quoted) < ENOUGH {
            return QuotationMatch::CannotTell;
        }
        self.verdict_on_any(quoted)
    }

    /// Does the same as [`QuotationSource::verdict`] for words that the original is said to contain, no matter how few
    /// they are.
    pub fn verdict_on_any(&self, quoted: &str) -> QuotationMatch {
        if self.words.len() <= 1 {
            return QuotationMatch::CannotTell;
        }
        let pieces = pieces(quoted);
        if pieces.is_empty() {
            return QuotationMatch::CannotTell;
        }
        let mut found = self.find(&pieces);
        if found.is_empty() {
            found = self.find_uncut(quoted);
        }
        if found.is_empty() {
            QuotationMatch::Absent {
                nearest: nearest(self.texts_with_words(), &pieces),
            }
        } else {
            QuotationMatch::Found(found.into_iter().collect())
        }
    }

    /// Returns the texts that contain a quotation after words that a hyphen and a line break cut in two are joined again.
    fn find_uncut(&self, quoted: &str) -> BTreeSet<usize> {
        let whole: Vec<Cow<'_, str>> = self.texts.iter().map(|text| uncut(text)).collect();
        let quoted = uncut(quoted);
        let is_same = |text: &Cow<'_, str>| matches!(text, Cow::Borrowed(_));
        if is_same(&quoted) && whole.iter().all(is_same) {
            return BTreeSet::new();
        }
        let texts: Vec<&str> = whole.iter().map(Cow::as_ref).collect();
        QuotationSource::new(&texts).find(&pieces(&quoted))
    }

    /// Returns each text with its words.
    fn texts_with_words(&self) -> impl Iterator<Item = (&str, &str)> {
        let ends = self
            .starts
            .iter()
            .skip(1)
            .copied()
            .chain([self.words.len()]);
        let words = self
            .starts
            .iter()
            .zip(ends)
            .map(|(start, end)| &self.words[*start..end]);
        self.texts.iter().copied().zip(words)
    }

    /// Returns the texts that contain all pieces in their order; if there are none, the consecutive texts that contain them
    /// together.
    fn find(&self, pieces: &[QuotationPiece]) -> BTreeSet<usize> {
        let mut alone = BTreeSet::new();
        let mut together = BTreeSet::new();
        let Some((first, rest)) = pieces.split_first() else {
            return alone;
        };
        let anywhere = WordSpan {
            first: 1,
            last: self.words.len(),
        };
        for (start, end) in self.matches(first, anywhere, true) {
            let text = self.text_at(start);
            // One match per text is enough.
            if alone.contains(&text) {
                continue;
            }
            match self.follow(rest, end).map(|end| self.text_at(end - 1)) {
                Some(last) if last == text => {
                    alone.insert(text);
                }
                Some(last) => together.extend(text..=last),
                None => {}
            }
        }
        if alone.is_empty() { together } else { alone }
    }

    /// Returns the earliest end of `pieces` if they follow a piece that ends at `end`; `None` if they do not follow.
    fn follow(&self, pieces: &[QuotationPiece], end: usize) -> Option<usize> {
        let mut spans = vec![WordSpan::at(end)];
        let mut after_gap = false;
        for piece in pieces {
            spans = match piece {
                QuotationPiece::Gap => self.skip(&spans),
                QuotationPiece::Insert => spans.iter().flat_map(|s| self.some_words(*s)).collect(),
                QuotationPiece::Run(_) | QuotationPiece::Altered { .. } => {
                    let ends = spans
                        .iter()
                        .flat_map(|s| self.matches(piece, *s, after_gap));
                    let ends: BTreeSet<usize> = ends.map(|(_, end)| end).collect();
                    ends.into_iter().map(WordSpan::at).collect()
                }
            };
            after_gap = matches!(piece, QuotationPiece::Gap);
            if spans.is_empty() {
                return None;
            }
        }
        spans.first().map(|span| span.first)
    }

    /// Returns the span from the first offset to the end of the next text.
    fn skip(&self, spans: &[WordSpan]) -> Vec<WordSpan> {
        let Some((first, last)) = spans.first().zip(spans.last()) else {
            return Vec::new();
        };
        let next = self.starts.iter().find(|start| **start >= last.last);
        let after_next = next.and_then(|next| self.starts.iter().find(|start| *start > next));
        vec![WordSpan {
            first: first.first,
            last: after_next.map_or(self.words.len(), |start| start - 1),
        }]
    }

    /// Returns this offset and the offsets after each of the next [`INSERTED`] words.
    fn some_words(&self, span: WordSpan) -> Vec<WordSpan> {
        if span.first < span.last {
            return vec![span];
        }
        let ends = self.words[span.first..].match_indices(' ').take(INSERTED);
        let ends = ends.map(|(i, _)| span.first + i + 1);
        [span.first]
            .into_iter()
            .chain(ends)
            .map(WordSpan::at)
            .collect()
    }

    /// Returns the matches of a piece whose first word starts in a span, as start and end. With `prefixed`, the first word
    /// may have an Arabic prefix in the original, which counts as part of the span.
    fn matches(
        &self,
        piece: &QuotationPiece,
        span: WordSpan,
        prefixed: bool,
    ) -> Vec<(usize, usize)> {
        match piece {
            QuotationPiece::Run(run) if span.first == span.last => self.words[span.first..]
                .starts_with(run.as_str())
                .then_some((span.first, span.first + run.len()))
                .into_iter()
                .collect(),
            QuotationPiece::Run(run) => self.find_run(run, span, prefixed),
            QuotationPiece::Altered { .. } => self
                .words_in(span)
                .filter(|word| piece.can_be(&self.words[word.clone()]))
                .map(|word| (word.start, word.end + 1))
                .collect(),
            QuotationPiece::Gap | QuotationPiece::Insert => Vec::new(),
        }
    }

    /// Returns the words that start in a span, without the space after each.
    fn words_in(&self, span: WordSpan) -> impl Iterator<Item = Range<usize>> {
        let mut at = span.first;
        std::iter::from_fn(move || {
            let length = self.words.get(at..)?.find(' ')?;
            let word = at..at + length;
            at = word.end + 1;
            (word.start <= span.last).then_some(word)
        })
    }

    fn find_run(&self, run: &str, span: WordSpan, prefixed: bool) -> Vec<(usize, usize)> {
        let mut found = self.find_string(run, span, |before| {
            before.is_empty() || (prefixed && is_prefix(before))
        });
        // ل absorbs the alef of the article: ل + التحالف = للتحالف; before another ل, it absorbs the whole article: للجنة.
        if let Some(rest) = run.strip_prefix("ال").filter(|_| prefixed) {
            let swallowed = if rest.starts_with('ل') { "ل" } else { "لل" };
            let run = [swallowed, rest].concat();
            found.extend(self.find_string(&run, span, |before| matches!(before, "" | "و" | "ف")));
            found.sort_unstable();
        }
        found
    }

    /// Returns the matches of a string in a span; `allowed` checks the part of the word before the match.
    fn find_string(
        &self,
        string: &str,
        span: WordSpan,
        allowed: impl Fn(&str) -> bool,
    ) -> Vec<(usize, usize)> {
        let end = (span.last + string.len()).min(self.words.len());
        // A string of whole words starts with a letter and ends with a space, so the cut cannot fall into a match.
        let within = &self.words.as_bytes()[span.first.min(end)..end];
        memmem::find_iter(within, string.as_bytes())
            .map(|i| span.first + i)
            .filter(|&start| {
                let before = &self.words[..start];
                allowed(&before[before.rfind(' ').map_or(0, |space| space + 1)..])
            })
            .map(|start| (start, start + string.len()))
            .collect()
    }

    /// Returns the index of the text whose words contain an offset.
    fn text_at(&self, place: usize) -> usize {
        self.starts
            .partition_point(|start| *start <= place)
            .saturating_sub(1)
    }
}

/// Joins words that are cut in two: removes each hyphen with a space after it between two lowercase letters.
fn uncut(text: &str) -> Cow<'_, str> {
    let is_cut = |at: usize| {
        text[..at].ends_with(char::is_lowercase) && text[at + 2..].starts_with(char::is_lowercase)
    };
    let mut whole = String::new();
    let mut end = 0;
    for (at, _) in text.match_indices("- ").filter(|(at, _)| is_cut(*at)) {
        whole.push_str(&text[end..at]);
        end = at + 2;
    }
    match end {
        0 => Cow::Borrowed(text),
        _ => Cow::Owned(whole + &text[end..]),
    }
}

/// Returns true if `text` is empty or a conjunction, a preposition, or both, as Arabic joins them to a word: و ف, then ب ل
/// ك.
fn is_prefix(text: &str) -> bool {
    let rest = text.strip_prefix(['و', 'ف']).unwrap_or(text);
    text.starts_with(is_arabic) && matches!(rest, "" | "ب" | "ل" | "ك")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Returns the indices of the texts that have the words; `None` if they are absent.
    fn found(texts: &[&str], quoted: &str) -> Option<Vec<usize>> {
        match QuotationSource::new(texts).verdict(quoted) {
            QuotationMatch::Found(texts) => Some(texts),
            QuotationMatch::Absent { .. } => None,
            QuotationMatch::CannotTell => panic!("cannot tell: {quoted}"),
        }
    }

    const ENGLISH: [&str; 4] = [
        "Harbour workers “won’t wait” any longer",
        "The minister said the new berth would open in spring, and that 1,200 workers—most of them local—had been hired. \
         “We’re ready,” she added; “the money is there.”",
        "Asked about the cost, she put it at $3.5 million. U.S. firms hold 35% of it.",
        "It would, she said, be the first berth to open since the flood.",
    ];

    const CUT: [&str; 2] = [
        "“We will build the con- struction and the of\u{FB01}cial o\u{FB03}ce.”",
        "The long-term plan of the minis\u{AD}try, she said.",
    ];

    const ARABIC: [&str; 3] = [
        "الصيادون ينتظرون المرفأ الجديد",
        "وقال الوزير إن «المرفأَ الجديد» سيُفتتح في الربيع، ونعمل مع البلدية على توظيف ١٬٢٠٠ عامل معظمهم من أبناء المدينة. \
         وأضاف مسئول في الوزارة أن الحكومة مستعدة للتمويل ولن تتراجع عنه.",
        "وتبلغ الكلفة ٣٫٥ ملايين دولار، أي ٣٥٪ من موازنة الـ25 بلدية، ووصف الخطوة بـ”أهم إنجاز للمدينة“.",
    ];

    #[test]
    fn words_of_the_original_are_found_in_its_paragraphs() {
        for (texts, quoted, indices) in [
            (&ENGLISH[..], "the new berth would open", &[1][..]),
            // Artifacts of other programs: soft hyphens, ligatures, words cut at the end of a line.
            (
                &CUT,
                "we will build the construction and the official office",
                &[0],
            ),
            (
                &CUT,
                "we will build the con- struction and the of\u{FB01}cial o\u{FB03}ce",
                &[0],
            ),
            (&CUT, "the long-term plan of the ministry", &[1]),
            // A final mark, capitals, and the typed form of apostrophes and dashes do not matter.
            (&ENGLISH, "The new berth would open,", &[1]),
            (&ENGLISH, "WE'RE READY, SHE ADDED", &[1]),
            (
                &ENGLISH,
                "workers - most of them local - had been hired.",
                &[1],
            ),
            // Numbers are compared with what belongs to them.
            (&ENGLISH, "1200 workers most of them local", &[1]),
            (&ENGLISH, "put it at $3.5 million", &[2]),
            (&ENGLISH, "US firms hold 35%", &[2]),
            // More than one paragraph has the words, or they extend over its end.
            (&ENGLISH, "berth to open since", &[3]),
            (&ENGLISH, "35% of it. It would, she said", &[2, 3]),
            // Marks on letters, forms of the hamza, digits.
            (&ARABIC, "المرفأ الجديد سيفتتح في الربيع", &[1]),
            (&ARABIC, "المَرفأُ الجديدُ سَيُفتَتَحُ في الربيع", &[1]),
            (&ARABIC, "المرفـــأ الجديد سيفتتح", &[1]),
            (&ARABIC, "وأضاف مسؤول في الوزارة", &[1]),
            (&ARABIC, "واضاف مسئول في الوزارة", &[1]),
            (&ARABIC, "توظيف 1,200 عامل", &[1]),
            (&ARABIC, "الكلفة 3.5 ملايين دولار", &[2]),
            (&ARABIC, "35% من موازنة الـ٢٥ بلدية", &[2]),
            (&ARABIC, "الصيادون ينتظرون المرفأ", &[0]),
            // A conjunction or a preposition before the first word.
            (&ARABIC, "نعمل مع البلدية", &[1]),
            (&ARABIC, "التمويل ولن تتراجع عنه", &[1]),
            (&ARABIC, "أهم إنجاز للمدينة", &[2]),
            // Quotation marks and spaces between prefix and word, on either side.
            (&ARABIC, "ووصف الخطوة بأهم إنجاز", &[2]),
            (&ARABIC, "و وصف الخطوة بـ «أهم إنجاز»", &[2]),
        ] {
            assert_eq!(found(texts, quoted).as_deref(), Some(indices), "{quoted}");
        }
    }

    #[test]
    fn ellipses_and_brackets_are_understood() {
        for (texts, quoted, indices) in [
            (&ENGLISH[..], "the new berth … had been hired", &[1][..]),
            (
                &ENGLISH,
                "the new berth would open in spring... the money is there",
                &[1],
            ),
            (&ENGLISH, "…the new berth would open…", &[1]),
            (
                &ENGLISH,
                "the new berth (…) 1,200 workers [...] had been hired",
                &[1],
            ),
            (&ENGLISH, "the new berth […] the money is there", &[1]),
            (&ENGLISH, "the money . . . is there", &[1]),
            (&ENGLISH, "We’re ready … Asked about the cost", &[1, 2]),
            (&ENGLISH, "[T]he new berth would open", &[1]),
            (&ENGLISH, "[she] put it at $3.5 million", &[2]),
            (&ENGLISH, "[the berth] be the first berth to open", &[3]),
            (
                &ENGLISH,
                "[The minister said] the new [quay] would open in spring",
                &[1],
            ),
            (
                &ENGLISH,
                "the new berth [next to the old one] would open",
                &[1],
            ),
            (&ENGLISH, "the new berth [sic] would open", &[1]),
            (&ENGLISH, "the new berth would open[s] in spring", &[1]),
            (&ENGLISH, "the first berth to open [after] the flood", &[3]),
            (&ARABIC, "المرفأ الجديد … معظمهم من أبناء المدينة", &[1]),
            (&ARABIC, "المرفأ الجديد [...] الحكومة مستعدة للتمويل", &[1]),
            (&ARABIC, "المرفأ الجديد .. نعمل مع البلدية", &[1]),
            (&ARABIC, "[الوزارة] نعمل مع [مجلس المدينة] على توظيف", &[1]),
            (&ARABIC, "[س]نعمل مع البلدية", &[1]),
            (&ARABIC, "وأضاف مسئول [كذا] في الوزارة", &[1]),
        ] {
            assert_eq!(found(texts, quoted).as_deref(), Some(indices), "{quoted}");
        }
    }

    #[test]
    fn one_word_changed_added_dropped_or_moved_is_absent() {
        for (texts, quoted) in [
            (&ENGLISH[..], "the new berth will open"),
            (&ENGLISH, "the berth would open in spring"),
            (&ENGLISH, "the new deep berth would open"),
            (&ENGLISH, "the berth new would open"),
            (&ENGLISH, "the new berths would open"),
            (&ENGLISH, "he new berth would open"),
            (&ENGLISH, "the new berth would ope"),
            (&ENGLISH, "We were ready, she added"),
            (&ENGLISH, "Were ready, she added"),
            (&ENGLISH, "put it at $35 million"),
            (&ENGLISH, "put it at 3.5 million"),
            (&ENGLISH, "firms hold 53% of it"),
            (&ENGLISH, "firms hold 35 of it"),
            // The parts of a quotation keep their order and stay near each other.
            (&ENGLISH, "had been hired … the new berth"),
            (&ENGLISH, "Harbour workers … firms hold"),
            (&ENGLISH, "the new berth … had not been hired"),
            // A bracket stands for a few words only, and not for letters that are present.
            (&ENGLISH, "the new berth [opens and] had been hired"),
            (&ENGLISH, "[S]he new berth would open"),
            (&ENGLISH, "the new berth would close[d] in spring"),
            (&ENGLISH, "the [old] new quay would open"),
            (&ARABIC, "المرفأ القديم سيفتتح في الربيع"),
            (&ARABIC, "المرفأ الجديد سيفتتح في الخريف"),
            (&ARABIC, "الحكومة غير مستعدة للتمويل"),
            (&ARABIC, "الحكومة مستعدة ولن تتراجع"),
            // A prefix that the original lacks, inside and at the beginning, and one that changes the meaning.
            (&ARABIC, "المرفأ الجديد وسيفتتح في الربيع"),
            (&ARABIC, "والمرفأ الجديد سيفتتح في الربيع"),
            (&ARABIC, "يفتتح في الربيع ونعمل"),
            (&ARABIC, "لمرفأ الجديد سيفتتح في الربيع"),
            (&ARABIC, "سنعمل مع البلدية على توظيف"),
            (&ARABIC, "توظيف ١٬٣٠٠ عامل"),
            (&ARABIC, "الكلفة 35 ملايين دولار"),
        ] {
            assert_eq!(found(texts, quoted), None, "{quoted}");
        }
    }

    #[test]
    fn fewer_than_three_words_tell_nothing() {
        for quoted in [
            "",
            "…",
            "berth",
            "purple dinosaur",
            "purple-striped dinosaur",
            "[the minister said] purple dinosaur",
            "purple … dinosaur",
            "— « »",
            "[all in brackets alone]",
            "ديناصور أرجواني",
            "بـ «ديناصور»",
        ] {
            assert_eq!(
                QuotationSource::new(&ENGLISH).verdict(quoted),
                QuotationMatch::CannotTell,
                "{quoted}"
            );
        }
        for texts in [&[][..], &[""], &["…", " "]] {
            assert_eq!(
                QuotationSource::new(texts).verdict("some words at all"),
                QuotationMatch::CannotTell
            );
        }
    }

    #[test]
    fn the_nearest_passage_is_shown() {
        for (texts, quoted, nearest) in [
            (
                &ENGLISH[..],
                "the new berth will open in autumn",
                Some((1, "the new berth would open in spring")),
            ),
            (
                &ENGLISH,
                "an old berth would open in spring",
                Some((1, "the new berth would open in spring")),
            ),
            (
                &ENGLISH,
                "US firms own 35% of the port",
                Some((2, "U.S. firms hold 35% of it")),
            ),
            (
                &ENGLISH,
                "berth to open since the fire",
                Some((3, "berth to open since the flood")),
            ),
            (&ENGLISH, "nobody ever said this", None),
            (
                &ARABIC,
                "المرفأ القديم سيفتتح في الخريف",
                Some((1, "المرفأَ الجديد» سيُفتتح في الربيع")),
            ),
            (
                &ARABIC,
                "الحكومة غير مستعدة للتمويل",
                Some((1, "الحكومة مستعدة للتمويل")),
            ),
            (&ARABIC, "لم يقل هذا الكلام أحد", None),
        ] {
            let QuotationMatch::Absent { nearest: found } =
                QuotationSource::new(texts).verdict(quoted)
            else {
                panic!("not absent: {quoted}");
            };
            let found = found.map(|(index, range)| (index, &texts[index][range]));
            assert_eq!(found, nearest, "{quoted}");
        }
    }

    /// Generates text with many of the characters that matter here.
    fn tricky() -> impl Strategy<Value = String> {
        "([ابكليمونغأؤئإةىي ]|[A-Za-z' -]|[\u{640}\u{64B}-\u{654}\u{200B}-\u{200F}]|[٣۳3.,٬%]|[\\[\\]().… “”\"«»]|\\PC){0,80}"
    }

    proptest! {
        #[test]
        fn any_words_can_be_held_against_any_texts(texts in prop::collection::vec(tricky(), 0..4), quoted in tricky()) {
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            match QuotationSource::new(&texts).verdict(&quoted) {
                QuotationMatch::Found(indices) => {
                    prop_assert!(!indices.is_empty() && indices.is_sorted());
                    prop_assert!(indices.iter().all(|i| *i < texts.len()));
                }
                QuotationMatch::Absent { nearest: Some((index, range)) } => {
                    prop_assert!(texts[index].get(range).is_some_and(|t| !t.is_empty()));
                }
                _ => {}
            }
        }

        #[test]
        fn words_copied_from_a_text_are_found_in_it(
            words in prop::collection::vec("[ابكليمونأؤئةى]{2,6}[\u{64B}-\u{652}]?|[A-Za-z]{1,8}|[0-9]{1,4}|[A-Z][a-z]+[,.:;]|«[ا-ي]{3}»|[٠-٩]{2}٪", 3..30),
            from in 0usize..30,
            length in 3usize..12,
            before in tricky(),
            after in tricky(),
        ) {
            let from = from.min(words.len() - 3);
            let to = (from + length).min(words.len());
            let text = words.join(" ");
            let copied = words[from..to].join(" ");
            let verdict = QuotationSource::new(&[&before, &text, &after]).verdict(&copied);
            prop_assert!(matches!(&verdict, QuotationMatch::Found(texts) if texts.contains(&1)), "{verdict:?}");
        }

        #[test]
        fn a_word_that_no_text_has_makes_a_quotation_absent(words in prop::collection::vec("[a-y]{1,8}", 3..30), at in 0usize..30) {
            let text = words.join(" ");
            let mut changed = words;
            let at = at.min(changed.len() - 1);
            changed[at] = "zz".to_owned();
            let absent = matches!(QuotationSource::new(&[&text]).verdict(&changed.join(" ")), QuotationMatch::Absent { .. });
            prop_assert!(absent);
        }
    }
}
