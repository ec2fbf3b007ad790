//! The choice of who goes next among simulated threads.

use super::choice::{Choosable, choice};
use super::speed_slider::filled;
use crate::engine::{First, SchedulerKind, Slice};
use crate::session::PlaybackAction;
use crate::text::{Language, fill};
use crate::ui::store::Store;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// The ways to choose, what the chosen one does, and the number that belongs to it.
pub fn scheduler_choice(scheduler: SchedulerKind, language: Language, store: &Store) -> Html {
    let text = language.text();
    let words = &text.schedulers;
    let option = |kind: SchedulerKind| {
        let store = store.clone();
        Choosable {
            label: match kind {
                SchedulerKind::RoundRobin => text.settings.round_robin,
                SchedulerKind::Random => text.settings.random,
                SchedulerKind::Priority(_) => words.priority,
                SchedulerKind::TimeSlice(_) => words.time_slice,
                SchedulerKind::AgainstYou => words.against_you,
            },
            meaning: None,
            is_chosen: scheduler.name() == kind.name(),
            is_off: false,
            choose: Callback::from(move |_| store.dispatch(PlaybackAction::ChooseScheduler(kind))),
        }
    };
    let hint = match scheduler {
        SchedulerKind::RoundRobin => words.round_robin_hint,
        SchedulerKind::Random => words.random_hint,
        SchedulerKind::Priority(_) => words.priority_hint,
        SchedulerKind::TimeSlice(_) => words.time_slice_hint,
        SchedulerKind::AgainstYou => words.against_you_hint,
    };
    let legend = html! { <legend class="field-label">{ text.settings.scheduler }</legend> };
    let options = SchedulerKind::ALL.into_iter().map(option).collect();
    let number = match scheduler {
        SchedulerKind::Priority(first) => who_is_first(first, language, store),
        SchedulerKind::TimeSlice(slice) => length_of_slice(slice, language, store),
        _ => html! {},
    };
    html! {
        <>
            { choice("scheduler".into(), "choice choice-small", legend, options) }
            <p class="hint">{ hint }</p>
            { number }
        </>
    }
}

fn who_is_first(first: First, language: Language, store: &Store) -> Html {
    let words = &language.text().schedulers;
    let option = |label, it| {
        let store = store.clone();
        let action = PlaybackAction::ChooseScheduler(SchedulerKind::Priority(it));
        let choose = Callback::from(move |_| store.dispatch(action.clone()));
        Choosable { label, meaning: None, is_chosen: first == it, is_off: false, choose }
    };
    let options = vec![
        option(words.producers_first, First::Producers),
        option(words.consumers_first, First::Consumers),
    ];
    let legend = html! { <legend class="field-label">{ words.who_is_first }</legend> };
    choice("first".into(), "choice choice-small", legend, options)
}

fn length_of_slice(slice: Slice, language: Language, store: &Store) -> Html {
    let words = &language.text().schedulers;
    let in_words = AttrValue::from(match slice.steps() {
        1 => words.one_step.to_owned(),
        steps => fill(words.steps, &[&steps.to_string()]),
    });
    let oninput = {
        let store = store.clone();
        Callback::from(move |event: InputEvent| {
            let slider = event.target_dyn_into::<HtmlInputElement>();
            if let Some(steps) = slider.and_then(|it| it.value().parse().ok()) {
                let slice = SchedulerKind::TimeSlice(Slice::of(steps));
                store.dispatch(PlaybackAction::ChooseScheduler(slice));
            }
        })
    };
    let (least, most) = (Slice::SHORTEST.steps(), Slice::LONGEST.steps());
    html! {
        <label class="speed slice">
            <span class="field-label">{ words.slice }</span>
            <span class="speed-words" aria-hidden="true">{ in_words.clone() }</span>
            <input
                type="range"
                class="slider"
                min={least.to_string()}
                max={most.to_string()}
                step="1"
                value={slice.steps().to_string()}
                aria-label={words.slice}
                aria-valuetext={in_words}
                ~style={filled(usize::from(slice.steps() - least), usize::from(most - least))}
                {oninput}
            />
        </label>
    }
}
