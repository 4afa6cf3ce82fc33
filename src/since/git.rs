//! Asks git which files of a site changed, and how they were. Runs the program `git`, which reads the repository and writes
//! nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::lang::nfc;
use crate::load::{LARGEST_TEXT, PLACES, Sources};

/// Variables that make git use another repository than the one that contains the site. Git sets some of them for its
/// hooks.
const TIES: [&str; 7] = [
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_PREFIX",
    "GIT_COMMON_DIR",
    "GIT_OBJECT_DIRECTORY",
    "GIT_NAMESPACE",
];

/// The mode of a symbolic link in a tree of git.
const LINK: &str = "120000";

/// Prints the hash of a tree without files, which git knows without storing it.
const EMPTY_TREE: [&str; 4] = ["hash-object", "-t", "tree", "--stdin"];

/// The git repository that a site is in.
pub struct Repository {
    /// The folder of the site, without symbolic links.
    site: PathBuf,
    /// The top folder of the working tree.
    top: PathBuf,
}

/// The difference between a revision and the files on disk.
#[derive(Debug)]
pub struct Difference {
    /// Paths of changed files, relative to the site.
    pub paths: BTreeSet<String>,
    /// The content of changed files at the revision, by path, for texts that a build reads.
    pub before: BTreeMap<String, Vec<u8>>,
}

impl Repository {
    /// Finds the repository that a site is in.
    pub fn of(site: &Path) -> Result<Repository, String> {
        let site = site
            .canonicalize()
            .map_err(|error| format!("{} cannot be read: {error}", site.display()))?;
        let top = run(&site, ["rev-parse", "--show-toplevel"], b"").map_err(|fault| match fault {
            GitError::NoGit(message) => message,
            GitError::Refused(said) => format!(
                "`--since` needs the site to be in a git repository, but git cannot use {}: {said}; leave out --since to check the whole site",
                site.display()
            ),
        })?;
        let top = String::from_utf8_lossy(&top);
        let top = PathBuf::from(top.trim_end_matches(['\n', '\r']));
        let top = top.canonicalize().unwrap_or(top);
        Ok(Repository { site, top })
    }

    /// Returns the changes since a revision: in commits, in the working tree, and by untracked files. If the current
    /// branch and the revision have diverged, the changes are those since their last common commit.
    pub fn since(&self, revision: &str, sources: &Sources) -> Result<Difference, String> {
        let commit = self.commit(revision)?;
        // A shallow clone may lack the common commit.
        let base = self.ask(["merge-base", &commit, "HEAD"]);
        let base = base.map_or(commit, |base| line(&base));
        let changed = self.changed(&base)?;
        let paths = self.in_site(&changed, sources);
        let before = self.before(&base, &paths)?;
        Ok(Difference { paths, before })
    }

    /// Returns the hash of the commit that a revision names.
    fn commit(&self, revision: &str) -> Result<String, String> {
        if let Some(commit) = self.resolve(revision) {
            return Ok(commit);
        }
        let is_head = matches!(revision, "HEAD" | "@");
        if is_head && let Ok(tree) = run(&self.top, EMPTY_TREE, b"") {
            // Before the first commit, everything is new.
            return Ok(line(&tree));
        }
        let shown = revision.escape_debug();
        if revision.contains("..") {
            return Err(format!(
                "`--since {shown}` is a range; name the one revision that the change began from"
            ));
        }
        let remote = format!("origin/{revision}");
        if self.resolve(&remote).is_some() {
            return Err(format!(
                "git has no commit `{shown}` here; did you mean `{}`?",
                remote.escape_debug()
            ));
        }
        let advice = match self.ask(["rev-parse", "--is-shallow-repository"]) {
            Ok(said) if line(&said) == "true" => {
                "this clone is shallow: fetch the whole history first (`git fetch --unshallow`, or `fetch-depth: 0` in a workflow)"
            }
            _ => {
                "name a commit, a branch or a tag, such as HEAD~1 or origin/main; a branch of a remote has to be fetched first"
            }
        };
        Err(format!("git has no commit `{shown}` here; {advice}"))
    }

    fn resolve(&self, revision: &str) -> Option<String> {
        let peeled = format!("{revision}^{{commit}}");
        let args = [
            "rev-parse",
            "--verify",
            "--quiet",
            "--end-of-options",
            &peeled,
        ];
        let commit = line(&self.ask(args).ok()?);
        // Some versions of git print the option, too.
        commit.split_whitespace().last().map(str::to_owned)
    }

    /// Returns the changed paths of the whole repository, relative to its top folder.
    fn changed(&self, base: &str) -> Result<BTreeSet<PathBuf>, String> {
        let differing = [
            "diff",
            "--name-only",
            "-z",
            "--no-renames",
            "--no-ext-diff",
            base,
            "--",
        ];
        let untracked = ["ls-files", "--others", "--exclude-standard", "-z"];
        let mut changed: BTreeSet<PathBuf> = BTreeSet::new();
        for args in [&differing[..], &untracked[..]] {
            let listed = run(&self.top, args, b"").map_err(GitError::message)?;
            changed.extend(names(&listed).map(|name| self.top.join(name)));
        }
        // A file that git ignores can be a part of the site.
        let mut ignored = vec!["ls-files", "--others", "-z", "--"];
        ignored.extend(PLACES);
        let listed = run(&self.site, ignored, b"").map_err(GitError::message)?;
        changed.extend(names(&listed).map(|name| self.site.join(name)));
        Ok(changed)
    }

    /// Returns changed files as paths in the site. A symbolic link may put a file of the site elsewhere; files outside
    /// the repository count as changed.
    fn in_site(&self, changed: &BTreeSet<PathBuf>, sources: &Sources) -> BTreeSet<String> {
        let below = changed.iter().filter_map(|path| {
            let path = path.strip_prefix(&self.site).ok()?.to_str()?;
            Some(nfc(&path.replace('\\', "/")).into_owned())
        });
        let in_places = |path: &String| {
            let first = path.split('/').next().unwrap_or_default();
            PLACES.contains(&first)
        };
        let mut paths: BTreeSet<String> = below.filter(in_places).collect();
        if !sources.has_links() {
            return paths;
        }
        for source in sources.iter() {
            let own = sources.place(&source.path);
            let Ok(real) = own.canonicalize() else {
                continue;
            };
            let is_linked = real != self.site.join(&*source.path);
            if is_linked && (changed.contains(&real) || !real.starts_with(&self.top)) {
                paths.insert(source.path.to_string());
            }
        }
        paths
    }

    /// Returns the content of changed files at a commit.
    fn before(
        &self,
        base: &str,
        paths: &BTreeSet<String>,
    ) -> Result<BTreeMap<String, Vec<u8>>, String> {
        let listed = run(&self.site, ["ls-tree", "-r", "-z", "-l", base], b"");
        let listed = listed.map_err(GitError::message)?;
        let mut wanted: Vec<(String, String)> = Vec::new();
        for entry in names(&listed) {
            let Some((about, path)) = entry.split_once('\t') else {
                continue;
            };
            let about: Vec<&str> = about.split_whitespace().collect();
            let path = nfc(path);
            if let [mode, "blob", object, size] = about[..]
                && mode != LINK
                && size.parse::<u64>().is_ok_and(|size| size <= LARGEST_TEXT)
                && paths.contains(&*path)
            {
                wanted.push((path.into_owned(), object.to_owned()));
            }
        }
        let objects: String = wanted
            .iter()
            .map(|(_, object)| format!("{object}\n"))
            .collect();
        let contents = run(&self.top, ["cat-file", "--batch"], objects.as_bytes());
        let contents = blobs(&contents.map_err(GitError::message)?);
        Ok(wanted
            .into_iter()
            .zip(contents)
            .map(|((path, _), bytes)| (path, bytes))
            .collect())
    }

    fn ask<'a>(&self, args: impl IntoIterator<Item = &'a str>) -> Result<Vec<u8>, GitError> {
        run(&self.top, args, b"")
    }
}

/// The reason why git failed.
enum GitError {
    /// The program is missing or cannot be started.
    NoGit(String),
    /// Git ended with an error and this message.
    Refused(String),
}

impl GitError {
    fn message(self) -> String {
        match self {
            GitError::NoGit(message) => message,
            GitError::Refused(said) => format!("git failed: {said}"),
        }
    }
}

/// Runs git in a folder and returns its standard output.
fn run<S: AsRef<OsStr>>(
    folder: &Path,
    args: impl IntoIterator<Item = S>,
    input: &[u8],
) -> Result<Vec<u8>, GitError> {
    let mut command = Command::new("git");
    for tie in TIES {
        command.env_remove(tie);
    }
    let child = command
        .current_dir(folder)
        .env("LC_ALL", "C")
        // Without it, `git diff` may write the index.
        .env("GIT_OPTIONAL_LOCKS", "0")
        .args(["-c", "core.fsmonitor=false"])
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let not_run = |error: io::Error| {
        let why = match error.kind() {
            io::ErrorKind::NotFound => "it is not installed, or not in the PATH".to_owned(),
            _ => error.to_string(),
        };
        GitError::NoGit(format!(
            "`--since` needs the program git, which cannot be run: {why}; install git, or leave out --since to check the whole site"
        ))
    };
    let mut child = child.map_err(not_run)?;
    let mut stdin = child.stdin.take().expect("it is piped");
    let output = std::thread::scope(|scope| {
        // Git answers while it reads. It may end before it has read everything.
        scope.spawn(move || stdin.write_all(input));
        child.wait_with_output()
    });
    let output = output.map_err(not_run)?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
    let said = said.strip_prefix("fatal: ").unwrap_or(&said);
    Err(GitError::Refused(if said.is_empty() {
        output.status.to_string()
    } else {
        said.to_owned()
    }))
}

/// Splits a list of names that end in a zero byte. A name of a nested repository ends in a slash, which is dropped.
fn names(listed: &[u8]) -> impl Iterator<Item = String> {
    let names = listed.split(|byte| *byte == 0);
    let names = names.filter(|name| !name.is_empty());
    names.map(|name| {
        let name = String::from_utf8_lossy(name);
        name.trim_end_matches('/').to_owned()
    })
}

/// Reads the output of `git cat-file --batch`: for each object a line that ends in its size, and its bytes.
fn blobs(mut output: &[u8]) -> Vec<Vec<u8>> {
    let mut blobs = Vec::new();
    while let Some(end) = output.iter().position(|byte| *byte == b'\n') {
        let head = String::from_utf8_lossy(&output[..end]);
        let size = head.rsplit(' ').next().and_then(|size| size.parse().ok());
        let start = end + 1;
        // An object that is missing, as in a partial clone, has no size and no bytes.
        let length = size.map_or(0, |size: usize| size + 1);
        let Some(bytes) = output.get(start..start + length) else {
            break;
        };
        blobs.push(bytes[..length.saturating_sub(1)].to_vec());
        output = &output[start + length..];
    }
    blobs
}

fn line(output: &[u8]) -> String {
    String::from_utf8_lossy(output).trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::{blobs, names};

    #[test]
    fn the_output_of_git_is_read() {
        let listed: Vec<String> = names(b"a b\0themes/x/\0\xd8\xb3\0").collect();
        assert_eq!(listed, ["a b", "themes/x", "س"]);
        let output = b"1f blob 3\na\nb\n2f missing\n3f blob 0\n\n";
        assert_eq!(blobs(output), [b"a\nb".to_vec(), Vec::new(), Vec::new()]);
        assert_eq!(blobs(b"1f blob 30\ncut"), Vec::<Vec<u8>>::new());
    }
}
