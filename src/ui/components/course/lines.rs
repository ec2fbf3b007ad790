//! Lines to be put in order: a pool to choose from, and the lines chosen so far in the program.

use super::choices::painted;
use super::passages::Words;
use crate::session::LessonAction;
use crate::session::lesson::Attempt;
use crate::text::fill;
use crate::ui::store::Store;
use yew::prelude::*;

/// The pool, and the lines in order.
pub fn draw(words: &Words, attempt: &Attempt, store: &Store) -> Html {
    let text = &words.language.text().course;
    let pool = attempt.challenge.pool(&attempt.variant);
    let line = |index: u8| pool.get(usize::from(index)).map(String::as_str).unwrap_or_default();
    let left = attempt.variant.order.iter().filter(|it| !attempt.lines.contains(it));
    html! {
        <div class="puzzle">
            <section>
                <h2>{ text.your_lines }</h2>
                if attempt.lines.is_empty() { <p class="panel-hint">{ text.no_lines }</p> }
                <ol class="puzzle-lines">
                    { for attempt.lines.iter().enumerate().map(|(at, &index)| html! {
                        <li key={index}>
                            <button
                                type="button"
                                class="puzzle-line"
                                aria-label={fill(text.take_out, &[line(index).trim()])}
                                onclick={store.on_click(LessonAction::Unplace(at))}
                            >
                                <pre>{ painted(line(index)) }</pre>
                            </button>
                        </li>
                    }) }
                </ol>
            </section>
            <section>
                <h2>{ text.pool }</h2>
                <p class="panel-hint">{ text.pool_hint }</p>
                <ul class="puzzle-lines is-pool">
                    { for left.map(|&index| html! {
                        <li key={index}>
                            <button
                                type="button"
                                class="puzzle-line"
                                onclick={store.on_click(LessonAction::Place(index))}
                            >
                                <pre>{ painted(line(index).trim_start()) }</pre>
                            </button>
                        </li>
                    }) }
                </ul>
            </section>
        </div>
    }
}
