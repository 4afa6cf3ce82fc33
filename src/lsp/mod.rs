//! A language server for the texts and registers of a site, over two streams.
//!
//! Takes the site's folder and the streams; answers the requests of an editor, and publishes findings as its texts change,
//! saved or not. It decides nothing itself: after every edit it examines the whole site as `check` does
//! ([`examine`](crate::build::examine)), with the memos of the examination before, and answers from the result.
//!
//! 1. `transport` reads and writes messages, `connection` has a thread for each direction.
//! 2. `client` is the agreement with the client at the beginning.
//! 3. `documents` lays the editor's texts over the sources of the site.
//! 4. `server` examines the site; `session` publishes the findings (`findings`), and hands requests to `requests`.
//! 5. `hover`, `navigate`, `complete`, `actions` and `rename` are functions of an examined site (`view`) and a place in it.
//!
//! It writes nothing: edits are the client's to carry out.

mod actions;
mod client;
mod complete;
mod connection;
mod documents;
mod edits;
mod findings;
mod hover;
mod keys;
mod markup;
mod navigate;
mod parent;
mod places;
mod positions;
mod rename;
mod requests;
mod server;
mod session;
mod symbols;
mod transport;
mod view;
mod waive;

pub use places::uri;
pub use server::{Ended, Request, serve};
