//! Limits the number of open connections.
//!
//! Every connection holds a file descriptor, and some clients stay: pages that listen for changes, and programs that do
//! not read the response. Without a limit they would take every descriptor of the process, and the sources could no
//! longer be read. If there are too many, the connection with the oldest last request is closed. A browser opens its
//! stream of events again by itself.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use tokio::task::JoinHandle;

use crate::files;

/// Maximum number of connections, whatever the system allows.
const MOST: u64 = 256;

/// The share of the process's file descriptors for connections, as a divisor. Each connection may have a file open as
/// well, and the sources are read at the same time.
const SHARE: u64 = 4;

/// The open connections of the server.
pub(super) struct Connections {
    most: usize,
    open: Vec<HttpConnection>,
    /// Number of connections and requests so far, which serves as the time for comparing activities.
    now: Arc<AtomicU64>,
}

struct HttpConnection {
    activity: Activity,
    task: JoinHandle<()>,
}

/// The moment of a connection's last request.
#[derive(Clone)]
pub(super) struct Activity {
    now: Arc<AtomicU64>,
    last: Arc<AtomicU64>,
}

impl Activity {
    /// Records a request.
    pub(super) fn record(&self) {
        let now = self.now.fetch_add(1, Ordering::Relaxed);
        self.last.store(now, Ordering::Relaxed);
    }
}

impl Connections {
    pub(super) fn new() -> Self {
        let descriptors = files::descriptor_limit().unwrap_or(MOST * SHARE);
        Connections {
            most: (descriptors / SHARE).clamp(1, MOST) as usize,
            open: Vec::new(),
            now: Arc::default(),
        }
    }

    /// Serves a connection on a task of its own. Closes the one that has been idle for the longest time if there are too many.
    pub(super) async fn spawn<F>(&mut self, serve: impl FnOnce(Activity) -> F)
    where
        F: Future<Output = ()> + Send + 'static,
    {
        self.open.retain(|one| !one.task.is_finished());
        if self.open.len() >= self.most {
            self.close_idle().await;
        }
        let activity = Activity {
            now: self.now.clone(),
            last: Arc::default(),
        };
        activity.record();
        let task = tokio::spawn(serve(activity.clone()));
        self.open.push(HttpConnection { activity, task });
    }

    async fn close_idle(&mut self) {
        let last = |one: &HttpConnection| one.activity.last.load(Ordering::Relaxed);
        let idle = (0..self.open.len()).min_by_key(|at| last(&self.open[*at]));
        if let Some(at) = idle {
            let task = self.open.swap_remove(at).task;
            task.abort();
            // The descriptor is free once the task has ended.
            let _ = task.await;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Mutex;
    use tokio::sync::oneshot;

    #[tokio::test]
    async fn the_longest_idle_connection_is_closed() {
        let mut connections = Connections::new();
        connections.most = 3;
        let activities = Mutex::new(Vec::new());
        let mut ends = Vec::new();
        for number in 0..5 {
            let (open, closed) = oneshot::channel::<()>();
            ends.push(closed);
            let serve = |activity: Activity| {
                activities.lock().unwrap().push(activity);
                async move {
                    let _open = open;
                    std::future::pending().await
                }
            };
            connections.spawn(serve).await;
            if number == 2 {
                activities.lock().unwrap()[0].record();
            }
        }
        let is_closed = |end: &mut oneshot::Receiver<()>| {
            end.try_recv() == Err(oneshot::error::TryRecvError::Closed)
        };
        let closed: Vec<bool> = ends.iter_mut().map(is_closed).collect();
        assert_eq!(closed, [false, true, true, false, false]);
    }
}
