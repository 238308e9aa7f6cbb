//! How long the preview takes to start, and to show an edit, with ten thousand
//! advisories.
//!
//! The program is run as it is, asked over HTTP, and its files are edited as an
//! editor would. What an edit costs is told beside the least that anything can
//! take that hears of changes from the system, and beside reading and parsing
//! everything anew; figures of other machines compare as these ratios only.
//!
//! ```sh
//! cargo bench --bench serve                             # 10,000 advisories
//! FOREWARN_BENCH_COUNT=1000 cargo bench --bench serve
//! ```

#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a benchmark reads, writes, looks at the clock and prints"
)]

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, Instant};

use forewarn::diagnostic::Diagnostics;
use forewarn::preview::watch::{FileChange, Watch, WatchedFolder};
use forewarn::{parse, read};

#[path = "inputs/generated.rs"]
mod generated;

/// How often each is measured; the median is told, and the slowest.
const RUNS: usize = 21;

/// How long it is between two edits: the checks that follow one are over by then.
const PAUSE: Duration = Duration::from_millis(1_500);

fn main() {
    let count = std::env::var("FOREWARN_BENCH_COUNT");
    let count = count.map_or(10_000, |count| count.parse().expect("a number"));
    let work = tempfile::tempdir().expect("a directory to work in");
    let (root, overlay) = (work.path().join("project"), work.path().join("overlay"));
    lay_out(&root, &overlay, count);
    println!("{count} advisories, one of them embargoed in the overlay");

    let again = median((0..5).map(|_| everything(&root)).collect());
    let delay = median((0..RUNS).map(|_| event_delay(work.path())).collect());
    tell("read and parse everything", again.0, None);
    tell("file event, told after its quiet", delay.0, None);

    let start = Instant::now();
    let preview = Preview::start(&root, &overlay);
    tell("start to first page", start.elapsed(), None);
    // The first checks of everything are not what an edit waits for.
    std::thread::sleep(2 * PAUSE);

    let public = root.join("advisories/x_bench-2026-00042.yaml");
    let secret = overlay.join("advisories/secret.yaml");
    for (title, file, page) in [
        ("edit", &public, "advisories/x_bench-2026-00042.html"),
        ("edit, seen in the list", &secret, "advisories/index.html"),
        (
            "edit under embargo",
            &secret,
            "advisories/x_bench-2027-1.html",
        ),
    ] {
        let runs = (0..RUNS).map(|run| preview.edit(file, page, &format!("{title} {run}")));
        let (told, shown): (Vec<_>, Vec<_>) = runs.unzip();
        tell(
            &format!("{title}: told to the browser"),
            median(told).0,
            None,
        );
        let (middle, slowest) = median(shown);
        tell(&format!("{title}: page shown"), middle, Some(slowest));
        println!(
            "    {:.2} x reading and parsing everything, {:.2} x the event alone",
            middle.as_secs_f64() / again.0.as_secs_f64(),
            middle.as_secs_f64() / delay.0.as_secs_f64(),
        );
    }
    if let Some(memory) = preview.memory() {
        println!("  memory: {memory}");
    }
}

fn lay_out(root: &Path, overlay: &Path, count: usize) {
    generated::generate(root, count);
    fs::create_dir_all(root.join("content")).expect("a folder");
    fs::create_dir_all(overlay.join("advisories")).expect("a folder");
    let release = |minor| format!("- {{version: 1.{minor}.0, date: 2026-01-01}}\n");
    let releases: Vec<_> = (0..40).map(release).collect();
    let releases = releases.concat();
    let table =
        format!("package: PyPI/bench-0\nsupport: {{latest: 2, of: minor}}\nreleases:\n{releases}");
    fs::write(root.join("content/supported-versions.yaml"), table).expect("a table");
    fs::write(root.join("content/policy.md"), "# Policy\n").expect("a policy");
    let secret = "id: x_bench-2027-1\nsummary: Defect 0 of a generated library\n\
                  published: 2096-01-01\naffected: {PyPI/bench-0: '< 1.3'}\n";
    fs::write(overlay.join("advisories/secret.yaml"), secret).expect("an advisory");
}

/// What a preview that knows nothing of edits would do at each.
fn everything(root: &Path) -> Duration {
    let start = Instant::now();
    let sources = read::read(root).expect("readable inputs");
    std::hint::black_box(parse::parse(&sources, &mut Diagnostics::new()));
    start.elapsed()
}

/// How long it takes until a watch tells of a write.
fn event_delay(work: &Path) -> Duration {
    let folder = work.join("watched");
    fs::create_dir_all(&folder).expect("a folder");
    let mut watch = Watch::new(vec![WatchedFolder {
        folder: folder.clone(),
        deep: true,
    }]);
    watch.next(None);
    let start = Instant::now();
    fs::write(folder.join("file"), start.elapsed().as_nanos().to_string()).expect("a file");
    assert!(matches!(watch.next(None), Some(FileChange::At(_))));
    start.elapsed()
}

/// A running `forewarn serve`, with one page open.
struct Preview {
    child: Child,
    port: u16,
    token: String,
    changes: Receiver<Instant>,
}

impl Preview {
    /// Starts it, and waits for the first page.
    fn start(root: &Path, overlay: &Path) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_forewarn"))
            .current_dir(root)
            .args(["serve", "--port", "0", "--private"])
            .arg(overlay)
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let mut stderr = BufReader::new(child.stderr.take().expect("a pipe"));
        let mut ready = String::new();
        stderr.read_line(&mut ready).expect("a line");
        let (_, port) = ready.split_once("127.0.0.1:").expect("an address");
        let (port, path) = port.split_once('/').expect("a path");
        let (token, _) = path.split_once('/').expect("a token");
        std::thread::spawn(move || std::io::copy(&mut stderr, &mut std::io::sink()));
        let (sender, changes) = mpsc::channel();
        let preview = Self {
            child,
            port: port.parse().expect("a port"),
            token: token.to_owned(),
            changes,
        };
        preview.get("index.html");
        let mut events = preview.ask(".forewarn/live");
        std::thread::spawn(move || {
            let mut line = String::new();
            while events.read_line(&mut line).is_ok_and(|read| read > 0) {
                if line.starts_with("data: ") && sender.send(Instant::now()).is_err() {
                    break;
                }
                line.clear();
            }
        });
        preview
    }

    fn ask(&self, path: &str) -> BufReader<TcpStream> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("a connection");
        let request = format!(
            "GET /{}/{path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n",
            self.token, self.port
        );
        stream.write_all(request.as_bytes()).expect("a request");
        BufReader::new(stream)
    }

    fn get(&self, path: &str) -> String {
        let mut answer = Vec::new();
        self.ask(path).read_to_end(&mut answer).expect("an answer");
        String::from_utf8_lossy(&answer).into_owned()
    }

    /// How long after an edit of the summary in `file` an open page hears of a
    /// change, and has loaded itself anew with the edit in it.
    fn edit(&self, file: &Path, page: &str, word: &str) -> (Duration, Duration) {
        std::thread::sleep(PAUSE);
        while self.changes.try_recv().is_ok() {}
        let text = fs::read_to_string(file).expect("an advisory");
        let (before, rest) = text.split_once("summary: ").expect("a summary");
        let (_, after) = rest.split_once('\n').expect("a line");
        let text = format!("{before}summary: {word}\n{after}");
        let start = Instant::now();
        fs::write(file, text).expect("an edit");
        let told = self.changes.recv().expect("an event") - start;
        let answer = self.get(page);
        let shown = start.elapsed();
        assert!(answer.contains(word), "{page} is old: {answer}");
        (told, shown)
    }

    /// Resident memory now and at most, where the system tells.
    fn memory(&self) -> Option<String> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id())).ok()?;
        let value = |name: &str| {
            let line = status.lines().find(|line| line.starts_with(name))?;
            let kilobytes: f64 = line.split_whitespace().nth(1)?.parse().ok()?;
            Some(format!("{:.0} MB", kilobytes / 1_000.0))
        };
        Some(format!("{}, at most {}", value("VmRSS")?, value("VmHWM")?))
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn tell(what: &str, time: Duration, slowest: Option<Duration>) {
    let millis = |time: Duration| time.as_secs_f64() * 1e3;
    let slowest = slowest.map_or_else(String::new, |time| {
        format!(", at most {:.1} ms", millis(time))
    });
    println!("  {what:<44} {:>8.1} ms{slowest}", millis(time));
}

/// The middle one, and the largest.
fn median(mut times: Vec<Duration>) -> (Duration, Duration) {
    times.sort();
    (times[times.len() / 2], times[times.len() - 1])
}
