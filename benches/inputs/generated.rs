//! Inputs for the benchmarks: as many advisories as wanted, all different, none
//! of anybody's data.

use std::fs;
use std::path::Path;

use forewarn::read;
use forewarn::source::Content;

/// The configuration of a generated project.
pub(crate) const CONFIG: &str = "project: {name: bench}\nbase_url: https://bench.example/\n";

/// Advisories of the usual size, all different.
pub(crate) fn generate(root: &Path, count: usize) {
    let folder = root.join("advisories");
    fs::create_dir_all(&folder).expect("a folder");
    fs::write(root.join("forewarn.yaml"), CONFIG).expect("a configuration");
    for number in 0..count {
        let id = format!("x_bench-2026-{number:05}");
        let versions: Vec<_> = (0..40)
            .map(|patch| format!("  - \"1.{number}.{patch}\"\n"))
            .collect();
        let text = format!(
            "id: {id}\nmodified: 2026-0{m}-0{d}T12:00:00Z\npublished: 2026-0{m}-0{d}T10:00:00Z\n\
             aliases: [CVE-2026-{number:05}]\nsummary: Defect {number} of a generated library\n\
             details: |\n  Under some conditions `call_{number}()` returns what it should not.\n\n  \
             - first condition\n  - second condition\n\n  See [the manual](https://bench.example/manual).\n\
             affected:\n- package: {{ecosystem: PyPI, name: bench-{p}, purl: \"pkg:pypi/bench-{p}\"}}\n  \
             ranges:\n  - type: ECOSYSTEM\n    events:\n    - introduced: \"0\"\n    - fixed: \"1.{number}.40\"\n  \
             versions:\n{versions}references:\n- type: FIX\n  url: https://bench.example/commit/{number}\n\
             - type: WEB\n  url: https://bench.example/{number}\n",
            m = number % 9 + 1,
            d = number % 8 + 1,
            p = number % 50,
            versions = versions.concat(),
        );
        fs::write(folder.join(format!("{id}.yaml")), text).expect("an advisory");
    }
    // Read once, so that the first measured run finds warm caches as the rest do.
    let sources = read::read(root).expect("readable inputs");
    assert!(
        sources
            .iter()
            .all(|(_, file)| matches!(file.content, Content::Bytes(_)))
    );
}
