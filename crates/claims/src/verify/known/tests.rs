use super::*;
use crate::verify::{VerifyOptions, verify};

/// Returns the names of a summary that are reported.
fn reported(original: (&str, &str), summary: (&str, &str), beside: &[&str]) -> Vec<String> {
    let original = Document::plain(original.0, original.1);
    let summaries = [Document::plain(summary.0, summary.1)];
    let options = VerifyOptions {
        beside: beside.to_vec(),
        ..VerifyOptions::default()
    };
    let reports = verify(&original, &summaries, &options);
    let claims = reports[0].claims.iter();
    let names = claims.filter(|claim| claim.code == Some("name-not-in-original"));
    names.map(|claim| claim.text.clone()).collect()
}

#[test]
fn a_name_in_place_of_another_one_of_its_kind_is_reported() {
    for (original, summary, expected) in [
        (
            ("Iraq reopened the bridge.", "en"),
            ("Iran reopened the bridge.", "en"),
            "Iran",
        ),
        (
            ("Iraqi engineers reopened the bridge.", "en"),
            ("أعادت إيران فتح الجسر.", "ar"),
            "إيران",
        ),
        (
            ("وقّع الوزير الياباني الاتفاق.", "ar"),
            ("The Chinese minister signed the accord.", "en"),
            "Chinese",
        ),
        // The half of a peninsula.
        (
            ("South Korea fired two rockets.", "en"),
            ("أطلقت كوريا الشمالية صاروخين.", "ar"),
            "كوريا الشمالية",
        ),
        (
            ("أعلن الجيش الكوري الجنوبي إطلاق صاروخ.", "ar"),
            ("The North Korean army announced a launch.", "en"),
            "North Korean",
        ),
        (
            ("КНДР открыла курорт.", "ru"),
            ("South Korea opened the resort.", "en"),
            "South Korea",
        ),
        (
            ("한국은 관광지를 열었다.", "ko"),
            ("افتتحت كوريا الشمالية المنتجع.", "ar"),
            "كوريا الشمالية",
        ),
        (
            ("Les députés polonais ont voté.", "fr"),
            ("Norway's deputies have voted.", "en"),
            "",
        ),
        (
            ("La Pologne a voté.", "fr"),
            ("Norway's deputies have voted.", "en"),
            "Norway",
        ),
        // Behind what Arabic joins to a word.
        (
            ("سيصل الوفد إلى مصر.", "ar"),
            ("سيصل الوفد للعراق.", "ar"),
            "للعراق",
        ),
        (
            ("زار الوفد الأردن ومصر.", "ar"),
            ("زار الوفد الأردن ولبنان.", "ar"),
            "ولبنان",
        ),
        // Organisations, persons, offices.
        (
            ("The World Bank lowered its forecast.", "en"),
            ("خفض صندوق النقد الدولي توقعاته.", "ar"),
            "صندوق النقد",
        ),
        (
            ("Hamas rejected the offer.", "en"),
            ("رفض حزب الله العرض.", "ar"),
            "حزب الله",
        ),
        (
            ("ماكرون يستقبل الوفد.", "ar"),
            ("Merkel receives the delegation.", "en"),
            "Merkel",
        ),
        (
            ("The finance minister resigned.", "en"),
            ("استقال وزير الصحة.", "ar"),
            "وزير الصحة",
        ),
        (
            ("استقال وزير النقل.", "ar"),
            ("The defence minister resigned.", "en"),
            "defence minister",
        ),
    ] {
        let expected: Vec<&str> = Some(expected)
            .filter(|one| !one.is_empty())
            .into_iter()
            .collect();
        assert_eq!(reported(original, summary, &[]), expected, "{summary:?}");
    }
}

#[test]
fn a_name_that_the_original_has_or_implies_is_not_reported() {
    for (original, summary) in [
        // An adjective, a capital, a city, an office, a person stands for the country.
        (
            ("Kremlin officials met Japanese envoys.", "en"),
            ("التقى مسؤولون روس مبعوثين من طوكيو.", "ar"),
        ),
        (
            ("Police in Mumbai questioned two Germans.", "en"),
            ("استجوبت الشرطة في نيودلهي ألمانيين.", "ar"),
        ),
        (
            ("말레이시아와 평양이 합의했다.", "ko"),
            ("North Korea and Malaysia agreed.", "en"),
        ),
        (
            ("اتفقت بيونغ يانغ مع بكين.", "ar"),
            ("North Korea and China agreed.", "en"),
        ),
        // Both halves of a peninsula, or either.
        (
            ("The two Koreas and Japan agreed.", "en"),
            ("اتفقت كوريا الشمالية وكوريا الجنوبية.", "ar"),
        ),
        (
            ("Korean and Chinese envoys agreed.", "en"),
            ("South Korea agreed.", "en"),
        ),
        // An editor adds where a place is, and nothing is left out.
        (
            ("The flood reached Kirov.", "en"),
            ("The flood reached Poland.", "en"),
        ),
        // A family name that begins like a country's adjective.
        (
            ("قدمت مؤسسة سودانية المنحة في مصر.", "ar"),
            ("A Sudanese foundation gave it.", "en"),
        ),
        // Words that may mean something else.
        (
            ("Japan won.", "en"),
            ("Chad and Jordan lost; a china cup broke.", "en"),
        ),
        (
            ("فازت اليابان.", "ar"),
            ("كان الخبر سارا، والوضع مالي.", "ar"),
        ),
        (
            ("وصل الوفد إلى عمان ثم إلى مصر.", "ar"),
            ("The delegation reached Oman.", "en"),
        ),
        (
            ("وصل الوفد إلى عمّان ثم إلى مصر.", "ar"),
            ("The Jordanian capital hosted it.", "en"),
        ),
        (
            ("Sudan and Egypt agreed.", "en"),
            ("The Sudanese and Egypt agreed.", "en"),
        ),
        (("Peru won.", "en"), ("فازت بيرو بعد بيروت.", "ar")),
        // A name within a longer one.
        (
            ("Japan won.", "en"),
            (
                "It was seen over the Indian Ocean and in Latin America.",
                "en",
            ),
        ),
        // A country that the press of a language leaves out as its own.
        (
            ("The prime minister met envoys of Japan.", "en"),
            ("رئيس الوزراء البريطاني التقى المبعوثين.", "ar"),
        ),
        (
            ("В стране ждут гостей из Китая.", "ru"),
            ("Russia expects guests.", "en"),
        ),
        // A language that is not read.
        (("Japan hat gewonnen.", "de"), ("China won.", "en")),
        // The office of a person, and a ministry by another name.
        (
            ("The US president called Macron.", "en"),
            ("اتصل ترامب بالرئيس الفرنسي.", "ar"),
        ),
        (
            ("The Pentagon and the finance minister agreed.", "en"),
            ("وافق وزير الدفاع.", "ar"),
        ),
    ] {
        assert_eq!(reported(original, summary, &[]), [""; 0], "{summary:?}");
    }
}

#[test]
fn lines_beside_the_original_and_sentences_on_other_sources_count() {
    let original = ("Japan won.", "en");
    let summary = ("Thailand lost.", "en");
    assert_eq!(reported(original, summary, &[]), ["Thailand"]);
    assert_eq!(
        reported(original, summary, &["The Bangkok Herald"]),
        [""; 0]
    );
}

#[test]
fn every_line_of_the_files_has_an_id_of_its_own() {
    let lines = FILES.iter().flat_map(|file| file.lines());
    let names = lines.filter(|line| !line.starts_with('#'));
    let ids: Vec<&str> = names.filter_map(|line| line.split(':').next()).collect();
    let distinct: BTreeSet<&&str> = ids.iter().collect();
    assert_eq!(distinct.len(), ids.len());
    for (index, expected) in ids.iter().enumerate() {
        assert_eq!(id(u16::try_from(index).unwrap() + 1), *expected);
    }
}
