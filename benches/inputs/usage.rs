//! What a program takes: time, processor and memory.
//!
//! The system has to tell: where it has no `/proc`, only the time is known.

use std::fs;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// What a run took.
#[derive(Clone, Copy)]
pub(crate) struct Usage {
    pub(crate) wall: Duration,
    /// User and system, of all threads.
    pub(crate) cpu: Duration,
    /// The most memory that it had at once, in MiB.
    pub(crate) peak: Option<f64>,
}

impl Usage {
    /// The least of each, of several runs.
    pub(crate) fn best(self, other: Self) -> Self {
        Self {
            wall: self.wall.min(other.wall),
            cpu: self.cpu.min(other.cpu),
            peak: self.peak.into_iter().chain(other.peak).reduce(f64::min),
        }
    }
}

/// Runs a program to its end, which must be a good one.
pub(crate) fn of_program(program: &mut Command) -> Usage {
    let before = cpu_of_children();
    let start = Instant::now();
    let program = program.stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = program.spawn().expect("the program starts");
    let status = format!("/proc/{}/status", child.id());
    let is_over = AtomicBool::new(false);
    let (wall, peak) = std::thread::scope(|scope| {
        let watch = scope.spawn(|| {
            let mut peak = None;
            while !is_over.load(Ordering::Relaxed) {
                peak = high_water(&status).or(peak);
                std::thread::sleep(Duration::from_millis(5));
            }
            peak
        });
        let ended = child.wait().expect("the program ends");
        let wall = start.elapsed();
        assert!(ended.success(), "{program:?} ended with {ended}");
        is_over.store(true, Ordering::Relaxed);
        (wall, watch.join().expect("the watch does not panic"))
    });
    Usage {
        wall,
        cpu: cpu_of_children().saturating_sub(before),
        peak,
    }
}

/// Runs a part of this program.
pub(crate) fn of_part(work: impl FnOnce()) -> Usage {
    let before = cpu_of_threads();
    let start = Instant::now();
    work();
    Usage {
        wall: start.elapsed(),
        cpu: cpu_of_threads().saturating_sub(before),
        peak: None,
    }
}

/// Of the programs that have ended: fields 16 and 17 of `proc_pid_stat(5)`, in
/// hundredths of a second.
fn cpu_of_children() -> Duration {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let (_, fields) = stat.rsplit_once(')').unwrap_or_default();
    let ticks = fields.split_whitespace().skip(13).take(2);
    let ticks = ticks.filter_map(|ticks| ticks.parse::<u64>().ok());
    Duration::from_millis(10 * ticks.sum::<u64>())
}

/// Of the threads of this program (`/proc/PID/task/TID/schedstat`).
fn cpu_of_threads() -> Duration {
    let threads = fs::read_dir("/proc/self/task").into_iter().flatten();
    let times = threads.filter_map(|thread| {
        let stat = fs::read_to_string(thread.ok()?.path().join("schedstat")).ok()?;
        stat.split(' ').next()?.parse::<u64>().ok()
    });
    Duration::from_nanos(times.sum())
}

fn high_water(status: &str) -> Option<f64> {
    let status = fs::read_to_string(status).ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM"))?;
    let kibibytes: f64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kibibytes / 1024.0)
}
