//! Puts the banner into a page on its way out.

use html5gum::{DefaultEmitter, Span, StartTag, Token, Tokenizer};

use super::Banner;

/// `html` with the banner at the top of its body, behind a link that skips the
/// top of the page, and without the Content-Security-Policy that it states in
/// its head: the preview needs what a published page must not have, and the
/// server sends one of its own. Everything else stays byte for byte.
pub fn decorate(html: &[u8], banner: &Banner<'_>) -> Vec<u8> {
    dress(html, banner.html().as_bytes())
}

fn dress(html: &[u8], banner: &[u8]) -> Vec<u8> {
    let layout = Seams::of(html);
    let mut dressed = Vec::with_capacity(html.len() + banner.len());
    let mut from = 0;
    for policy in layout.policies {
        dressed.extend_from_slice(&html[from..policy.start]);
        from = policy.end;
    }
    dressed.extend_from_slice(&html[from..layout.top]);
    dressed.extend_from_slice(banner);
    dressed.extend_from_slice(&html[layout.top..]);
    dressed
}

/// The places of a page that are changed.
#[derive(Debug, PartialEq, Eq)]
struct Seams {
    /// Where the head states a policy.
    policies: Vec<Span>,
    /// Where the banner goes; not before any of them.
    top: usize,
}

impl Seams {
    /// Follows a browser through the head of a page (HTML, section 13.2.6.4):
    /// the body begins with its tag or, when that is left out, with the first
    /// thing that cannot be part of a head.
    fn of(html: &[u8]) -> Self {
        let mut tokens = tokens(html);
        let mut policies = Vec::new();
        let top = loop {
            match tokens.next() {
                None => break html.len(),
                Some(Token::String(text)) if !is_blank(&text.value) => break text.span.start,
                Some(Token::StartTag(tag)) => match tag.name.as_slice() {
                    b"html" | b"head" | b"link" | b"base" => {}
                    b"meta" => policies.extend(is_policy(&tag).then_some(tag.span)),
                    b"title" | b"style" | b"script" | b"noscript" | b"template" => {
                        leave(&mut tokens, &tag.name);
                    }
                    b"body" => break skip_link(tokens).unwrap_or(tag.span.end),
                    _ => {
                        let start = tag.span.start;
                        let tokens = std::iter::once(Token::StartTag(tag)).chain(tokens);
                        break skip_link(tokens).unwrap_or(start);
                    }
                },
                Some(_) => {}
            }
        };
        Self { policies, top }
    }
}

/// The tokens of a page, with their places.
fn tokens(html: &[u8]) -> impl Iterator<Item = Token<usize>> {
    let mut emitter = DefaultEmitter::new_with_span();
    emitter.naively_switch_states(true);
    Tokenizer::new_with_emitter(html, emitter).map(|Ok(token)| token)
}

/// Whether the tag states a Content-Security-Policy (HTML, section 4.2.5.3).
fn is_policy(meta: &StartTag<usize>) -> bool {
    let name = meta.attributes.get(b"http-equiv".as_slice());
    name.is_some_and(|name| name.eq_ignore_ascii_case(b"content-security-policy"))
}

/// Moves on to the end of the element `name` that was just entered.
fn leave(tokens: &mut impl Iterator<Item = Token<usize>>, name: &[u8]) {
    let mut depth = 1;
    for token in tokens {
        match token {
            Token::StartTag(tag) if tag.name.as_slice() == name => depth += 1,
            Token::EndTag(tag) if tag.name.as_slice() == name => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
}

/// The end of the link within the page that a body begins with, if it does:
/// the one that leads past what stands on every page.
fn skip_link(mut tokens: impl Iterator<Item = Token<usize>>) -> Option<usize> {
    let first = tokens.find(|token| match token {
        Token::String(text) => !is_blank(&text.value),
        token => matches!(token, Token::StartTag(_) | Token::EndTag(_)),
    })?;
    let Token::StartTag(link) = first else {
        return None;
    };
    let target = link.attributes.get(b"href".as_slice())?;
    if link.name.as_slice() != b"a" || !target.starts_with(b"#") {
        return None;
    }
    tokens.find_map(|token| match token {
        Token::EndTag(tag) if tag.name.as_slice() == b"a" => Some(tag.span.end),
        _ => None,
    })
}

fn is_blank(text: &[u8]) -> bool {
    text.trim_ascii().is_empty()
}

#[cfg(test)]
mod tests;
