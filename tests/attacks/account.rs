//! Another account of this machine, which can connect to every port of loopback
//! and sees the arguments of every program.

use std::io::ErrorKind;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Stdio};

use super::program::{SECRET_PAGE, SUMMARY, secret_site};
use crate::serve::{Desktop, Preview};

/// The account that owns nothing.
const NOBODY: u32 = 65534;

/// Tells all it can learn of the preview: what programs were started with, the
/// file that leads a browser there, and what is answered at every address.
const SPY: &str = r#"
cat "/proc/$PROCESS/cmdline" "/proc/$PROCESS/environ" "/proc/$PROCESS/maps" 2>&1 | tr '\0' ' '
ls -l "/proc/$PROCESS/fd" 2>&1
cat "$FILE" 2>&1
ls "$(dirname "$FILE")" 2>&1
for target in "$@"; do
    exec 3<>"/dev/tcp/127.0.0.1/$PORT" || exit 1
    printf 'GET %s HTTP/1.1\r\nHost: 127.0.0.1:%s\r\n\r\n' "$target" "$PORT" >&3
    printf '%s: ' "$target"
    IFS= read -r line <&3 && printf '%s\n' "$line"
    cat <&3
    exec 3>&-
done
"#;

#[test]
#[expect(
    clippy::print_stderr,
    reason = "whoever runs the test is to know what it left out"
)]
fn another_account_is_told_nothing() {
    let (site, desktop) = (secret_site(), Desktop::new());
    let preview = desktop.start(&site);
    let file = desktop.opened();
    let targets = [
        "/",
        SECRET_PAGE,
        "/.forewarn/",
        "/.forewarn/live",
        "/absent.html",
    ];
    let spy = |account: Option<u32>, targets: &[&str]| spy(account, &preview, &file, targets);
    let Some(told) = spy(Some(NOBODY), &targets) else {
        eprintln!("left out: only root may become another account, and bash is needed");
        return;
    };
    for target in targets {
        assert!(
            told.contains(&format!("{target}: HTTP/1.1 404 Not Found\r\n")),
            "{told}"
        );
    }
    // It did look, and for all of it was turned away.
    assert!(told.contains("forewarn serve --port 0 --open "), "{told}");
    assert!(told.contains("Permission denied"), "{told}");
    for secret in [&preview.token, SUMMARY, "url="] {
        assert!(!told.contains(secret), "{secret}: {told}");
    }
    assert!(file.exists());

    // The account that started it learns all of that in the same way.
    let known = format!("/{}{SECRET_PAGE}", preview.token);
    let told = spy(None, &[&known]).expect("bash runs");
    assert!(
        told.contains(SUMMARY) && told.contains("url=http://127.0.0.1:"),
        "{told}"
    );
}

/// What an account learns; `None` where this one may not become that.
fn spy(account: Option<u32>, preview: &Preview, file: &Path, targets: &[&str]) -> Option<String> {
    let mut command = Command::new("bash");
    command
        .args(["-c", SPY, "spy"])
        .args(targets)
        .env("PROCESS", preview.child.id().to_string())
        .env("PORT", preview.port.to_string())
        .env("FILE", file)
        .current_dir("/")
        .stdin(Stdio::null())
        .stderr(Stdio::inherit());
    if let Some(account) = account {
        command.uid(account).gid(account);
    }
    match command.output() {
        Ok(output) => {
            assert!(output.status.success());
            Some(String::from_utf8_lossy(&output.stdout).into_owned())
        }
        Err(fault)
            if [ErrorKind::PermissionDenied, ErrorKind::NotFound].contains(&fault.kind()) =>
        {
            None
        }
        Err(fault) => panic!("{fault}"),
    }
}
