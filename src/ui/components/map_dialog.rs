//! *Where does it break?*: grids of producers by consumers, or of two knobs of a whole program, filled as they come in.

mod axes;

use super::choice::{Choosable, choice};
use super::dialog::{close_dialog, close_on_backdrop, dialog, focus, open_dialog};
use super::icons::{Icon, drawing};
use super::numbers::grouped;
use super::panels::close_button;
use super::reactive::Part;
use super::trouble::trouble_with_checker;
use crate::catalogue::{Configuration, Granularity, Knob, Setting};
use crate::session::{
    Axes, Cell, Layout, Map, Model, Outcome, ProofAction, Trouble, count_of, describe_cell,
    describe_map,
};
use crate::text::{Language, Text};
use crate::ui::store::Store;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::Element;
use yew::prelude::*;

/// The dialog's id.
const MAP: &str = "map";

/// The map, as the browser's own dialog.
#[derive(PartialEq)]
pub struct MapDialog {
    map: Map,
    /// To mark the cell that the page shows.
    configuration: Configuration,
    /// What a whole program has to make axes of.
    knobs: Rc<Vec<Knob>>,
    trouble: Option<Trouble>,
    language: Language,
}

impl Part for MapDialog {
    fn of(model: &Model, _: Option<&Self>) -> Self {
        MapDialog {
            map: model.proof.map.clone(),
            configuration: model.document.configuration,
            knobs: model.document.knobs.clone(),
            trouble: model.proof.trouble.clone(),
            language: model.preferences.language,
        }
    }

    fn draw(&self, store: &Store) -> Html {
        let text = self.language.text();
        let words = &text.proof;
        let grids = self.map.grids().enumerate();
        let is_running = self.map.is_running;
        html! {
            <dialog
                class="map"
                id="map"
                aria-labelledby="map-title"
                onclick={Callback::from(close_on_backdrop)}
                onkeydown={Callback::from(move_between_cells)}
            >
                <div class="map-sheet">
                    <header class="panel-head">
                        <h2 id="map-title" tabindex="-1">{ words.map }</h2>
                        { close_button(text, Callback::from(|_| close_map())) }
                    </header>
                    <p class="hint">{ words.map_intro }{ " " }<strong role="status">{ describe_map(text, &self.map) }</strong></p>
                    <div class="map-controls">
                        { self.layouts(store) }
                        { key(text) }
                    </div>
                    <div role="status">{ trouble_with_checker(text, self.trouble.as_ref()) }</div>
                    if self.trouble.is_some() {
                        <p>
                            <button type="button" class="button map-again" onclick={draws_again(store)}>
                                { text.checker_trouble.try_again }
                            </button>
                        </p>
                    }
                    <div class={self.grids_class()} aria-busy={is_running.to_string()} data-running={is_running.to_string()}>
                        { for grids.map(|(grid, cells)| self.grid(grid, cells, store)) }
                    </div>
                </div>
            </dialog>
        }
    }
}

/// Asks for the map that the page has now.
fn draw_map(store: &Store) {
    let layout = store.read(|model| model.proof.map.layout_for(&model.document));
    if let Some(layout) = layout {
        store.dispatch(ProofAction::DrawMap(layout));
    }
}

/// Asks for what is there of the map once more.
fn draws_again(store: &Store) -> Callback<MouseEvent> {
    let store = store.clone();
    Callback::from(move |_| {
        store.dispatch(ProofAction::Cancel);
        draw_map(&store);
    })
}

impl MapDialog {
    /// What its grids differ in, or what its axes are.
    fn layouts(&self, store: &Store) -> Html {
        let words = &self.language.text().proof;
        if let Layout::ByKnobs(axes) = self.map.layout {
            let set = &self.configuration.knobs;
            return axes::choices(axes, &self.knobs, set, self.language, store);
        }
        let option = |label, layout| {
            let store = store.clone();
            let draw = move |_| store.dispatch(ProofAction::DrawMap(layout));
            Choosable {
                label,
                meaning: None,
                is_chosen: self.map.layout == layout,
                is_off: false,
                choose: Callback::from(draw),
            }
        };
        let options = vec![
            option(words.by_capacity, Layout::ByCapacity),
            option(words.by_granularity, Layout::ByGranularity),
        ];
        let legend = html! { <legend class="visually-hidden">{ words.map_grids }</legend> };
        choice("map-layout".into(), "choice choice-small", legend, options)
    }

    fn grids_class(&self) -> &'static str {
        match self.map.layout {
            Layout::ByKnobs(_) => "map-grids is-one",
            Layout::ByCapacity | Layout::ByGranularity => "map-grids",
        }
    }

    fn grid(&self, grid: usize, cells: &[Cell], store: &Store) -> Html {
        let text = self.language.text();
        let words = &text.proof;
        let Some(first) = cells.first() else { return html! {} };
        let title = match self.map.layout {
            Layout::ByKnobs(Axes { across, .. }) => format!("{} →", across.name),
            Layout::ByCapacity => {
                let slots = u64::from(first.capacity);
                count_of(words.slots, slots, &slots.to_string())
            }
            Layout::ByGranularity => match first.granularity {
                Granularity::Operation => text.settings.granularity_operation.to_owned(),
                Granularity::Statement => text.settings.granularity_statement.to_owned(),
                Granularity::Access => text.settings.granularity_access.to_owned(),
            },
        };
        let columns = self.map.columns();
        let (across, down) = match self.map.layout {
            Layout::ByKnobs(axes) => (axes.across.first, axes.down.map(|it| it.first)),
            Layout::ByCapacity | Layout::ByGranularity => (1, Some(1)),
        };
        let row = |(row, cells): (usize, &[Cell])| {
            let at = grid * self.map.cells_of_a_grid() + row * columns;
            let cell = |(column, cell)| self.cell(at + column, cell, store);
            html! {
                <tr>
                    <th scope="row">{ down.map(|it| it as usize + row) }</th>
                    { for cells.iter().enumerate().map(cell) }
                </tr>
            }
        };
        html! {
            <table class="map-grid">
                <caption>{ title }</caption>
                <thead>
                    <tr>
                        { self.corner() }
                        { for (across..).take(columns).map(|it| html! { <th scope="col">{ it }</th> }) }
                    </tr>
                </thead>
                <tbody>{ for cells.chunks(columns).enumerate().map(row) }</tbody>
            </table>
        }
    }

    /// What the rows are, and the columns, where the title does not say that.
    fn corner(&self) -> Html {
        let words = &self.language.text().proof;
        match self.map.layout {
            Layout::ByKnobs(Axes { down, .. }) => html! {
                <th scope="col" class="map-down-name">
                    { down.map(|it| html! { <>{ it.name.to_string() }{ " ↓" }</> }) }
                </th>
            },
            Layout::ByCapacity | Layout::ByGranularity => html! {
                <th scope="col" class="map-corner">
                    <span class="map-down">{ words.down }{ " ↓" }</span>
                    <span class="map-across">{ words.across }{ " →" }</span>
                </th>
            },
        }
    }

    fn cell(&self, index: usize, cell: &Cell, store: &Store) -> Html {
        let text = self.language.text();
        let label = describe_cell(text, self.map.layout, cell, &|it| grouped(it, self.language));
        let (class, face) = face_of(cell.outcome.as_ref());
        let onclick = {
            let store = store.clone();
            Callback::from(move |_: MouseEvent| {
                close_map();
                store.dispatch(ProofAction::OpenCell(index));
            })
        };
        html! {
            <td>
                <button
                    type="button"
                    class={classes!("map-cell", class)}
                    aria-label={label.clone()}
                    title={label}
                    aria-current={self.is_shown(cell).then_some("true")}
                    // Tab stops at the first only; the arrows go on from there.
                    tabindex={if index == 0 { "0" } else { "-1" }}
                    {onclick}
                >
                    { face }
                </button>
            </td>
        }
    }

    /// Whether the page shows this configuration.
    fn is_shown(&self, cell: &Cell) -> bool {
        let now = &self.configuration;
        if let Layout::ByKnobs(axes) = self.map.layout {
            let at_now = |name| {
                let written = self.knobs.iter().find(|it| it.name == name).map(|it| it.written);
                now.knobs.get(name).or(written)
            };
            return axes.each().all(|it| cell.knobs.get(it.name) == at_now(it.name));
        }
        let numbers = [cell.producers, cell.consumers, cell.capacity].map(u32::from);
        let settings = [Setting::Producers, Setting::Consumers, Setting::Capacity];
        settings.map(|it| now.get(it)) == numbers && now.granularity == cell.granularity
    }
}

/// How a cell looks: never by its colour alone.
fn face_of(outcome: Option<&Outcome>) -> (&'static str, Html) {
    match outcome {
        None => ("is-empty", html! {}),
        Some(Outcome::Safe { .. }) => ("is-safe", drawing(Icon::Done)),
        Some(Outcome::Broken(found)) => {
            ("is-broken", html! { <span>{ found.schedule.len() }</span> })
        }
        Some(Outcome::Undecided) => ("is-undecided", html! { <span>{ "?" }</span> }),
    }
}

fn key(text: &Text) -> Html {
    let words = &text.proof;
    let sign = |class, face: Html, says| {
        html! {
            <li><span class={classes!("map-cell", class)} aria-hidden="true">{ face }</span>{ says }</li>
        }
    };
    html! {
        <ul class="map-key">
            { sign("is-safe", drawing(Icon::Done), words.legend_safe) }
            { sign("is-broken", html! { "9" }, words.legend_broken) }
            { sign("is-undecided", html! { "?" }, words.legend_undecided) }
        </ul>
    }
}

/// Opens the map.
pub fn open_map(store: &Store) {
    draw_map(store);
    open_dialog(MAP, "#map-title", store);
}

fn close_map() {
    close_dialog(MAP);
}

/// The arrows lead from cell to cell, across the edge into the next grid.
fn move_between_cells(event: KeyboardEvent) {
    let target = event.target().and_then(|it| it.dyn_into::<Element>().ok());
    let Some(all) = dialog(MAP).and_then(|it| it.query_selector_all("button.map-cell").ok()) else {
        return;
    };
    let all: Vec<Element> =
        (0..all.length()).filter_map(|at| all.get(at)?.dyn_into().ok()).collect();
    let Some(here) = target.and_then(|target| all.iter().position(|it| *it == target)) else {
        return;
    };
    let rows = all[here].closest("tbody").ok().flatten().map(|it| it.child_element_count());
    let columns = all[here].closest("tr").ok().flatten().map(|it| it.child_element_count());
    // One of a row is its heading.
    let shape = (columns.unwrap_or(2) as usize - 1, rows.unwrap_or(1) as usize);
    let Some(to) = neighbour(here, &event.key(), all.len(), shape) else { return };
    event.prevent_default();
    focus(Some(all[to].clone()));
}

/// The cell that an arrow leads to, among so many, in grids of so many columns and rows.
fn neighbour(
    here: usize,
    key: &str,
    cells: usize,
    (columns, rows): (usize, usize),
) -> Option<usize> {
    let grid = columns * rows;
    let (column, row) = (here % columns, here % grid / columns);
    let to = match key {
        "ArrowRight" if column + 1 < columns => here + 1,
        "ArrowRight" => here + grid + 1 - columns,
        "ArrowLeft" if column > 0 => here - 1,
        "ArrowLeft" => (here + columns - 1).checked_sub(grid)?,
        "ArrowDown" if row + 1 < rows => here + columns,
        "ArrowUp" if row > 0 => here - columns,
        "Home" => 0,
        "End" => cells.checked_sub(1)?,
        _ => return None,
    };
    (to < cells).then_some(to)
}

#[cfg(test)]
mod tests {
    use super::neighbour;

    #[test]
    fn arrows_lead_to_the_cell_beside_and_into_the_next_grid() {
        let check = |here, key, to| {
            assert_eq!(neighbour(here, key, 48, (4, 4)), to, "{here} {key}");
        };
        check(0, "ArrowRight", Some(1));
        check(3, "ArrowRight", Some(16));
        check(16, "ArrowLeft", Some(3));
        check(7, "ArrowRight", Some(20));
        check(0, "ArrowLeft", None);
        check(47, "ArrowRight", None);
        check(0, "ArrowDown", Some(4));
        check(12, "ArrowDown", None);
        check(16, "ArrowUp", None);
        check(20, "ArrowUp", Some(16));
        check(5, "End", Some(47));
    }

    #[test]
    fn in_one_grid_they_end_at_its_edges() {
        let check = |here, key, to| {
            assert_eq!(neighbour(here, key, 10, (5, 2)), to, "{here} {key}");
        };
        check(4, "ArrowRight", None);
        check(5, "ArrowLeft", None);
        check(1, "ArrowDown", Some(6));
        check(6, "ArrowDown", None);
        check(9, "ArrowUp", Some(4));
    }
}
