//! A running `forewarn serve`, asked over its socket and read from its terminal.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use crate::harness::Site;

/// How long anything may take on a busy machine.
pub(crate) const PATIENCE: Duration = Duration::from_secs(30);

/// A running `forewarn serve`, ended with the test. Its site must outlive it.
pub(crate) struct Preview {
    pub(crate) child: Child,
    pub(crate) port: u16,
    /// What every address begins with.
    pub(crate) token: String,
    root: PathBuf,
    lines: Receiver<String>,
}

impl Preview {
    pub(crate) fn start(site: &Site, arguments: &[&str]) -> Self {
        Self::with(site, arguments, &[])
    }

    pub(crate) fn with(site: &Site, arguments: &[&str], environment: &[(&str, &Path)]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_forewarn"))
            .env_clear()
            .envs(environment.iter().copied())
            .current_dir(site.root())
            .args(["serve", "--port", "0"])
            .args(arguments)
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let stderr = BufReader::new(child.stderr.take().expect("a pipe"));
        let (sender, lines) = mpsc::channel();
        std::thread::spawn(move || {
            for line in stderr.lines().map_while(Result::ok) {
                let _ = sender.send(line);
            }
        });
        let mut preview = Self {
            child,
            port: 0,
            token: String::new(),
            root: site.root().to_owned(),
            lines,
        };
        let ready = preview.line(|line| line.contains("ready in"));
        let (_, port) = ready.split_once("http://127.0.0.1:").expect("an address");
        let (port, path) = port.split_once('/').expect("a path");
        let (token, _) = path.split_once('/').expect("a token");
        preview.port = port.parse().expect("a port");
        preview.token = token.to_owned();
        preview
    }

    /// The next line of the terminal that is `wanted`.
    pub(crate) fn line(&self, wanted: impl Fn(&str) -> bool) -> String {
        let deadline = Instant::now() + PATIENCE;
        let mut seen = Vec::new();
        loop {
            let left = deadline.saturating_duration_since(Instant::now());
            match self.lines.recv_timeout(left) {
                Ok(line) if wanted(&line) => return line,
                Ok(line) => seen.push(line),
                Err(fault) => panic!("{fault}; the terminal said: {seen:#?}"),
            }
        }
    }

    /// Status and body at `target`, for a request with these fields.
    pub(crate) fn ask(&self, target: &str, fields: &str) -> (u16, String) {
        read(self.request(target, fields))
    }

    pub(crate) fn connect(&self, path: &str) -> BufReader<TcpStream> {
        self.request(&format!("{}/{path}", self.token), "")
    }

    fn request(&self, target: &str, fields: &str) -> BufReader<TcpStream> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("a connection");
        stream.set_read_timeout(Some(PATIENCE)).expect("a timeout");
        let request = format!(
            "GET /{target} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n{fields}\r\n",
            self.port
        );
        stream
            .write_all(request.as_bytes())
            .expect("a request is taken");
        BufReader::new(stream)
    }

    /// The status and the body at `path`.
    pub(crate) fn get(&self, path: &str) -> (u16, String) {
        read(self.connect(path))
    }

    /// Asks for `path` until the answer is as `wanted`.
    #[track_caller]
    pub(crate) fn until(&self, path: &str, wanted: impl Fn(u16, &str) -> bool) -> String {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let (status, body) = self.get(path);
            if wanted(status, &body) {
                return body;
            }
            assert!(Instant::now() < deadline, "/{path} stays {status}:\n{body}");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    #[track_caller]
    pub(crate) fn shows(&self, path: &str, text: &str) -> String {
        self.until(path, |status, body| status == 200 && body.contains(text))
    }

    #[track_caller]
    pub(crate) fn lacks(&self, path: &str) {
        self.until(path, |status, _| status == 404);
    }

    /// The numbers of the changes that an open page hears of.
    pub(crate) fn events(&self) -> Events {
        let mut stream = self.connect(".forewarn/live");
        let (sender, numbers) = mpsc::channel();
        std::thread::spawn(move || {
            let mut line = String::new();
            while stream.read_line(&mut line).is_ok_and(|read| read > 0) {
                if let Some(number) = line.trim_end().strip_prefix("data: ") {
                    let _ = sender.send(number.to_owned());
                }
                line.clear();
            }
        });
        Events { numbers }
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        fs::write(self.root.join(path), text).expect("the file can be written");
    }
}

/// Status and body of an answer.
fn read(mut stream: impl Read) -> (u16, String) {
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).expect("an answer");
    let answer = String::from_utf8_lossy(&answer).into_owned();
    let (head, body) = answer.split_once("\r\n\r\n").expect("a whole answer");
    let status = head.split(' ').nth(1).expect("a status");
    (status.parse().expect("a number"), body.to_owned())
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What an open page hears.
pub(crate) struct Events {
    numbers: Receiver<String>,
}

impl Events {
    pub(crate) fn next(&self) -> String {
        self.numbers.recv_timeout(PATIENCE).expect("an event")
    }

    /// Waits until nothing more will be told.
    pub(crate) fn end(&self) {
        while self.numbers.recv_timeout(PATIENCE).is_ok() {}
        let next = self.numbers.recv_timeout(PATIENCE);
        assert_eq!(next, Err(RecvTimeoutError::Disconnected));
    }

    /// Waits until the page that is shown is the one that was told last.
    pub(crate) fn settle(&self) {
        loop {
            match self.numbers.recv_timeout(Duration::from_millis(500)) {
                Ok(_) => {}
                Err(RecvTimeoutError::Timeout) => return,
                Err(fault) => panic!("{fault}"),
            }
        }
    }
}
