use std::collections::BTreeSet;
use std::sync::Mutex;

use super::*;

#[test]
fn what_the_inspection_refuses_leaves_the_old_site_as_it_was() {
    let folder = Folder::new();
    folder.publish(&["a=1", "b/c=1"]).unwrap();
    let before = folder.tree();
    let seen = Mutex::new(BTreeSet::new());
    let paths = ["a", "b/c", "d", "e"].map(|path| SitePath::new(path).unwrap());
    let render = |path: &SitePath| {
        let text = if path.as_str() == "d" { "secret" } else { "1" };
        Ok(Cow::Borrowed(text.as_bytes()))
    };
    let inspect = |path: &SitePath, bytes: &[u8], _| {
        seen.lock().unwrap().insert(path.to_string());
        bytes != b"secret"
    };
    let fault = publish(
        &folder.path("public"),
        &[],
        &paths,
        &render,
        &inspect,
        &|_| (),
    )
    .unwrap_err();
    assert_eq!(fault.to_string(), "what was made may not be published");
    assert_eq!(folder.tree(), before);
    let seen: Vec<_> = seen.into_inner().unwrap().into_iter().collect();
    assert_eq!(seen, ["a", "b/c", "d", "e"]);
}
