//! The parser's messages in plain words.

/// Where a fault is, seen from where the parser noticed it.
#[derive(Clone, Copy)]
pub(super) enum Place {
    /// There.
    Marker,
    /// At the word that begins there.
    Word,
    /// At the first word that was not read.
    Next,
    /// From there to the end of its line.
    Line,
    /// At an escape of the quoted text that begins there.
    Escape,
    /// At the first tab from there on.
    Tab,
    /// At the colon and the tabs that end there.
    Colon,
}

/// What a message of the parser means.
pub(super) struct Explanation {
    /// The messages, as `saphyr-parser` 0.3.3 words them.
    infos: &'static [&'static str],
    /// Where to look.
    pub(super) place: Place,
    /// What is wrong.
    pub(super) message: &'static str,
    /// What to write instead.
    pub(super) help: &'static str,
}

impl Explanation {
    /// The meaning of a message, when it is one that people meet.
    pub(super) fn of(info: &str) -> Option<&'static Self> {
        EXPLANATIONS
            .iter()
            .find(|explanation| explanation.infos.contains(&info))
    }
}

const EXPLANATIONS: &[Explanation] = &[
    Explanation {
        infos: &["':' must be followed by a valid YAML whitespace"],
        place: Place::Colon,
        message: "a tab follows the colon",
        help: "put a space after the colon",
    },
    Explanation {
        infos: &["simple key expect ':'", "simple key expected"],
        place: Place::Line,
        message: "a `:` is missing after this key",
        help: "write `key: value`, or indent the line if it continues the one above",
    },
    Explanation {
        infos: &["mapping values are not allowed in this context"],
        place: Place::Marker,
        message: "a `:` cannot stand here",
        help: "quote a text that holds `: `, and begin each key below the one above",
    },
    Explanation {
        infos: &["illegal placement of ':' indicator"],
        place: Place::Marker,
        message: "a `:` cannot stand here, inside a list in brackets",
        help: "close the list with `]` before this line",
    },
    Explanation {
        infos: &["invalid indentation in quoted scalar"],
        place: Place::Marker,
        message: "this quote is not closed, or a line of its text is not indented",
        help: "close the quote, and indent the lines that continue the text",
    },
    Explanation {
        infos: &[
            "while scanning a quoted scalar, found unexpected end of stream",
            "while scanning a quoted scalar, found unexpected document indicator",
        ],
        place: Place::Marker,
        message: "this quote is not closed",
        help: "close the quote where the text ends",
    },
    Explanation {
        infos: &["invalid trailing content after double-quoted scalar"],
        place: Place::Marker,
        message: "something follows the closing quote",
        help: r#"quote the whole text; inside "..." a quote is `\"`, inside '...' it is `''`"#,
    },
    Explanation {
        infos: &[
            "while parsing a quoted scalar, found unknown escape character",
            "while parsing a quoted scalar, did not find expected hexadecimal number",
            "while parsing a quoted scalar, found invalid Unicode character escape code",
        ],
        place: Place::Escape,
        message: "YAML has no such escape",
        help: r"write `\\` for a backslash, or put the text in single quotes",
    },
    Explanation {
        infos: &[
            "unexpected character: `@'",
            "unexpected character: ``'",
            "unexpected character: `%'",
        ],
        place: Place::Marker,
        message: "an unquoted text cannot begin with this character",
        help: "quote the text",
    },
    Explanation {
        infos: &["while parsing a flow mapping, did not find expected ',' or '}'"],
        place: Place::Next,
        message: "a `,` or `}` is missing here",
        help: "close the map with `}`",
    },
    Explanation {
        infos: &["while parsing a flow sequence, expected ',' or ']'"],
        place: Place::Next,
        message: "a `,` or `]` is missing here",
        help: "close the list with `]`",
    },
    Explanation {
        infos: &["misplaced bracket"],
        place: Place::Marker,
        message: "this bracket closes nothing",
        help: "quote a text that begins with a bracket",
    },
    Explanation {
        infos: &["while parsing a block mapping, did not find expected key"],
        place: Place::Next,
        message: "a key is expected here",
        help: "begin the line in the column of the keys or the `-` above it",
    },
    Explanation {
        infos: &["while parsing a block collection, did not find expected '-' indicator"],
        place: Place::Next,
        message: "an item of the list is expected here",
        help: "begin the line with `- `, below the items above",
    },
    Explanation {
        infos: &["block sequence entries are not allowed in this context"],
        place: Place::Marker,
        message: "a list cannot begin here",
        help: "begin the list on the next line, or write it as `[a, b]`",
    },
    Explanation {
        infos: &["did not find expected <document start>"],
        place: Place::Next,
        message: "this does not belong to the document",
        help: "begin each key of the document in the same column",
    },
    Explanation {
        infos: &[
            "while parsing a node, did not find expected node content",
            "unexpected end of plain scalar",
        ],
        place: Place::Marker,
        message: "a value is expected here",
        help: "quote a text that begins with a special character",
    },
    Explanation {
        infos: &[
            "invalid indentation",
            "invalid indentation in flow construct",
        ],
        place: Place::Marker,
        message: "this line is indented too little",
        help: "indent it more than the key it belongs to",
    },
    Explanation {
        infos: &["wrongly indented line in block scalar"],
        place: Place::Marker,
        message: "this line is indented less than the text it belongs to",
        help: "indent the whole text alike",
    },
    Explanation {
        infos: &["while scanning a block scalar, did not find expected comment or line break"],
        place: Place::Marker,
        message: "the text of a `|` or `>` begins on the next line",
        help: "move the text down and indent it, or quote it",
    },
    Explanation {
        infos: &[
            "tabs disallowed within this context (block indentation)",
            "tabs disallowed in this context",
            "tab cannot be used as indentation",
            "a block scalar content cannot start with a tab",
            "'-' must be followed by a valid YAML whitespace",
        ],
        place: Place::Marker,
        message: "a tab cannot indent",
        help: "indent with spaces",
    },
    Explanation {
        infos: &["while scanning a plain scalar, found a tab"],
        place: Place::Tab,
        message: "a tab cannot indent",
        help: "indent with spaces",
    },
    Explanation {
        infos: &["comment intercepting the multiline text"],
        place: Place::Marker,
        message: "the text goes on after this comment",
        help: "put the comment above the text, or quote the text",
    },
    Explanation {
        infos: &["while parsing node, found unknown anchor"],
        place: Place::Word,
        message: "no anchor of this name stands above",
        help: "quote a text that begins with `*`",
    },
    Explanation {
        infos: &["a byte order mark must not appear inside a document"],
        place: Place::Marker,
        message: "a byte order mark (U+FEFF) stands inside the text",
        help: r#"remove it, or write "\ufeff" in double quotes"#,
    },
    Explanation {
        infos: &["the handle wasn't declared"],
        place: Place::Word,
        message: "this tag belongs to a handle that is not declared",
        help: "quote a text that begins with `!`",
    },
    Explanation {
        infos: &["recursion limit exceeded"],
        place: Place::Marker,
        message: "more than 64 lists and maps inside one another",
        help: "no advisory needs as much",
    },
];
