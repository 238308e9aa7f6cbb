//! `forewarn theme`: the embedded files, to start an override from.

use clap::{Args, Subcommand};

use super::{Console, Exit};
use crate::{parse, theme};

/// Print the files of the embedded theme.
#[derive(Debug, Args)]
pub struct Theme {
    #[command(subcommand)]
    ask: Ask,
}

/// What of it.
#[derive(Debug, Subcommand)]
enum Ask {
    /// List its files
    List,
    /// Print one of its files, to start an override from
    Show {
        /// The file, as `list` names it: templates/advisory.html, or advisory.html
        name: String,
    },
}

impl Theme {
    pub(super) fn run(&self, console: &mut Console<'_>) -> Exit {
        match &self.ask {
            Ask::List => {
                let paths = theme::embedded()
                    .iter()
                    .map(|(path, _)| format!("{path}\n"));
                console.print(&paths.collect::<String>());
                Exit::Fine
            }
            Ask::Show { name } => show(name, console),
        }
    }
}

fn show(name: &str, console: &mut Console<'_>) -> Exit {
    let is_named = |path: &str| path == name || path.rsplit('/').next() == Some(name);
    let mut files = theme::embedded().iter();
    if let Some((_, content)) = files.find(|(path, _)| is_named(path)) {
        console.print(std::str::from_utf8(content).expect("the embedded files are text"));
        return Exit::Fine;
    }
    let paths = theme::embedded().iter().map(|(path, _)| *path);
    let names = paths.clone().filter_map(|path| path.rsplit('/').next());
    let near = parse::nearest(name, paths.chain(names));
    let hint = near.map_or_else(
        || "`forewarn theme list` prints every name".to_owned(),
        |near| format!("did you mean `{near}`?"),
    );
    console.complain(&format!(
        "error: the theme has no file `{}`\n  = help: {hint}",
        name.escape_debug()
    ));
    Exit::Usage
}

#[cfg(test)]
mod tests {
    use crate::theme;

    #[test]
    fn a_file_can_be_named_without_its_folder() {
        let mut names: Vec<_> = theme::embedded()
            .iter()
            .filter_map(|(path, content)| {
                std::str::from_utf8(content).expect("text");
                path.rsplit('/').next()
            })
            .collect();
        names.sort_unstable();
        let count = names.len();
        names.dedup();
        assert_eq!(names.len(), count);
    }
}
