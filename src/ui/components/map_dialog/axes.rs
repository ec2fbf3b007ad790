//! Which knobs of a whole program are the axes of its map, and through which numbers they go.

use super::super::icons::{Icon, drawing};
use crate::catalogue::{Knob, Knobs};
use crate::session::{Axes, Axis, Layout, ProofAction};
use crate::text::{Language, fill};
use crate::ui::store::Store;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

/// A choice for each axis.
pub fn choices(axes: Axes, knobs: &[Knob], set: &Knobs, language: Language, store: &Store) -> Html {
    let words = &language.text().proof;
    let one = |label: &'static str,
               axis: Axis,
               with_knob: fn(Axes, &Knob, &Knobs) -> Axes,
               with_axis: fn(Axes, Axis) -> Axes| {
        let chosen = knobs.iter().position(|it| it.name == axis.name);
        let onchange = {
            let (store, knobs, set) = (store.clone(), knobs.to_vec(), *set);
            Callback::from(move |event: Event| {
                let field = event.target_dyn_into::<HtmlSelectElement>();
                let wanted = field.and_then(|it| usize::try_from(it.selected_index()).ok());
                if let Some(knob) = wanted.and_then(|it| knobs.get(it)) {
                    draw(with_knob(axes, knob, &set), &store);
                }
            })
        };
        let option = |(index, knob): (usize, &Knob)| {
            html! { <option selected={chosen == Some(index)}>{ knob.name.to_string() }</option> }
        };
        let moves = |icon, label: &str, up| {
            let (moved, store) = (axis.moved(up), store.clone());
            let label = fill(label, &[axis.name.as_str()]);
            html! {
                <button
                    type="button"
                    class="button-quiet"
                    aria-label={label.clone()}
                    title={label}
                    disabled={moved == axis}
                    onclick={Callback::from(move |_: MouseEvent| draw(with_axis(axes, moved), &store))}
                >
                    { drawing(icon) }
                </button>
            }
        };
        let lab = &language.text().lab;
        let last = axis.numbers().last().unwrap_or(axis.first);
        html! {
            <div class="map-axis">
                <label>
                    <span class="field-label">{ label }</span>
                    <select {onchange}>{ for knobs.iter().enumerate().map(option) }</select>
                </label>
                { moves(Icon::Minus, lab.less_of, false) }
                <output>{ format!("{}–{last}", axis.first) }</output>
                { moves(Icon::Plus, lab.more_of, true) }
            </div>
        }
    };
    html! {
        <div class="map-axes">
            { one(words.columns, axes.across, Axes::with_across, |axes, across| Axes { across, ..axes }) }
            if let Some(down) = axes.down {
                { one(words.rows, down, Axes::with_down, |axes, it| Axes { down: Some(it), ..axes }) }
            }
        </div>
    }
}

fn draw(axes: Axes, store: &Store) {
    store.dispatch(ProofAction::DrawMap(Layout::ByKnobs(axes)));
}
