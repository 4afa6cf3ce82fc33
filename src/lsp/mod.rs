//! A language server for the texts and registers of a site, over two streams.
//!
//! Takes the site's folder and the streams; answers the requests of an editor, and publishes findings as its texts
//! change, saved or not. It makes no decisions itself: its information comes from [`examine`](crate::build::examine),
//! which `check` runs. A large site takes longer than a keystroke may, so an edit is examined twice: at once as a site
//! that has only the edited article, and on another thread as a part of the whole site, with the memos of the
//! examination before. Both give the same findings, except those that depend on other articles.
//!
//! 1. `transport` reads and writes messages, `connection` has a thread for each direction.
//! 2. `client` negotiates with the client at the beginning.
//! 3. `documents` lays the editor's texts over the sources of the site.
//! 4. `examiner` examines the whole site on a thread of its own; `current` is its last result, with the edits since.
//! 5. `session` publishes the findings (`findings`), and hands requests to `requests`.
//! 6. `hover`, `navigate`, `complete`, `actions` and `rename` are functions of an examined site (`view`) and a place in it.
//!
//! It writes no files: the client carries out the edits.

mod actions;
mod client;
mod complete;
mod connection;
mod current;
mod documents;
mod edits;
mod examiner;
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

pub use parent::is_there;
pub use places::uri;
pub use server::{Ended, LspOptions, serve};
