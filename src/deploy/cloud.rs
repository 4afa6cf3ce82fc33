//! A bucket as a place for a site: S3 and compatible services, Google Cloud Storage, Azure Blob Storage.
//!
//! Takes a [`Bucket`], and credentials from the environment variables that the providers' own tools read. Several
//! requests run at once. A request that fails temporarily is retried with increasing delays.

use std::collections::BTreeMap;
use std::io::Read;
use std::sync::Arc;
use std::time::Duration;

use blake3::Hasher;
use object_store::aws::AmazonS3Builder;
use object_store::azure::MicrosoftAzureBuilder;
use object_store::gcp::GoogleCloudStorageBuilder;
use object_store::path::Path;
use object_store::{
    Attribute, Attributes, BackoffConfig, ClientOptions, Error, ObjectStore, ObjectStoreExt,
    PutMode, PutMultipartOptions, PutOptions, PutPayload, RetryConfig,
};
use tokio::runtime::Runtime;
use tokio::task::JoinSet;
use tokio_stream::StreamExt;

use super::{DeployError, DeployStore, Sent, StoredFile, Upload};
use crate::files;
use crate::parse::deploy::{Bucket, Destination, Service};

/// Number of requests that run at once.
const AT_ONCE: usize = 16;

/// Size, in bytes, of the parts in which a larger file is uploaded. Services accept no parts below 5 MB. A failed part
/// is uploaded again.
const PART: usize = 8 * 1024 * 1024;

/// A bucket as the destination of a deploy.
pub struct Cloud {
    store: Arc<dyn ObjectStore>,
    prefix: String,
    shown: String,
    runtime: Runtime,
}

impl Cloud {
    /// Prepares access to a bucket; sends no request.
    ///
    /// # Errors
    /// Returns that credentials are missing or that the configuration is invalid.
    pub fn new(bucket: &Bucket) -> Result<Cloud, DeployError> {
        // An error means that a provider is installed already; every caller installs this one.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let is_set = |name: &&str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        let (variables, help) = credentials(bucket.service);
        if !variables.iter().any(is_set) {
            let message = format!(
                "there are no credentials for {}://{}",
                bucket.service.scheme(),
                bucket.name
            );
            return Err(DeployError::new(message).help(help));
        }
        let shown = Destination::Bucket(bucket.clone()).to_string();
        let store = store(bucket)
            .map_err(|e| DeployError::new(format!("{shown} cannot be reached: {}", reason(&e))))?;
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()
            .map_err(|e| DeployError::new(format!("no thread can be started: {e}")))?;
        Ok(Cloud {
            store,
            prefix: bucket.prefix.clone(),
            shown,
            runtime,
        })
    }

    /// Returns the object key of a file: its path, after the bucket's prefix.
    fn key(&self, path: &str) -> Result<Path, DeployError> {
        let key = match self.prefix.as_str() {
            "" => path.to_owned(),
            prefix => format!("{prefix}/{path}"),
        };
        Path::parse(&key)
            .map_err(|_| DeployError::new(format!("`{key}` cannot be the name of an object")))
    }

    fn fault(&self, what: &str, error: &Error) -> DeployError {
        let reason = reason(error);
        let is_about = |words: &[&str]| words.iter().any(|word| reason.contains(word));
        let help = match error {
            _ if is_about(&["NoSuchBucket", "ContainerNotFound", "no such bucket"]) => {
                "make it first, or mend its name in config.toml"
            }
            Error::PermissionDenied { .. } | Error::Unauthenticated { .. } => {
                "look at the credentials in the environment, and at what they may do there"
            }
            _ if is_about(&[
                "AccessKey",
                "Signature",
                "AccessDenied",
                "AuthenticationFailed",
            ]) =>
            {
                "look at the credentials in the environment, and at what they may do there"
            }
            _ => "deploy again, and it goes on from here",
        };
        DeployError::new(format!("{} {what}: {reason}", self.shown)).help(help)
    }
}

impl Cloud {
    /// Writes a small file for Mujaz itself.
    fn put_small(&self, path: &str, bytes: &[u8], mode: PutMode) -> Result<(), Error> {
        let key = self.key(path).map_err(|fault| Error::Generic {
            store: "mujaz",
            source: fault.to_string().into(),
        })?;
        let attributes = Attributes::from_iter([
            (Attribute::ContentType, "application/json"),
            (Attribute::CacheControl, "no-store"),
        ]);
        let options = PutOptions {
            mode,
            ..PutOptions::from(attributes)
        };
        let payload = PutPayload::from(bytes.to_vec());
        let put = self.store.put_opts(&key, payload, options);
        self.runtime.block_on(put).map(drop)
    }
}

impl DeployStore for Cloud {
    fn list(&self) -> Result<BTreeMap<String, StoredFile>, DeployError> {
        let prefix = match self.prefix.as_str() {
            "" => None,
            prefix => Some(Path::parse(prefix).map_err(|e| DeployError::new(e.to_string()))?),
        };
        let before = prefix
            .as_ref()
            .map_or(0, |prefix| prefix.as_ref().len() + 1);
        self.runtime.block_on(async {
            let mut found = BTreeMap::new();
            let mut objects = self.store.list(prefix.as_ref());
            while let Some(object) = objects.next().await {
                let object = object.map_err(|e| self.fault("cannot be listed", &e))?;
                if let Some(path) = object.location.as_ref().get(before..) {
                    let size = object.size;
                    let tag = object.e_tag.map(bare);
                    found.insert(path.to_owned(), StoredFile { size, tag });
                }
            }
            Ok(found)
        })
    }

    fn read(&self, path: &str) -> Result<Vec<u8>, DeployError> {
        let key = self.key(path)?;
        let read = self
            .runtime
            .block_on(async { self.store.get(&key).await?.bytes().await });
        let bytes = read.map_err(|e| self.fault(&format!("does not give {path}"), &e))?;
        Ok(bytes.to_vec())
    }

    fn read_if_any(&self, path: &str) -> Result<Option<Vec<u8>>, DeployError> {
        let key = self.key(path)?;
        let read = self
            .runtime
            .block_on(async { self.store.get(&key).await?.bytes().await });
        match read {
            Err(Error::NotFound { .. }) => Ok(None),
            Err(e) => Err(self.fault(&format!("does not give {path}"), &e)),
            Ok(bytes) => Ok(Some(bytes.to_vec())),
        }
    }

    fn create(&self, path: &str, bytes: &[u8]) -> Result<bool, DeployError> {
        match self.put_small(path, bytes, PutMode::Create) {
            Ok(()) => Ok(true),
            Err(Error::AlreadyExists { .. } | Error::Precondition { .. }) => Ok(false),
            // An old service creates no file exclusively: it keeps that of the last deploy.
            Err(Error::NotImplemented { .. } | Error::NotSupported { .. }) => {
                let is_there = self.read_if_any(path)?.is_some();
                if !is_there {
                    self.write(path, bytes)?;
                }
                Ok(!is_there)
            }
            Err(e) => Err(self.fault(&format!("does not take {path}"), &e)),
        }
    }

    fn write(&self, path: &str, bytes: &[u8]) -> Result<(), DeployError> {
        let put = self.put_small(path, bytes, PutMode::Overwrite);
        put.map_err(|e| self.fault(&format!("does not take {path}"), &e))
    }

    fn put(&self, files: &[Upload], sent: &mut Sent<'_>) -> Result<(), DeployError> {
        self.runtime.block_on(async {
            let mut under_way = JoinSet::new();
            let mut waiting = files.iter();
            let mut fault = None;
            let mut goes_on = true;
            loop {
                while goes_on && fault.is_none() && under_way.len() < AT_ONCE {
                    let Some(upload) = waiting.next() else { break };
                    let (store, key, upload) =
                        (self.store.clone(), self.key(&upload.path)?, upload.clone());
                    under_way.spawn(async move {
                        let put = put(&*store, &key, &upload).await;
                        (upload, put)
                    });
                }
                match under_way.join_next().await {
                    None => break,
                    Some(Ok((upload, Ok(tag)))) => goes_on &= sent(&upload, tag),
                    Some(Ok((upload, Err(why)))) => {
                        let what = format!("does not take {}", upload.path);
                        let why = match why {
                            Trouble::Store(error) => self.fault(&what, &error),
                            Trouble::Local(why) => DeployError::new(why),
                        };
                        // Uploads that have begun may still succeed, and must get into the record.
                        fault.get_or_insert(why);
                    }
                    Some(Err(error)) => {
                        fault.get_or_insert(DeployError::new(error.to_string()));
                    }
                }
            }
            fault.map_or(Ok(()), Err)
        })
    }

    fn remove(&self, paths: &[String]) -> Result<(), DeployError> {
        let keys: Result<Vec<_>, DeployError> =
            paths.iter().map(|path| self.key(path).map(Ok)).collect();
        let keys = Box::pin(tokio_stream::iter(keys?));
        self.runtime.block_on(async {
            let mut removed = self.store.delete_stream(keys);
            while let Some(one) = removed.next().await {
                match one {
                    Ok(_) | Err(Error::NotFound { .. }) => {}
                    Err(error) => return Err(self.fault("does not remove a file", &error)),
                }
            }
            Ok(())
        })
    }

    fn has_folders(&self) -> bool {
        false
    }

    fn portion(&self) -> usize {
        // So many that waiting for the slowest upload at the end costs little.
        AT_ONCE * 16
    }
}

/// The reason why a file was not uploaded.
enum Trouble {
    Store(Error),
    Local(String),
}

impl From<Error> for Trouble {
    fn from(error: Error) -> Self {
        Trouble::Store(error)
    }
}

/// Uploads a file, checking that it still has its digest; returns its tag.
async fn put(
    store: &dyn ObjectStore,
    key: &Path,
    upload: &Upload,
) -> Result<Option<String>, Trouble> {
    let headers = &upload.headers;
    let mut attributes = Attributes::from_iter([
        (Attribute::ContentType, headers.content_type.clone()),
        (Attribute::CacheControl, headers.cache_control.to_owned()),
    ]);
    if let Some(language) = &headers.language {
        attributes.insert(Attribute::ContentLanguage, language.clone().into());
    }
    let unreadable = |e| Trouble::Local(format!("{} cannot be read: {e}", upload.place.display()));
    let mut file = files::open_own(&upload.place).map_err(unreadable)?;
    let mut hasher = Hasher::new();
    let mut next = move || -> std::io::Result<Vec<u8>> {
        let mut part = Vec::new();
        file.by_ref().take(PART as u64).read_to_end(&mut part)?;
        Ok(part)
    };
    let changed = || {
        let place = upload.place.display();
        Trouble::Local(format!("{place} changed meanwhile; build and deploy again"))
    };
    let mut part = next().map_err(unreadable)?;
    hasher.update(&part);
    if part.len() < PART {
        if hasher.finalize() != upload.digest {
            return Err(changed());
        }
        let options = PutOptions::from(attributes);
        let put = store.put_opts(key, part.into(), options).await?;
        return Ok(put.e_tag.map(bare));
    }
    let options = PutMultipartOptions::from(attributes);
    let mut parts = store.put_multipart_opts(key, options).await?;
    let sent = loop {
        if let Err(error) = parts.put_part(part.into()).await {
            break Err(error.into());
        }
        part = match next() {
            Ok(part) => part,
            Err(error) => break Err(unreadable(error)),
        };
        hasher.update(&part);
        if part.is_empty() {
            break if hasher.finalize() == upload.digest {
                Ok(())
            } else {
                Err(changed())
            };
        }
    };
    match sent {
        Ok(()) => Ok(parts.complete().await?.e_tag.map(bare)),
        Err(trouble) => {
            // Some providers charge for the parts of an upload that is never completed.
            let _ = parts.abort().await;
            Err(trouble)
        }
    }
}

/// Removes the quotation marks and `W/` of an entity tag. Azure sends the marks only in some responses.
fn bare(tag: String) -> String {
    tag.trim_start_matches("W/").trim_matches('"').to_owned()
}

/// Returns the environment variables for credentials, of which one suffices, and advice if none is set.
fn credentials(service: Service) -> (&'static [&'static str], &'static str) {
    match service {
        Service::S3 => (
            &[
                "AWS_ACCESS_KEY_ID",
                "AWS_WEB_IDENTITY_TOKEN_FILE",
                "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
                "AWS_CONTAINER_CREDENTIALS_FULL_URI",
                "AWS_METADATA_ENDPOINT",
            ],
            "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the environment",
        ),
        Service::Gcs => (
            &[
                "GOOGLE_APPLICATION_CREDENTIALS",
                "GOOGLE_SERVICE_ACCOUNT",
                "GOOGLE_SERVICE_ACCOUNT_PATH",
                "GOOGLE_SERVICE_ACCOUNT_KEY",
                "GOOGLE_BEARER_TOKEN",
                "SERVICE_ACCOUNT",
            ],
            "set GOOGLE_APPLICATION_CREDENTIALS in the environment to the path of a service account's key",
        ),
        Service::Azure => (
            &[
                "AZURE_STORAGE_ACCOUNT_KEY",
                "AZURE_STORAGE_ACCESS_KEY",
                "AZURE_STORAGE_SAS_TOKEN",
                "AZURE_STORAGE_SAS_KEY",
                "AZURE_STORAGE_TOKEN",
                "AZURE_STORAGE_CLIENT_SECRET",
                "AZURE_CLIENT_SECRET",
                "AZURE_FEDERATED_TOKEN_FILE",
                "AZURE_MSI_ENDPOINT",
                "AZURE_IDENTITY_ENDPOINT",
                "AZURE_USE_AZURE_CLI",
            ],
            "set AZURE_STORAGE_ACCOUNT_KEY or AZURE_STORAGE_SAS_TOKEN in the environment",
        ),
    }
}

fn store(bucket: &Bucket) -> Result<Arc<dyn ObjectStore>, Error> {
    let is_plain = |address: &str| address.starts_with("http://");
    let plain = bucket.endpoint.as_deref().is_some_and(is_plain)
        || std::env::var("AWS_ALLOW_HTTP").is_ok_and(|value| value == "true");
    let retry = RetryConfig {
        backoff: BackoffConfig::default(),
        max_retries: 6,
        retry_timeout: Duration::from_secs(90),
    };
    // The timeout is long enough for a part over a slow line.
    let client = ClientOptions::new()
        .with_connect_timeout(Duration::from_secs(10))
        .with_timeout(Duration::from_secs(300))
        .with_allow_http(plain);
    Ok(match bucket.service {
        Service::S3 => {
            let mut builder = AmazonS3Builder::from_env()
                .with_bucket_name(&bucket.name)
                .with_retry(retry)
                .with_client_options(client);
            if let Some(region) = &bucket.region {
                builder = builder.with_region(region);
            }
            if let Some(endpoint) = &bucket.endpoint {
                builder = builder.with_endpoint(endpoint);
            }
            Arc::new(builder.build()?)
        }
        Service::Gcs => Arc::new(
            GoogleCloudStorageBuilder::from_env()
                .with_bucket_name(&bucket.name)
                .with_retry(retry)
                .with_client_options(client)
                .build()?,
        ),
        Service::Azure => {
            let mut builder = MicrosoftAzureBuilder::from_env()
                .with_container_name(&bucket.name)
                .with_retry(retry)
                .with_client_options(client);
            if let Some(account) = &bucket.account {
                builder = builder.with_account(account);
            }
            if let Some(endpoint) = &bucket.endpoint {
                builder = builder.with_endpoint(endpoint.clone());
            }
            Arc::new(builder.build()?)
        }
    })
}

/// Returns the cause of an error on one line: the service's own message, or the innermost known cause.
fn reason(error: &Error) -> String {
    let whole = error.to_string();
    let element = |name: &str| {
        let after = whole.split_once(&format!("<{name}>"))?.1;
        Some(after.split_once(&format!("</{name}>"))?.0.to_owned())
    };
    if let (Some(code), Some(message)) = (element("Code"), element("Message")) {
        return format!("{message} ({code})");
    }
    let mut cause: &dyn std::error::Error = error;
    while let Some(next) = cause.source() {
        cause = next;
    }
    match error {
        Error::NotFound { .. } => "there is no such bucket".into(),
        Error::PermissionDenied { .. } => "the credentials may not do this".into(),
        Error::Unauthenticated { .. } => "the credentials are not known there".into(),
        _ => {
            let text = cause.to_string();
            text.split_whitespace().collect::<Vec<_>>().join(" ")
        }
    }
}
