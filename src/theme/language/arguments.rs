//! What a text needs: its values, and the texts that it refers to.

use std::collections::BTreeSet;

use fluent_bundle::FluentResource;
use fluent_syntax::ast::{
    CallArguments, Entry, Expression, InlineExpression, Pattern, PatternElement,
};

/// The texts of a file that have a value, by key, in the order of the file.
pub(super) fn messages(file: &FluentResource) -> impl Iterator<Item = (&str, &Pattern<&str>)> {
    file.entries().filter_map(|entry| match entry {
        Entry::Message(message) => Some((message.id.name, message.value.as_ref()?)),
        _ => None,
    })
}

/// The terms of a file: texts that only other texts use, such as `-brand`.
pub(super) fn terms(file: &FluentResource) -> impl Iterator<Item = (&str, &Pattern<&str>)> {
    file.entries().filter_map(|entry| match entry {
        Entry::Term(term) => Some((term.id.name, &term.value)),
        _ => None,
    })
}

/// The attributes of messages and terms, as they are referred to.
pub(super) fn attributes(file: &FluentResource) -> impl Iterator<Item = String> {
    file.entries().flat_map(|entry| {
        let (mark, id, attributes) = match entry {
            Entry::Message(message) => ("", message.id.name, &message.attributes[..]),
            Entry::Term(term) => ("-", term.id.name, &term.attributes[..]),
            _ => ("", "", &[][..]),
        };
        attributes
            .iter()
            .map(move |attribute| format!("{mark}{id}.{}", attribute.id.name))
    })
}

/// What a text needs.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Needs<'t> {
    /// Its values, by name.
    pub(super) values: BTreeSet<&'t str>,
    /// The texts that it includes, by key.
    pub(super) texts: BTreeSet<&'t str>,
    /// The terms that it includes, without their hyphen.
    pub(super) terms: BTreeSet<&'t str>,
    /// The attributes of others that it includes or chooses by.
    pub(super) attributes: BTreeSet<String>,
    /// The functions that it calls.
    pub(super) functions: BTreeSet<&'t str>,
}

impl<'t> Needs<'t> {
    /// What `text` itself needs, not what the texts do that it includes.
    pub(super) fn of(text: &'t Pattern<&'t str>) -> Self {
        let mut needs = Self::default();
        needs.pattern(text);
        needs
    }

    fn pattern(&mut self, pattern: &'t Pattern<&'t str>) {
        for element in &pattern.elements {
            if let PatternElement::Placeable { expression } = element {
                self.expression(expression);
            }
        }
    }

    fn expression(&mut self, expression: &'t Expression<&'t str>) {
        match expression {
            Expression::Inline(inline) => self.inline(inline),
            Expression::Select { selector, variants } => {
                self.inline(selector);
                for variant in variants {
                    self.pattern(&variant.value);
                }
            }
        }
    }

    fn inline(&mut self, inline: &'t InlineExpression<&'t str>) {
        match inline {
            InlineExpression::VariableReference { id } => {
                self.values.insert(id.name);
            }
            InlineExpression::MessageReference { id, attribute } => match attribute {
                Some(attribute) => {
                    self.attributes
                        .insert(format!("{}.{}", id.name, attribute.name));
                }
                None => {
                    self.texts.insert(id.name);
                }
            },
            InlineExpression::TermReference {
                id,
                attribute,
                arguments,
            } => {
                match attribute {
                    Some(attribute) => {
                        self.attributes
                            .insert(format!("-{}.{}", id.name, attribute.name));
                    }
                    None => {
                        self.terms.insert(id.name);
                    }
                }
                if let Some(arguments) = arguments {
                    self.arguments(arguments);
                }
            }
            InlineExpression::FunctionReference { id, arguments } => {
                self.functions.insert(id.name);
                self.arguments(arguments);
            }
            InlineExpression::Placeable { expression } => self.expression(expression),
            InlineExpression::StringLiteral { .. } | InlineExpression::NumberLiteral { .. } => {}
        }
    }

    fn arguments(&mut self, arguments: &'t CallArguments<&'t str>) {
        for value in &arguments.positional {
            self.inline(value);
        }
        for named in &arguments.named {
            self.inline(&named.value);
        }
    }
}
