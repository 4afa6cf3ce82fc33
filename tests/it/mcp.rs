//! `mujaz mcp` over standard input and output: its answers, its refusals, and its end with the client.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::common::{copy, repository};

const ORIGINAL: &str = "\
Treaty signed after long talks

Two states signed a treaty on 19 June 2024. “We will never sign before the audit is complete,” the minister said.

Trade is to grow by 35% to 1.2 million tonnes.

At least 30 people were killed in the flood.
";

/// Maximum time that a test waits for the program.
const PATIENCE: Duration = Duration::from_secs(60);

/// A client with a running server.
struct Client {
    child: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
    id: u64,
}

impl Client {
    /// Starts a server and initializes it.
    fn start(args: &[&str]) -> Client {
        let mut client = Client::bare(args);
        let params = json!({
            "protocolVersion": "2025-06-18",
            "capabilities": {},
            "clientInfo": { "name": "test", "version": "1" },
        });
        let answer = client.ask("initialize", params);
        assert_eq!(answer["result"]["serverInfo"]["name"], "mujaz", "{answer}");
        client.send(&json!({ "jsonrpc": "2.0", "method": "notifications/initialized" }));
        client
    }

    fn bare(args: &[&str]) -> Client {
        let mut child = Command::new(env!("CARGO_BIN_EXE_mujaz"))
            .arg("mcp")
            .args(args)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program runs");
        let input = child.stdin.take();
        let output = BufReader::new(child.stdout.take().expect("it is piped"));
        Client {
            child,
            input,
            output,
            id: 0,
        }
    }

    fn send(&mut self, message: &Value) {
        self.write(&format!("{message}\n"));
    }

    fn write(&mut self, text: &str) {
        let input = self.input.as_mut().expect("it is open");
        input.write_all(text.as_bytes()).expect("the server reads");
        input.flush().expect("the server reads");
    }

    /// The next message of the server.
    fn next(&mut self) -> Value {
        let mut line = String::new();
        self.output.read_line(&mut line).expect("the server writes");
        serde_json::from_str(&line).unwrap_or_else(|_| panic!("no message: {line:?}"))
    }

    fn ask(&mut self, method: &str, params: Value) -> Value {
        self.id += 1;
        let id = self.id;
        self.send(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }));
        let answer = self.next();
        assert_eq!(answer["id"], id, "{answer}");
        answer
    }

    /// Calls a tool; returns the text and the data of its answer, or the message of its error.
    fn call(&mut self, tool: &str, arguments: Value) -> Result<(String, Value), String> {
        let params = json!({ "name": tool, "arguments": arguments });
        let answer = self.ask("tools/call", params);
        let result = &answer["result"];
        let text = result["content"][0]["text"].as_str();
        let text = text.unwrap_or_else(|| panic!("{answer}")).to_owned();
        match result["isError"] == true {
            true => Err(text),
            false => Ok((text, result["structuredContent"].clone())),
        }
    }

    /// Closes the input; returns the exit status.
    fn close(mut self) -> Option<i32> {
        drop(self.input.take());
        ended(&mut self.child)
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        // Of a test that failed.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Waits until a program ends; returns its exit status.
fn ended(child: &mut Child) -> Option<i32> {
    let start = Instant::now();
    while start.elapsed() < PATIENCE {
        if let Some(status) = child.try_wait().expect("it can be waited for") {
            return status.code();
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    panic!("the program lives on");
}

fn folder() -> TempDir {
    let folder = TempDir::new().expect("there is room for a temporary folder");
    fs::write(folder.path().join("original.en.txt"), ORIGINAL).unwrap();
    folder
}

fn text(path: &Path) -> &str {
    path.to_str().expect("UTF-8")
}

#[test]
fn tools_and_resources_are_described() {
    let mut client = Client::start(&[]);
    let answer = client.ask("tools/list", json!({}));
    let tools = answer["result"]["tools"].as_array().expect("a list");
    let names: Vec<&str> = tools
        .iter()
        .filter_map(|tool| tool["name"].as_str())
        .collect();
    assert_eq!(names, ["verify", "paragraphs", "check", "explain"]);
    for tool in tools {
        assert_eq!(tool["inputSchema"]["type"], "object");
        assert_eq!(tool["inputSchema"]["additionalProperties"], false);
        assert_eq!(tool["annotations"]["readOnlyHint"], true);
    }
    let answer = client.ask("resources/list", json!({}));
    let resources = answer["result"]["resources"]
        .as_array()
        .expect("a list")
        .clone();
    assert_eq!(resources.len(), 2);
    for resource in resources {
        let answer = client.ask("resources/read", json!({ "uri": resource["uri"] }));
        let contents = &answer["result"]["contents"][0];
        assert_eq!(contents["mimeType"], resource["mimeType"]);
        let length = contents["text"].as_str().map(str::len);
        assert_eq!(length, resource["size"].as_u64().map(|size| size as usize));
    }
    let answer = client.ask("resources/read", json!({ "uri": "mujaz://guide/other" }));
    let message = answer["error"]["message"].as_str().expect("an error");
    assert!(message.contains("mujaz://guide/summary"), "{message}");
    assert_eq!(client.close(), Some(0));
}

#[test]
fn a_summary_is_held_against_its_original() {
    let folder = folder();
    let mut client = Client::start(&["--root", text(folder.path())]);
    let summary = "The treaty was signed on 19 June 2024 [p1]. Trade grows by 53% [p2]. At least 30 died [p9].";
    for original in [
        json!({ "original": ORIGINAL }),
        json!({ "original_path": "original.en.txt" }),
        json!({ "original_path": folder.path().join("original.en.txt") }),
    ] {
        let mut arguments = original;
        arguments["summary"] = summary.into();
        let (text, data) = client.call("verify", arguments.clone()).expect("an answer");
        assert!(text.starts_with("2 to mend, in 3 claims."), "{text}");
        assert!(text.len() < 1500, "the answer is small: {text}");
        for words in [
            "1:60",
            "“53%”",
            "p2 “",
            "35%",
            "the original has no paragraph p9",
            "from p1 to p3",
            " (figure-not-in-original)\n",
            " (citation-unknown)\n",
        ] {
            assert!(text.contains(words), "{words}: {text}");
        }
        assert_eq!(data["faults"], 2, "{data}");
        assert_eq!(data["mend"][0]["place"]["column"], 60, "{data}");
        assert_eq!(data["holds"], json!([]));
        arguments["all"] = true.into();
        let (_, data) = client.call("verify", arguments).expect("an answer");
        assert_eq!(data["holds"][0]["original"][0]["paragraph"], 1, "{data}");
    }
    let arabic = "وُقّعت المعاهدة في 19 يونيو 2024 [p1]. وتنمو التجارة بنسبة 53% [p2].";
    let arguments = json!({ "original": ORIGINAL, "summary": arabic });
    let (text, data) = client.call("verify", arguments).expect("an answer");
    assert_eq!(data["faults"], 1, "{data}");
    assert!(
        !text.contains('\u{2068}'),
        "no mark that would end up in a summary: {text}"
    );
    let names =
        "[[name]]\nid = \"oslo\"\nkind = \"place\"\nen = \"Oslo\"\nvariants.en = [\"Osloo\"]\n";
    let original = format!("{ORIGINAL}\nThey met in Oslo.\n");
    let arguments =
        json!({ "original": original, "summary": "They met in Osloo [p4].", "names": names });
    let (_, data) = client.call("verify", arguments).expect("an answer");
    assert_eq!(data["mend"][0]["write"], "Oslo", "{data}");
    let why = "the list of names has another spelling of it";
    assert_eq!(data["mend"][0]["why"], why, "{data}");
    assert_eq!(client.close(), Some(0));
}

#[test]
fn paragraphs_come_with_their_numbers_and_in_parts() {
    let mut client = Client::start(&[]);
    let (text, data) = client
        .call("paragraphs", json!({ "original": ORIGINAL }))
        .unwrap();
    assert!(text.contains("\np2: Trade is to grow by 35%"), "{text}");
    assert_eq!((&data["last"], &data["next"]), (&json!(3), &Value::Null));
    let arguments = json!({ "original": ORIGINAL, "from": 3, "to": 9 });
    let (text, _) = client.call("paragraphs", arguments).unwrap();
    assert!(text.contains("p3: ") && !text.contains("p2: "), "{text}");
    let arguments = json!({ "original": ORIGINAL, "from": 4 });
    let message = client.call("paragraphs", arguments).unwrap_err();
    assert!(message.contains("from p1 to p3"), "{message}");
    // A long original, read to its end.
    let long: String = (0..3000)
        .map(|n| format!("Paragraph number {n} has some words.\n\n"))
        .collect();
    let (mut from, mut read) = (1, 0);
    loop {
        let arguments = json!({ "original": long, "from": from });
        let (text, data) = client.call("paragraphs", arguments).unwrap();
        assert!(text.len() < 100_000);
        read += data["paragraphs"].as_array().unwrap().len();
        match data["next"].as_u64() {
            Some(next) => from = next,
            None => break,
        }
    }
    assert_eq!(read, 3000);
}

/// An original in Markdown, and a page, have the same numbers as text and as a file.
#[test]
fn a_text_has_the_numbers_of_its_file() {
    let markdown = "+++\ntitle = \"Talks\"\npublisher = \"agency\"\n+++\n\nTwo states signed.\n\n## Trade\n\n| year | tonnes |\n|------|--------|\n| 2024 | 35     |\n\n- Exports fell by 12% in mid-July.\n- Ships came.\n";
    let headings = "# T\n\nA ship came.\n\n## H\n\n- one ship\n- two ships\n";
    let page = "<html><body><article><h1>Flood</h1><p>The flood killed 30 people in the valley, the ministry said in a long statement that it read out on Sunday.</p><h2>Roads</h2><p>The roads are still closed, and nobody knows for how long, the people of the old town say.</p></article></body></html>";
    let folder = folder();
    let mut client = Client::start(&["--root", text(folder.path())]);
    for (name, original, last) in [
        ("o.en.md", markdown, 5),
        ("h.md", headings, 3),
        ("p.html", page, 2),
    ] {
        fs::write(folder.path().join(name), original).unwrap();
        let of_file = json!({ "original_path": name, "original_language": "en" });
        let (of_file, data) = client.call("paragraphs", of_file).unwrap();
        assert_eq!(data["last"], last, "{of_file}");
        let numbers = data["paragraphs"].as_array().unwrap().iter();
        let numbers: Vec<&Value> = numbers.map(|one| &one["number"]).collect();
        let expected: Vec<i32> = (1..=last).collect();
        assert_eq!(json!(numbers), json!(expected), "{of_file}");
        let of_text = json!({ "original": original, "original_language": "en" });
        let (of_text, _) = client.call("paragraphs", of_text).unwrap();
        assert_eq!(of_text, of_file);
    }
    let arguments = json!({ "original": markdown, "summary": "Exports fell by 12% in mid-July [p4].", "all": true });
    let (said, data) = client.call("verify", arguments.clone()).unwrap();
    assert_eq!(
        (&data["faults"], &data["look"]),
        (&json!(0), &json!([])),
        "{said}"
    );
    // The client can say what a text is that does not tell it.
    let lines = "One line of the text has 4 ships\nand the next has 5.\n\n    # code\n";
    for (format, last) in [("markdown", 1), ("text", 3)] {
        let arguments = json!({ "original": lines, "original_format": format });
        let (said, data) = client.call("paragraphs", arguments).unwrap();
        assert_eq!(data["last"], last, "{said}");
    }
    let arguments = json!({ "original": lines, "original_format": "pdf" });
    let message = client.call("paragraphs", arguments).unwrap_err();
    assert!(message.contains("`markdown`"), "{message}");
    assert_eq!(client.close(), Some(0));
}

/// A Word document below a root is read as on the command line.
#[test]
fn word_documents_are_read_by_their_path() {
    let folder = folder();
    let original = crate::word::document(&[
        ("Title", "A new port"),
        ("Heading1", "Cranes"),
        (
            "Normal",
            "The port has 12 cranes, as its owners said on Monday, and 40 ships.",
        ),
    ]);
    let summary = crate::word::document(&[("Normal", "The port has 12 cranes and 41 ships [p1].")]);
    fs::write(folder.path().join("o.docx"), original).unwrap();
    fs::write(folder.path().join("s.docx"), summary).unwrap();
    let mut client = Client::start(&["--root", text(folder.path())]);
    let (said, data) = client
        .call("paragraphs", json!({ "original_path": "o.docx" }))
        .unwrap();
    assert!(said.contains("p1: The port has 12 cranes"), "{said}");
    assert_eq!(data["last"], 1, "{said}");
    let arguments = json!({ "original_path": "o.docx", "summary_path": "s.docx" });
    let (said, data) = client.call("verify", arguments).unwrap();
    assert_eq!(
        (&data["claims"], &data["faults"]),
        (&json!(2), &json!(1)),
        "{said}"
    );
    fs::write(
        folder.path().join("broken.docx"),
        b"PK\x03\x04 and nothing else",
    )
    .unwrap();
    let arguments = json!({ "original_path": "broken.docx" });
    let message = client.call("paragraphs", arguments).unwrap_err();
    assert!(message.contains("`broken.docx`"), "{message}");
    assert_eq!(client.close(), Some(0));
}

#[test]
fn a_site_is_checked_below_the_roots_alone() {
    let folder = TempDir::new().unwrap();
    let site = folder.path().join("root/site");
    copy(&repository("tests/diagnostics/base"), &site);
    let summary = "content/articles/treaty/summary.en.md";
    let old = fs::read_to_string(site.join(summary)).unwrap();
    fs::write(
        site.join(summary),
        format!("{old}\nTrade grows by 5353% [p1].\n"),
    )
    .unwrap();
    let mut client = Client::start(&["--root", text(&folder.path().join("root"))]);
    let (said, data) = client.call("check", json!({ "site": "site" })).unwrap();
    assert_eq!(
        data["findings"][0]["code"], "figure-not-in-original",
        "{said}"
    );
    assert_eq!(data["findings"][0]["path"], summary);
    let arguments = json!({ "site": "site", "articles": ["treaty"] });
    assert_eq!(
        client.call("check", arguments).unwrap().1["findings"],
        data["findings"]
    );
    let arguments = json!({ "site": "site", "articles": ["treatise"] });
    let message = client.call("check", arguments).unwrap_err();
    assert!(message.contains("no article `treatise`"), "{message}");
    let message = client.call("check", json!({})).unwrap_err();
    assert!(message.contains("is not a site"), "{message}");
    let message = client.call("check", json!({ "site": "../" })).unwrap_err();
    assert!(message.contains("is outside"), "{message}");
    #[cfg(unix)]
    {
        // Where a link leads, and whether anything is there, is not told.
        fs::write(folder.path().join("secret.md"), "x").unwrap();
        std::os::unix::fs::symlink("loop", folder.path().join("loop")).unwrap();
        let link = site.join("content/articles/treaty/note.md");
        let mut answers = Vec::new();
        for target in ["secret.md", "nothing.md", "loop", "secret.md/x", "."] {
            std::os::unix::fs::symlink(folder.path().join(target), &link).unwrap();
            answers.push(client.call("check", json!({ "site": "site" })).unwrap());
            fs::remove_file(&link).unwrap();
        }
        fs::remove_file(folder.path().join("loop")).unwrap();
        assert!(answers[0].0.contains("leads to no file of the site"));
        assert!(!answers[0].0.contains("secret"), "{}", answers[0].0);
        assert!(
            answers.iter().all(|answer| *answer == answers[0]),
            "{answers:#?}"
        );
        let config = fs::read(site.join("config.toml")).unwrap();
        fs::remove_file(site.join("config.toml")).unwrap();
        let mut messages = Vec::new();
        for target in ["secret.md", "nothing.md"] {
            std::os::unix::fs::symlink(folder.path().join(target), site.join("config.toml"))
                .unwrap();
            messages.push(client.call("check", json!({ "site": "site" })).unwrap_err());
            fs::remove_file(site.join("config.toml")).unwrap();
        }
        assert_eq!(messages[0], messages[1]);
        fs::write(site.join("config.toml"), config).unwrap();
        let elsewhere = folder.path().join("elsewhere");
        fs::rename(site.join("content"), &elsewhere).unwrap();
        std::os::unix::fs::symlink(&elsewhere, site.join("content")).unwrap();
        let message = client.call("check", json!({ "site": "site" })).unwrap_err();
        assert!(message.contains("leads out of"), "{message}");
    }
    let before = crate::common::times(folder.path());
    drop(client.call("check", json!({ "site": "site" })));
    assert_eq!(
        before,
        crate::common::times(folder.path()),
        "nothing is written"
    );
}

#[test]
fn a_code_is_explained() {
    let mut client = Client::start(&[]);
    let (said, _) = client
        .call("explain", json!({ "code": "figure-not-in-original" }))
        .unwrap();
    assert!(said.contains("Wrong:"), "{said}");
    let message = client
        .call("explain", json!({ "code": "figure-not-original" }))
        .unwrap_err();
    assert!(
        message.contains("did you mean `figure-not-in-original`?"),
        "{message}"
    );
}

/// Arguments of `verify` → the error message.
#[test]
fn bad_input_is_a_clear_error_and_the_server_goes_on() {
    let folder = folder();
    let path = |name: &str| folder.path().join(name);
    fs::write(
        path("picture.png"),
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01",
    )
    .unwrap();
    fs::write(path("empty.txt"), "").unwrap();
    fs::write(path("marks.txt"), "--- … ---\n").unwrap();
    fs::write(
        path("large.txt"),
        "A sentence with words. ".repeat(50 * 1024 * 1024 / 23),
    )
    .unwrap();
    fs::create_dir(path("sub")).unwrap();
    let secret = TempDir::new().unwrap();
    fs::write(secret.path().join("secret.txt"), "secret").unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink(secret.path().join("secret.txt"), path("link.txt")).unwrap();
    let mut client = Client::start(&["--root", text(folder.path())]);
    let outside = secret.path().join("secret.txt");
    let table = [
        (
            json!({}),
            "there is no original; pass `original` or `original_path`",
        ),
        (
            json!({ "original": ORIGINAL }),
            "there is no summary; pass `summary` or `summary_path`",
        ),
        (
            json!({ "original": "", "summary": "x" }),
            "the original is empty",
        ),
        (json!({ "original": "…", "summary": "x" }), "has no words"),
        (
            json!({ "original": ORIGINAL, "summary": "\n \n" }),
            "the summary is empty",
        ),
        (
            json!({ "original_path": "empty.txt", "summary": "x" }),
            "`empty.txt` is empty",
        ),
        (
            json!({ "original_path": "marks.txt", "summary": "x" }),
            "`marks.txt` has no words",
        ),
        (
            json!({ "original_path": "picture.png", "summary": "x" }),
            "not text",
        ),
        (
            json!({ "original": "a\u{0}b", "summary": "x" }),
            "is not text",
        ),
        (
            json!({ "original_path": "large.txt", "summary": "x" }),
            "more than the 32 MiB",
        ),
        (
            json!({ "original_path": "sub", "summary": "x" }),
            "`sub` is a folder",
        ),
        (
            json!({ "original_path": "no-such.txt", "summary": "x" }),
            "there is no `no-such.txt`",
        ),
        (
            json!({ "original_path": outside, "summary": "x" }),
            "is outside",
        ),
        (
            json!({ "original_path": "../x.txt", "summary": "x" }),
            "is outside",
        ),
        #[cfg(unix)]
        (
            json!({ "original_path": "link.txt", "summary": "x" }),
            "leads out of",
        ),
        (
            json!({ "original": ORIGINAL, "original_path": "original.en.txt", "summary": "x" }),
            "are both given",
        ),
        (
            json!({ "original": ORIGINAL, "summary": "x", "summary_language": "not a language" }),
            "is not a language",
        ),
        (
            json!({ "original": ORIGINAL, "summary": "x", "published": "yesterday" }),
            "write a day as",
        ),
        (
            json!({ "original": ORIGINAL, "summary": "x", "names": "[[name]" }),
            "names: ",
        ),
        (
            json!({ "original": 7, "summary": "x" }),
            "the arguments cannot be used",
        ),
        (
            json!({ "original": ORIGINAL, "sumary": "x" }),
            "unknown field `sumary`",
        ),
    ];
    for (arguments, words) in table {
        let shown: String = arguments.to_string().chars().take(80).collect();
        let message = client.call("verify", arguments).expect_err(&shown);
        assert!(message.contains(words), "{shown}: {message}");
        assert!(message.len() < 500, "{shown}: {message}");
        assert!(!message.contains("secret\n"), "{message}");
    }
    // A language without a grammar is read by its digits, and the answer says so.
    let arguments =
        json!({ "original": ORIGINAL, "summary": "35% [p2].", "summary_language": "tlh" });
    let (said, _) = client.call("verify", arguments).unwrap();
    assert!(said.contains("only digits are read"), "{said}");
    assert_eq!(client.close(), Some(0));
}

#[test]
fn a_large_text_in_a_message_is_refused() {
    let mut client = Client::start(&[]);
    let original = "A sentence with words.\n".repeat(50 * 1024 * 1024 / 23);
    let message = client.call("verify", json!({ "original": original, "summary": "x" }));
    assert!(message.unwrap_err().contains("more than the 32 MiB"));
    assert_eq!(client.close(), Some(0));
}

#[test]
fn what_is_no_request_is_answered_with_an_error() {
    let mut client = Client::start(&[]);
    let old = "{\"jsonrpc\":\"1.0\",\"id\":9,\"method\":\"ping\"}\n";
    let fields = "{\"jsonrpc\":\"2.0\",\"id\":\"a\",\"method\":[]}\n";
    for (line, code, id) in [
        ("hello\n", -32700, json!(null)),
        (
            "{\"jsonrpc\":\"2.0\",\"id\":9,\"meth\n",
            -32700,
            json!(null),
        ),
        ("\u{0}\n", -32700, json!(null)),
        ("{}\n", -32600, json!(null)),
        ("[]\n", -32600, json!(null)),
        (old, -32600, json!(9)),
        (fields, -32600, json!("a")),
    ] {
        client.write(line);
        let answer = client.next();
        assert_eq!(answer["error"]["code"], code, "{line}: {answer}");
        assert_eq!(answer["jsonrpc"], "2.0", "{line}: {answer}");
        // Without an id it would be a notification.
        assert_eq!(answer.get("id"), Some(&id), "{line}: {answer}");
    }
    let answer = client.ask("tools/call", json!({ "name": "verfy", "arguments": {} }));
    let error = &answer["error"];
    assert_eq!(error["code"], -32602, "{answer}");
    assert!(
        error["message"]
            .as_str()
            .unwrap()
            .contains("did you mean `verify`?")
    );
    let answer = client.ask("no/such/method", json!({}));
    assert_eq!(answer["error"]["code"], -32601, "{answer}");
    assert_eq!(client.ask("ping", json!({}))["result"], json!({}));
    assert_eq!(client.close(), Some(0));
}

/// A client can write its requests, close the input, and read the answers.
#[test]
fn requests_are_answered_after_the_input_has_ended() {
    let mut client = Client::start(&[]);
    for id in 100..110 {
        let params =
            json!({ "name": "verify", "arguments": { "original": ORIGINAL, "summary": "53%" } });
        client
            .send(&json!({ "jsonrpc": "2.0", "id": id, "method": "tools/call", "params": params }));
    }
    drop(client.input.take());
    let mut answered: Vec<u64> = (0..10)
        .filter_map(|_| client.next()["id"].as_u64())
        .collect();
    answered.sort_unstable();
    assert_eq!(answered, (100..110).collect::<Vec<_>>());
    assert_eq!(client.close(), Some(0));
}

#[test]
fn the_server_ends_with_its_client() {
    // It closes the input at once, within a message, or without reading answers.
    for written in ["", "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ini", "\n\n"] {
        let mut client = Client::bare(&[]);
        client.write(written);
        assert!(client.close().is_some(), "{written:?}");
    }
    let mut client = Client::start(&[]);
    client.write("{\"jsonrpc\":\"2.0\",\"id\":9,\"method\":\"pi");
    assert_eq!(client.close(), Some(0));
    // It dies while an answer is made: nobody reads it any more.
    let mut client = Client::start(&[]);
    let words = "A sentence with 35% and 1.2 million tonnes of words.\n\n".repeat(2000);
    for id in 2..6 {
        let arguments = json!({ "original": words, "summary": words });
        let params = json!({ "name": "verify", "arguments": arguments });
        client
            .send(&json!({ "jsonrpc": "2.0", "id": id, "method": "tools/call", "params": params }));
    }
    let mut child = std::mem::replace(&mut client.child, Command::new("true").spawn().unwrap());
    drop(client);
    ended(&mut child);
    // The output is closed, but the input stays open.
    let mut client = Client::start(&[]);
    let output = std::mem::replace(&mut client.output, {
        let mut other = Command::new("true").stdout(Stdio::piped()).spawn().unwrap();
        let output = other.stdout.take().unwrap();
        other.wait().unwrap();
        BufReader::new(output)
    });
    drop(output);
    client.send(&json!({ "jsonrpc": "2.0", "id": 9, "method": "ping" }));
    ended(&mut client.child);
}

#[test]
fn wrong_usage_is_said_at_once() {
    let folder = folder();
    let file = folder.path().join("original.en.txt");
    for (args, words) in [
        (&["--root", "/no/such/folder"][..], "cannot be read"),
        (&["--root", text(&file)], "is not a folder"),
        (&["--site", "x"], "with --root"),
    ] {
        let output = Command::new(env!("CARGO_BIN_EXE_mujaz"))
            .arg("mcp")
            .args(args)
            .output()
            .unwrap();
        let err = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{err}");
        assert!(err.contains(words), "{err}");
        assert!(output.stdout.is_empty());
    }
    // A client of another protocol.
    let mut client = Client::bare(&[]);
    client.write("{\"jsonrpc\":\"2.0\",\"method\":\"textDocument/didOpen\",\"params\":{}}\n");
    assert!(client.close().is_some());
}
