//! A sentence with its threads, items and code in their colours.

mod tokens;

pub use tokens::plain;

use crate::text::Language;
use crate::ui::role_colours::role_class;
use tokens::{Token, tokens};
use yew::prelude::*;

/// A sentence, as [`text`](crate::text) has it, with its threads, items and code in their colours.
pub fn rich_text(sentence: &str) -> Html {
    tokens(sentence).into_iter().map(shown).collect()
}

/// The same, and each word of the glossary can be looked up where it stands.
pub fn explained(sentence: &str, language: Language) -> Html {
    let glossary = &language.text().glossary;
    let piece = |(piece, word): (&str, Option<&'static str>)| match word {
        Some(word) => html! {
            <span class="term" tabindex="0" data-term={word} aria-describedby="term-tip">
                { piece.to_owned() }
            </span>
        },
        None => html! { { piece.to_owned() } },
    };
    let token = |token| match token {
        Token::Words(words) => glossary.words_in(words).into_iter().map(piece).collect(),
        // A name that is such a word is one: `mutex`.
        Token::Code(code) => match glossary.words_in(code)[..] {
            [(_, Some(word))] => html! { <code>{ piece((code, Some(word))) }</code> },
            _ => shown(token),
        },
        token => shown(token),
    };
    tokens(sentence).into_iter().map(token).collect()
}

fn shown(token: Token<'_>) -> Html {
    match token {
        Token::Words(words) => html! { { words.to_owned() } },
        Token::Code(code) => html! { <code>{ code.to_owned() }</code> },
        Token::Thread(role, name) => {
            html! { <b class={classes!("thread-name", role_class(role))}>{ name.to_owned() }</b> }
        }
        Token::Item(producer, name) => html! {
            <b class="item-name" data-maker={producer.to_string()}>{ name.to_owned() }</b>
        },
    }
}
