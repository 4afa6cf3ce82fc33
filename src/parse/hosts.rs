//! Recognizes hosts that readers cannot reach: local ones, and placeholders such as example.org.

// `core::net`, since `std::net` is of connections, which nothing here opens.
use core::net::IpAddr;

use crate::parse::config::BaseUrl;

/// Placeholder domains for documentation, and the top-level domain `invalid` (RFC 2606). The top-level domain `example`
/// is allowed, since example sites use it.
const PLACEHOLDERS: [&str; 4] = ["example.org", "example.com", "example.net", "invalid"];

/// Domains that only machines on the same network can reach.
const LOCAL: [&str; 7] = [
    "localhost",
    "local",
    "test",
    "internal",
    "lan",
    "home.arpa",
    "localdomain",
];

/// Returns the host of an origin, or of an address on the web, in lower case, without user, port and trailing dot.
pub fn host(address: &str) -> String {
    let (_, rest) = address.split_once("://").unwrap_or(("", address));
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
    let host = match host.strip_prefix('[') {
        Some(rest) => rest.split_once(']').map_or(rest, |(host, _)| host),
        None => host.split_once(':').map_or(host, |(host, _)| host),
    };
    host.trim_end_matches('.').to_lowercase()
}

/// Returns true if an address is a placeholder from documentation, such as example.org.
pub fn is_placeholder(base: &BaseUrl) -> bool {
    is_below(&host(&base.origin), &PLACEHOLDERS)
}

/// Returns true if a host is one of these domains or a subdomain of one.
fn is_below(host: &str, names: &[&str]) -> bool {
    names.iter().any(|name| {
        let above = host.strip_suffix(name);
        above.is_some_and(|above| above.is_empty() || above.ends_with('.'))
    })
}

/// Returns true if a host can be reached only from this machine or its network.
pub fn is_local(host: &str) -> bool {
    match host.parse::<IpAddr>() {
        Ok(IpAddr::V4(ip)) => {
            ip.is_loopback() || ip.is_private() || ip.is_link_local() || ip.is_unspecified()
        }
        Ok(IpAddr::V6(ip)) => {
            ip.is_loopback()
                || ip.is_unspecified()
                || ip.is_unique_local()
                || ip.is_unicast_link_local()
        }
        Err(_) => is_below(host, &LOCAL) || !host.contains('.'),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_that_no_reader_can_reach() {
        for (url, placeholder, local) in [
            ("https://harbour-brief.net/", false, false),
            ("https://example.org.harbour-brief.net/", false, false),
            ("https://myexample.org/", false, false),
            ("https://localhost.harbour-brief.net/", false, false),
            ("https://8.8.8.8/", false, false),
            ("https://example.org/brief/", true, false),
            ("https://www.Example.COM:8080/", true, false),
            ("https://mujaz.example/", false, false),
            ("https://brief.invalid./", true, false),
            ("http://localhost:1111/", false, true),
            ("http://brief.localhost/", false, true),
            ("http://127.0.0.1:8080/", false, true),
            ("http://127.9.9.9/", false, true),
            ("http://0.0.0.0/", false, true),
            ("http://192.168.1.7/", false, true),
            ("http://10.1.2.3/", false, true),
            ("http://172.20.0.1/", false, true),
            ("http://[::1]:1111/", false, true),
            ("http://[fd00::1]/", false, true),
            ("http://[fe80::1]/", false, true),
            ("http://newsroom.local/", false, true),
            ("http://brief.test/", false, true),
            ("http://intranet/", false, true),
        ] {
            let base = BaseUrl::parse(url).unwrap();
            assert_eq!(is_placeholder(&base), placeholder, "{url}");
            if !placeholder {
                assert_eq!(is_local(&host(url)), local, "{url}");
            }
        }
    }
}
