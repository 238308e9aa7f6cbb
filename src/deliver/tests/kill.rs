//! Builds killed at random moments, in a process of their own.

use std::io::{Read, Write};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::*;

/// Names the folder that [`publisher`] builds in, and the number of its site.
const FOLDER: &str = "FOREWARN_TEST_PUBLISH_FOLDER";
const NUMBER: &str = "FOREWARN_TEST_PUBLISH_NUMBER";

const KILLS: u64 = 60;

/// A site of 200 files: half of them change with its number, some come and go.
fn site(n: u64) -> Vec<String> {
    let file = |i: u64| match i % 4 {
        0 | 1 => format!("same/{i}=text"),
        2 => format!("changing/{i}={n}"),
        _ => format!("folder{}/{i}={n}", n % 3),
    };
    (0..200).map(file).collect()
}

fn publish_site(target: &Path, n: u64) -> Delivered {
    let files = site(n);
    let files: Vec<_> = files.iter().map(String::as_str).collect();
    publish_to(target, &[], &files).unwrap()
}

/// No test of its own: what the test below runs in another process.
#[test]
fn publisher() {
    let Some(folder) = std::env::var_os(FOLDER) else {
        return;
    };
    let number = std::env::var(NUMBER).unwrap().parse().unwrap();
    // The renderer's threads are not what is measured.
    rayon::broadcast(|_| ());
    writeln!(std::io::stdout(), "started").unwrap();
    publish_site(&Path::new(&folder).join("public"), number);
}

/// Runs the publisher and kills it after `moment`; gives how long it ran when
/// it came to its end.
fn run(folder: &Folder, n: u64, moment: Option<Duration>) -> Option<Duration> {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "deliver::tests::kill::publisher", "--nocapture"])
        .env(FOLDER, folder.path(""))
        .env(NUMBER, n.to_string())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdout = child.stdout.take().unwrap();
    let mut said = Vec::new();
    while !said.ends_with(b"started\n") {
        let mut byte = [0];
        stdout.read_exact(&mut byte).unwrap();
        said.push(byte[0]);
    }
    let started = Instant::now();
    if let Some(moment) = moment {
        while started.elapsed() < moment {
            std::hint::spin_loop();
        }
        child.kill().unwrap();
    }
    let ended = child.wait().unwrap();
    ended.success().then(|| started.elapsed())
}

/// Splitmix64: the same moments in every run.
fn random(seed: u64) -> f64 {
    let mut z = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    let bits = u32::try_from((z ^ (z >> 31)) >> 32).unwrap();
    f64::from(bits) / f64::from(u32::MAX)
}

/// What of a site the public sees, foreign files apart.
fn expected(n: u64) -> BTreeSet<String> {
    site(n).into_iter().collect()
}

#[test]
fn a_kill_at_any_moment_leaves_one_whole_site_and_the_next_build_works() {
    let folder = Folder::for_many_files();
    publish_site(&folder.path("public"), 0);
    folder.write("public/CNAME", "own");
    folder.write("public/.git/HEAD", "own");
    let whole = run(&folder, 1, None).unwrap();
    let (mut current, mut killed) = (1, 0);
    for kill in 0..KILLS {
        let n = kill + 2;
        let moment = whole.mul_f64(random(n) * 1.2);
        killed += u64::from(run(&folder, n, Some(moment)).is_none());
        let mut now: BTreeSet<_> = tree(&folder.path("public")).into_iter().collect();
        assert!(
            now.remove("CNAME=own"),
            "the foreign file is gone after kill {kill}"
        );
        // A folder is moved after the exchange, or by the next build.
        now.remove(".git/HEAD=own");
        let is_new = now == expected(n);
        assert!(
            is_new || now == expected(current),
            "a mixed site after kill {kill}: {now:?}"
        );
        if is_new {
            current = n;
        }
        // Every third kill meets what the one before it left.
        if kill % 3 == 0 {
            continue;
        }
        publish_site(&folder.path("public"), n + KILLS);
        current = n + KILLS;
        let now: BTreeSet<_> = tree(&folder.path("public")).into_iter().collect();
        let mut wanted = expected(current);
        wanted.extend(["CNAME=own", ".git/HEAD=own"].map(str::to_owned));
        assert_eq!(now, wanted);
        let names = fs::read_dir(folder.path("")).unwrap();
        let names: BTreeSet<_> = names.map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(names, BTreeSet::from(["public".into()]));
    }
    assert!(
        killed > 0,
        "every build had ended before it was to be killed"
    );
}
