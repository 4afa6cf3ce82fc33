//! Writes `email.eml`: a message with the plain text and the HTML, ready to be sent once its placeholders are filled in.
//!
//! RFC 5322 with encoded words (RFC 2047), the fields of lists (RFC 2369, 2919) and for unsubscribing by one click (RFC 8058).

use base64_simd::STANDARD;

use crate::lang::Date;
use crate::memo::digest;
use crate::plan::exports::email::EmailView;
use crate::render::exports::email::subject;

/// Maximum length of a line of an encoded part, in characters (RFC 2045).
const LINE: usize = 76;
/// Number of bytes in an encoded word, whose length is limited to 75 characters.
const ENCODED: usize = 42;

/// Sender and recipient for a site that names none.
const SENDER: &str = "briefing@example.invalid";
const RECIPIENT: &str = "subscribers@example.invalid";

/// Returns an e-mail as a message, in the languages of `parts`; `html` and `plain` are its texts.
pub(in crate::render::exports) fn message(
    parts: &[EmailView<'_>],
    html: &str,
    plain: &str,
) -> String {
    let Some(view) = parts.first() else {
        return String::new();
    };
    // It is ready to be sent as soon as the last of its parts is public.
    let last = parts.iter().max_by_key(|part| part.time).unwrap_or(view);
    let joined = |between: &str| {
        let tags: Vec<&str> = parts.iter().map(|part| part.lang).collect();
        tags.join(between)
    };
    let langs = joined("-");
    let host = view.origin.rsplit('/').next().unwrap_or_default();
    let host = host.split(':').next().unwrap_or_default();
    let content = digest(&(&langs, view.id, html, plain)).to_hex();
    // No encoded part has an underscore after an equals sign.
    let boundary = format!("=_{}", &content[..32]);
    let id = match view.id.is_ascii() {
        true => view.id.to_owned(),
        false => digest(&view.id).to_hex()[..16].to_owned(),
    };
    let mut out = String::new();
    let mut field = |name: &str, value: &str| {
        out.push_str(name);
        out.push_str(": ");
        out.push_str(value);
        out.push_str("\r\n");
    };
    let phrase = phrase(view.site);
    let mailing = view.mailing;
    field("Date", &date(last.date, &last.moment));
    let from = mailing.from.as_deref().unwrap_or(SENDER);
    field("From", &format!("{phrase}\r\n <{from}>"));
    field("To", mailing.to.as_deref().unwrap_or(RECIPIENT));
    field("Subject", &unstructured(&subject(parts)));
    field(
        "Message-ID",
        &format!("<{id}.{langs}.{}@{host}>", &content[..16]),
    );
    if let Some(id) = &mailing.list_id {
        field("List-Id", &format!("{phrase}\r\n <{id}>"));
    }
    field("List-Archive", &format!("<{}>", view.archive));
    if let Some(unsubscribe) = view.unsubscribe {
        field("List-Unsubscribe", &format!("<{unsubscribe}>"));
        // One click is a request to a server.
        if unsubscribe.starts_with("https:") {
            field("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }
    }
    field("Content-Language", &joined(", "));
    field("MIME-Version", "1.0");
    field(
        "Content-Type",
        &format!("multipart/alternative;\r\n boundary=\"{boundary}\""),
    );
    for (kind, text) in [
        ("text/plain; charset=utf-8; format=flowed", plain),
        ("text/html; charset=utf-8", html),
    ] {
        let text = text.replace('\n', "\r\n");
        let (coding, encoded) = encoded(&text);
        out.push_str(&format!(
            "\r\n--{boundary}\r\nContent-Type: {kind}\r\nContent-Transfer-Encoding: {coding}\r\n\r\n{encoded}"
        ));
    }
    out.push_str(&format!("\r\n--{boundary}--\r\n"));
    out
}

/// Returns a moment (RFC 3339) as date and time (RFC 5322). Its day may differ from the edition's.
fn date(otherwise: Date, moment: &str) -> String {
    const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    const MONTHS: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let day = moment.get(..10).and_then(Date::parse).unwrap_or(otherwise);
    let time = moment.get(11..19).unwrap_or("00:00:00");
    let offset = moment.get(19..).unwrap_or_default().replace(':', "");
    let offset = match offset.len() {
        5 => offset,
        _ => "+0000".to_owned(),
    };
    // Day 1 was a Monday.
    let weekday = DAYS[(day.number() - 1).rem_euclid(7) as usize];
    let month = MONTHS[usize::from(day.month() - 1)];
    format!(
        "{weekday}, {} {month} {:04} {time} {offset}",
        day.day(),
        day.year()
    )
}

/// Returns a display name: quoted if it is ASCII, else encoded.
fn phrase(text: &str) -> String {
    if is_plain_in_field(text) {
        format!("\"{}\"", text.replace('"', "\\\""))
    } else {
        encoded_words(text)
    }
}

/// Returns the value of an unstructured field, folded.
fn unstructured(text: &str) -> String {
    if !is_plain_in_field(text) {
        return encoded_words(text);
    }
    let mut out = String::new();
    let mut length = "Subject: ".len();
    for (index, word) in text.split(' ').enumerate() {
        if index > 0 {
            if length + word.len() + 1 > LINE && !word.is_empty() {
                out.push_str("\r\n");
                length = 0;
            }
            out.push(' ');
            length += 1;
        }
        out.push_str(word);
        length += word.len();
    }
    out
}

/// Returns a text as encoded words (RFC 2047) of whole characters, each on its own line.
fn encoded_words(text: &str) -> String {
    let mut words = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let fits = rest.char_indices().map(|(at, c)| at + c.len_utf8());
        let end = fits
            .take_while(|end| *end <= ENCODED)
            .last()
            .unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        words.push(format!("=?UTF-8?B?{}?=", STANDARD.encode_to_string(word)));
        rest = after;
    }
    words.join("\r\n ")
}

/// Returns a text in the shorter one of the two transfer encodings, and the name of that encoding.
fn encoded(text: &str) -> (&'static str, String) {
    let printable = quoted_printable(text);
    // Four characters stand for three bytes, and each line has an end.
    if printable.len() <= text.len() * 4 / 3 + text.len() / 28 {
        return ("quoted-printable", printable);
    }
    let encoded = STANDARD.encode_to_string(text);
    let mut out = String::with_capacity(encoded.len() + encoded.len() / 30);
    let mut rest = encoded.as_str();
    while !rest.is_empty() {
        let (line, after) = rest.split_at(rest.len().min(LINE));
        out.push_str(line);
        out.push_str("\r\n");
        rest = after;
    }
    ("base64", out)
}

/// Returns true for a byte that needs no encoding in a part. `swaks` replaces words between percent signs, and makes a
/// line break of a backslash before an `n`.
fn is_plain_in_part(byte: u8) -> bool {
    byte.is_ascii_graphic() && !b"=%\\".contains(&byte)
}

/// Returns true for a text that needs no encoding in a header field.
fn is_plain_in_field(text: &str) -> bool {
    text.bytes().all(|b| b == b' ' || is_plain_in_part(b))
}

/// Returns a text as quoted-printable (RFC 2045, section 6.7).
fn quoted_printable(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 5 / 4);
    for line in text.split("\r\n") {
        let bytes = line.as_bytes();
        let mut length = 0;
        for (index, byte) in bytes.iter().enumerate() {
            let is_last = index + 1 == bytes.len();
            let is_space = matches!(byte, b' ' | b'\t');
            let is_plain = is_plain_in_part(*byte) || is_space && !is_last;
            // A dot alone, and "From ", mean something to servers at the beginning of a line.
            let is_plain = is_plain && !(length == 0 && matches!(byte, b'.' | b'F'));
            let own = if is_plain { 1 } else { 3 };
            if length + own >= LINE {
                out.push_str("=\r\n");
                length = 0;
            }
            match is_plain {
                true => out.push(char::from(*byte)),
                false => out.push_str(&format!("={byte:02X}")),
            }
            length += own;
        }
        out.push_str("\r\n");
    }
    // The last line has no end of its own.
    out.truncate(out.len() - 2);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_a_date_of_mail() {
        let day = Date::parse("2025-08-18").unwrap();
        for (moment, expected) in [
            (
                "2025-08-18T00:00:00+03:00",
                "Mon, 18 Aug 2025 00:00:00 +0300",
            ),
            ("2025-08-17T21:00:00Z", "Sun, 17 Aug 2025 21:00:00 +0000"),
            (
                "2025-09-01T06:00:00-04:00",
                "Mon, 1 Sep 2025 06:00:00 -0400",
            ),
        ] {
            assert_eq!(date(day, moment), expected);
        }
    }

    #[test]
    fn encoded_words_are_short_and_of_whole_characters() {
        let text = "موسكو تتمسك بمعاهدتها والتجارة مع بيونغ يانغ تنمو";
        let encoded = encoded_words(text);
        let mut decoded = Vec::new();
        for word in encoded.split("\r\n ") {
            assert!(word.len() <= 75, "{word}");
            let inner = word
                .strip_prefix("=?UTF-8?B?")
                .and_then(|w| w.strip_suffix("?="))
                .unwrap();
            let bytes = STANDARD.decode_to_vec(inner).unwrap();
            assert!(std::str::from_utf8(&bytes).is_ok());
            decoded.extend(bytes);
        }
        assert_eq!(String::from_utf8(decoded).unwrap(), text);
        assert_eq!(phrase("The \"Brief\""), "\"The \\\"Brief\\\"\"");
        assert!(
            unstructured(&"word ".repeat(40))
                .lines()
                .all(|line| line.len() <= 78)
        );
    }

    #[test]
    fn quoted_printable_keeps_spaces_at_the_ends_of_lines() {
        for (text, expected) in [
            ("a = b", "a =3D b"),
            ("soft \r\nbreak", "soft=20\r\nbreak"),
            ("From here\r\n.", "=46rom here\r\n=2E"),
            ("é", "=C3=A9"),
            ("100% C:\\new", "100=25 C:=5Cnew"),
        ] {
            assert_eq!(quoted_printable(text), expected);
        }
        let long = quoted_printable(&"x".repeat(200));
        assert!(long.lines().all(|line| line.len() <= LINE));
        assert_eq!(long.replace("=\r\n", ""), "x".repeat(200));
    }
}
