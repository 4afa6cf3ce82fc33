//! Claims with their verdicts over whole texts.

use std::collections::BTreeMap;

use super::*;

/// The claims of a summary as `words: reason [paragraphs]`.
fn said(original: (&str, &str), summary: (&str, &str)) -> Vec<String> {
    let original = Document::plain(original.1, original.0);
    let summaries = [Document::plain(summary.1, summary.0)];
    let reports = verify(&original, &summaries, &VerifyOptions::default());
    reports[0]
        .claims
        .iter()
        .map(|claim| {
            let places: Vec<Option<u32>> = claim.places.iter().map(|p| p.paragraph).collect();
            format!("{}: {} {places:?}", claim.text, claim.reason.word())
        })
        .collect()
}

#[test]
fn every_claim_has_a_verdict_and_its_places() {
    let original = "The council voted 183 to 97 on Monday.\n\nOutput fell by 12%, to 40 million tonnes. “We have no other choice at all,” the minister said.";
    let summary = "Output rose by 12% to 40 million tonnes [p2], and 35 firms closed. “We have no other choice,” the minister said [p2]. The vote was 183 to 97 [p2].";
    assert_eq!(
        said(("en", original), ("en", summary)),
        [
            "12%: reversed [Some(2)]",
            "40 million tonnes: reversed [Some(2)]",
            "35: not-stated []",
            "We have no other choice,: stated [Some(2)]",
            "183 to 97: not-in-cited [Some(1)]",
        ]
    );
}

#[test]
fn texts_without_claims_and_empty_texts_give_none() {
    for (original, summary) in [
        ("", ""),
        ("Nothing.", ""),
        ("", "Nothing."),
        (" \n \n", "\n"),
    ] {
        assert_eq!(said(("en", original), ("ar", summary)), [""; 0]);
    }
}

#[test]
fn a_language_without_a_module_is_read_by_its_digits() {
    assert_eq!(
        said(
            ("el", "Σκοτώθηκαν 35 άνθρωποι."),
            ("en", "The accident killed 53 people and hurt two.")
        ),
        ["53: not-stated [Some(1)]", "two: unread-language []"]
    );
}

#[test]
fn what_was_understood_is_told() {
    let original = Document::plain("x", "en");
    let summaries = [
        Document::plain("At least 30 people were killed in March 2024.", "en"),
        Document::plain("تراجع الإنتاج بنسبة 12% إلى نحو 40 مليون طن.", "ar"),
    ];
    let reports = verify(&original, &summaries, &VerifyOptions::default());
    let remarks: Vec<Vec<String>> = reports
        .iter()
        .flat_map(|report| &report.claims)
        .map(|claim| match &claim.understood {
            Some(Understood::Figure(figure)) => figure.remarks(),
            _ => Vec::new(),
        })
        .collect();
    assert_eq!(
        remarks,
        [
            vec!["at least", "people", "killed", "March 2024"],
            vec![],
            vec!["down"],
            vec!["about"],
        ]
    );
}

#[test]
fn names_are_held_against_the_original() {
    let spellings = |pairs: &[(&str, &str)]| -> BTreeMap<String, String> {
        let owned = |(tag, text): &(&str, &str)| (tag.to_string(), text.to_string());
        pairs.iter().map(owned).collect()
    };
    let lavrov = spellings(&[("en", "Sergei Lavrov"), ("ar", "سيرغي لافروف")]);
    let moscow = spellings(&[("en", "Moscow"), ("ar", "موسكو")]);
    let oslo = spellings(&[("en", "Oslo"), ("ar", "أوسلو")]);
    let variants = BTreeMap::from([("en".to_owned(), vec!["Sergey Lavrov".to_owned()])]);
    let none = BTreeMap::new();
    let entry = |id, kind, preferred, variants| SpelledName {
        id,
        kind,
        preferred,
        variants,
    };
    let register = Register::new([
        entry("lavrov", NameKind::Person, &lavrov, &variants),
        entry("moscow", NameKind::Place, &moscow, &none),
        entry("oslo", NameKind::Place, &oslo, &none),
    ]);
    let original = Document::plain("قال سيرغي لافروف إن روسيا مستعدة.", "ar");
    let summaries = [Document::plain(
        "Sergey Lavrov spoke in Moscow, not in Oslo. Oslo was quiet.",
        "en",
    )];
    let options = VerifyOptions {
        names: Some(&register),
        ..VerifyOptions::default()
    };
    let reports = verify(&original, &summaries, &options);
    let said: Vec<(&str, &str, Option<&str>)> = reports[0]
        .claims
        .iter()
        .map(|claim| (&*claim.text, claim.reason.word(), claim.code))
        .collect();
    assert_eq!(
        said,
        [
            ("Sergey Lavrov", "stated", Some("name-variant")),
            ("Moscow", "may-be-meant", None),
            ("Oslo", "not-stated", Some("name-not-in-original")),
            ("Oslo", "not-stated", None),
        ]
    );
}

#[test]
fn words_in_json_are_distinct() {
    let reasons: std::collections::BTreeSet<&str> =
        Reason::ALL.iter().map(|reason| reason.word()).collect();
    assert_eq!(reasons.len(), Reason::ALL.len());
    let outcomes: std::collections::BTreeSet<&str> = ClaimVerdict::ALL
        .iter()
        .map(|outcome| outcome.word())
        .collect();
    assert_eq!(outcomes.len(), ClaimVerdict::ALL.len());
}
