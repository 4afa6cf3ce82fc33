//! Decides whether an IP address is public, and resolves host names to public addresses only.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;

/// A resolver that refuses names of private hosts. The request connects to the addresses that it returns, so a name
/// cannot resolve to another host in between.
#[derive(Debug)]
pub(crate) struct Guarded {
    allow_private: bool,
    inner: DefaultResolver,
}

impl Guarded {
    pub(crate) fn new(allow_private: bool) -> Self {
        Guarded {
            allow_private,
            inner: DefaultResolver::default(),
        }
    }
}

/// The error for a name that resolves only to private addresses.
#[derive(Debug)]
pub(crate) struct PrivatePlace;

impl fmt::Display for PrivatePlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a private address")
    }
}

impl std::error::Error for PrivatePlace {}

impl Resolver for Guarded {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = self.inner.resolve(uri, config, timeout);
        // The system has no kind of error for a name that it does not know.
        let found = found.map_err(|error| match error {
            ureq::Error::Io(_) => ureq::Error::HostNotFound,
            error => error,
        })?;
        let mut allowed = self.empty();
        for address in found.iter() {
            if self.allow_private || is_public(address.ip()) {
                allowed.push(*address);
            }
        }
        if allowed.is_empty() {
            return Err(ureq::Error::Other(Box::new(PrivatePlace)));
        }
        Ok(allowed)
    }
}

/// Returns true if an address can be reached from anywhere on the internet.
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    let special = match (a, b, c) {
        (0, ..) | (240..=255, ..) => true,
        // Shared by customers of a provider.
        (100, 64..=127, _) => true,
        (192, 0, 0) | (192, 88, 99) => true,
        // Measurements of networks.
        (198, 18 | 19, _) => true,
        _ => false,
    };
    !(special
        || address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_multicast()
        || address.is_documentation())
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let parts = address.segments();
    let v4 = |high: u16, low: u16| {
        is_public_v4(Ipv4Addr::from((u32::from(high) << 16) | u32::from(low)))
    };
    match parts {
        // IPv4 in IPv6, in each of its forms.
        [0, 0, 0, 0, 0, 0xffff, high, low] => v4(high, low),
        [0, 0, 0, 0, 0, 0, ..] => false,
        [0x64, 0xff9b, 0, 0, 0, 0, high, low] => v4(high, low),
        [0x2002, high, low, ..] => v4(high, low),
        // Documentation, Teredo, and other protocols' own.
        [0x2001, 0xdb8, ..] | [0x2001, 0..=0x1ff, ..] => false,
        // Global unicast.
        [first, ..] => first & 0xe000 == 0x2000,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_that_only_this_machine_or_network_reaches_are_not_public() {
        for (address, public) in [
            ("127.0.0.1", false),
            ("127.8.8.8", false),
            ("0.0.0.0", false),
            ("10.1.2.3", false),
            ("172.16.0.1", false),
            ("172.32.0.1", true),
            ("192.168.1.1", false),
            ("169.254.169.254", false),
            ("100.64.0.1", false),
            ("100.63.0.1", true),
            ("198.18.0.1", false),
            ("192.0.0.8", false),
            ("192.0.2.1", false),
            ("224.0.0.1", false),
            ("255.255.255.255", false),
            ("1.1.1.1", true),
            ("::1", false),
            ("::", false),
            ("::127.0.0.1", false),
            ("::ffff:127.0.0.1", false),
            ("::ffff:1.1.1.1", true),
            ("64:ff9b::10.0.0.1", false),
            ("64:ff9b::1.1.1.1", true),
            ("2002:7f00:1::", false),
            ("2001:db8::1", false),
            ("2001::1", false),
            ("fc00::1", false),
            ("fe80::1", false),
            ("fec0::1", false),
            ("ff02::1", false),
            ("2606:4700::1111", true),
        ] {
            let parsed: IpAddr = address.parse().expect("an address");
            assert_eq!(is_public(parsed), public, "{address}");
        }
    }
}
