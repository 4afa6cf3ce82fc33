//! `mujaz mcp`: offers checks to language models and other clients of the Model Context Protocol, over standard input and
//! output.
//!
//! Takes the folders that may be read; answers requests until its client closes the input. The tools call the same
//! functions as `mujaz verify`, `check` and `explain`. It reads only below the given folders ([`roots`]), and writes
//! nothing.
//!
//! | module | |
//! |---|---|
//! | [`transport`] | messages as lines of two streams |
//! | [`server`] | the lists of tools and resources, and the dispatch of requests |
//! | [`tools`] | one module for each tool: its arguments and its answer |
//! | [`resources`] | the texts that a client can read |
//! | [`roots`] | the files that may be read |

mod resources;
mod roots;
mod server;
mod tools;
mod transport;

use std::io::{Read, Write};
use std::path::PathBuf;

use rmcp::service::{ServerInitializeError, serve_server};

use crate::clock::Now;
use roots::Roots;
use server::Server;
use transport::Streams;

/// Answers the requests of an input until it ends.
///
/// # Errors
/// Returns a message if a root is not a folder, or the client does not speak the protocol.
pub fn serve(
    roots: &[PathBuf],
    now: Now,
    input: impl Read + Send + 'static,
    output: impl Write + Send + 'static,
) -> Result<(), String> {
    let server = Server::new(Roots::new(roots)?, now);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_time()
        .build()
        .map_err(|error| format!("the server cannot be started: {error}"))?;
    let served = runtime.block_on(async {
        let running = match serve_server(server, Streams::open(input, output)).await {
            Ok(running) => running,
            // The client asked for nothing.
            Err(ServerInitializeError::ConnectionClosed(_)) => return Ok(()),
            Err(error) => return Err(refusal(&error)),
        };
        drop(running.waiting().await);
        Ok(())
    });
    // The thread that reads the input may still wait for a line.
    runtime.shutdown_background();
    served
}

/// Returns the reason why a client was refused, without its whole message.
fn refusal(error: &ServerInitializeError) -> String {
    match error {
        ServerInitializeError::ExpectedInitializeRequest(_) => {
            "the client's first message is no `initialize` request of the Model Context Protocol"
                .into()
        }
        error => {
            let said: String = error.to_string().chars().take(200).collect();
            format!("the client could not be connected: {said}")
        }
    }
}
