//! Media types of files, by their names.
//!
//! Takes a name; returns the value of a `Content-Type`. `serve` and `deploy` share this module, so both give a file the
//! same type.

/// Returns the media type of a file by its name, with the character set if it is text.
pub fn content_type(name: &str) -> String {
    let own = name.rsplit_once('/').map_or(name, |(_, own)| own);
    match own {
        "feed.xml" => return "application/atom+xml; charset=utf-8".into(),
        "feed.json" => return "application/feed+json; charset=utf-8".into(),
        // Hosts expect these files to be text, and their names have no extension.
        "_headers" | "_redirects" | "CNAME" => return "text/plain; charset=utf-8".into(),
        _ => {}
    }
    if own.ends_with(".opml") {
        return "text/x-opml; charset=utf-8".into();
    }
    let guess = mime_guess::from_path(own).first_or_octet_stream();
    let is_text = guess.type_() == "text"
        || guess.subtype() == "javascript"
        || guess.suffix().is_some_and(|s| s == "xml");
    if is_text {
        format!("{guess}; charset=utf-8")
    } else {
        guess.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::content_type;

    #[test]
    fn what_files_are() {
        for (name, expected) in [
            ("ar/index.html", "text/html; charset=utf-8"),
            ("assets/nashra.0123456789.css", "text/css; charset=utf-8"),
            ("assets/search.js", "text/javascript; charset=utf-8"),
            ("ar/feed.xml", "application/atom+xml; charset=utf-8"),
            ("ar/feed.json", "application/feed+json; charset=utf-8"),
            ("sitemap.xml", "text/xml; charset=utf-8"),
            ("robots.txt", "text/plain; charset=utf-8"),
            ("feeds.opml", "text/x-opml; charset=utf-8"),
            ("خريطة.svg", "image/svg+xml; charset=utf-8"),
            ("a.jpg", "image/jpeg"),
            ("a.json", "application/json"),
            ("a.html.gz", "application/gzip"),
            ("_headers", "text/plain; charset=utf-8"),
            (".nojekyll", "application/octet-stream"),
        ] {
            assert_eq!(content_type(name), expected, "{name}");
        }
    }
}
