//! Opens the site's files for the server without following symbolic links, so that it cannot serve any other file.
//!
//! Takes the real path of a file at the time when the site was loaded; returns what `ServeDir` reads. A symbolic link
//! that took the place of the file or of one of its folders since is refused, and so is a pipe.

use std::fs::Metadata;
use std::io::{self, SeekFrom};
use std::path::PathBuf;
use std::pin::Pin;
use std::task::{Context, Poll};

use tokio::io::{AsyncRead, AsyncSeek, ReadBuf};
use tower_http::services::fs::{Backend, File};

use crate::files;

/// The file at one path, regardless of the requested path.
#[derive(Debug, Clone)]
pub(super) struct OpenedFile(pub PathBuf);

/// A file that was opened without following a link.
#[derive(Debug)]
pub(super) struct CheckedFile(tokio::fs::File);

type BoxedFuture<T> = Pin<Box<dyn Future<Output = io::Result<T>> + Send>>;

impl OpenedFile {
    async fn opened(self) -> io::Result<CheckedFile> {
        let open = move || files::open_real(&self.0);
        let opened = tokio::task::spawn_blocking(open).await;
        let file = opened.map_err(io::Error::other)?;
        // Whatever stands there now is no file of the site.
        let file = file.map_err(|_| io::Error::from(io::ErrorKind::NotFound))?;
        Ok(CheckedFile(tokio::fs::File::from_std(file)))
    }
}

impl Backend for OpenedFile {
    type File = CheckedFile;
    type Metadata = Metadata;
    type OpenFuture = BoxedFuture<CheckedFile>;
    type MetadataFuture = BoxedFuture<Metadata>;

    fn open(&self, _: PathBuf) -> Self::OpenFuture {
        Box::pin(self.clone().opened())
    }

    fn metadata(&self, _: PathBuf) -> Self::MetadataFuture {
        let file = self.clone().opened();
        Box::pin(async move { file.await?.0.metadata().await })
    }
}

impl File for CheckedFile {
    type Metadata = Metadata;
    type MetadataFuture<'a> = Pin<Box<dyn Future<Output = io::Result<Metadata>> + Send + 'a>>;

    fn metadata(&self) -> Self::MetadataFuture<'_> {
        Box::pin(async move { self.0.metadata().await })
    }
}

impl AsyncRead for CheckedFile {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_read(context, buffer)
    }
}

impl AsyncSeek for CheckedFile {
    fn start_seek(mut self: Pin<&mut Self>, position: SeekFrom) -> io::Result<()> {
        Pin::new(&mut self.0).start_seek(position)
    }

    fn poll_complete(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<u64>> {
        Pin::new(&mut self.0).poll_complete(context)
    }
}
