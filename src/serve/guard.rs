//! Decides which requests the server answers, by their host.
//!
//! A page of any site can send a reader's browser to an address of this machine. If a host name of that site resolves to
//! this machine (DNS rebinding), the page could even read the answer. Such requests carry that name in `Host`, so only
//! requests for the server's own hosts are answered.

use std::net::{IpAddr, SocketAddr};

/// The hosts that requests may name.
#[derive(Debug, Clone)]
pub(super) struct Guard {
    /// Host of the server, as the user gave it, in lower case.
    host: String,
    address: SocketAddr,
}

impl Guard {
    /// Makes a guard from the host as the user gave it, and the address that the server listens on.
    pub(super) fn new(host: &str, address: SocketAddr) -> Self {
        let host = host.to_ascii_lowercase();
        Guard { host, address }
    }

    /// Returns true if a request may name this host, which may include a port.
    pub(super) fn admits(&self, host: &str) -> bool {
        let Some((name, port)) = split(host) else {
            return false;
        };
        if port != self.address.port() {
            return false;
        }
        let own = self.address.ip();
        match name.parse::<IpAddr>() {
            // DNS rebinding needs a name; a numeric address is safe.
            Ok(ip) => ip == own || ip.is_loopback() || own.is_unspecified(),
            Err(_) => {
                let name = name.to_ascii_lowercase();
                name == "localhost" || name == self.host
            }
        }
    }
}

/// Splits a host into name and port. The port defaults to 80, that of `http` (RFC 9110, section 4.2.1).
fn split(host: &str) -> Option<(&str, u16)> {
    if let Some(rest) = host.strip_prefix('[') {
        let (name, port) = rest.split_once(']')?;
        return match port.strip_prefix(':') {
            Some(port) => Some((name, port.parse().ok()?)),
            None => port.is_empty().then_some((name, 80)),
        };
    }
    match host.split_once(':') {
        Some((name, port)) => Some((name, port.parse().ok()?)),
        None => Some((host, 80)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_servers_own_hosts_are_admitted() {
        let rows = [
            // host as given, address, host of the request, admitted
            ("127.0.0.1", "127.0.0.1:1111", "127.0.0.1:1111", true),
            ("127.0.0.1", "127.0.0.1:1111", "localhost:1111", true),
            ("127.0.0.1", "127.0.0.1:1111", "LOCALHOST:1111", true),
            ("127.0.0.1", "127.0.0.1:1111", "[::1]:1111", true),
            ("127.0.0.1", "127.0.0.1:1111", "localhost", false),
            ("127.0.0.1", "127.0.0.1:1111", "localhost:1112", false),
            ("127.0.0.1", "127.0.0.1:1111", "evil.example:1111", false),
            (
                "127.0.0.1",
                "127.0.0.1:1111",
                "localhost.evil.example:1111",
                false,
            ),
            (
                "127.0.0.1",
                "127.0.0.1:1111",
                "127.0.0.1.evil.example:1111",
                false,
            ),
            ("127.0.0.1", "127.0.0.1:1111", "192.0.2.7:1111", false),
            ("127.0.0.1", "127.0.0.1:1111", "", false),
            ("127.0.0.1", "127.0.0.1:1111", "localhost:", false),
            ("127.0.0.1", "127.0.0.1:1111", "localhost:1111:1111", false),
            ("127.0.0.1", "127.0.0.1:1111", "user@localhost:1111", false),
            ("127.0.0.1", "127.0.0.1:1111", "[::1", false),
            ("127.0.0.1", "127.0.0.1:80", "localhost", true),
            ("::1", "[::1]:1111", "[::1]:1111", true),
            ("::1", "[::1]:1111", "[::1]", false),
            ("0.0.0.0", "0.0.0.0:1111", "192.0.2.7:1111", true),
            ("0.0.0.0", "0.0.0.0:1111", "evil.example:1111", false),
            ("desk.example", "192.0.2.7:1111", "Desk.example:1111", true),
            ("desk.example", "192.0.2.7:1111", "192.0.2.7:1111", true),
            ("desk.example", "192.0.2.7:1111", "evil.example:1111", false),
        ];
        for (given, address, host, admitted) in rows {
            let guard = Guard::new(given, address.parse().expect("an address"));
            assert_eq!(guard.admits(host), admitted, "{host} at {address}");
        }
    }
}
