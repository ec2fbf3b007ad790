//! All of it as a table.

use super::super::reactive::Part;
use super::words::{self, runtime_name};
use crate::clock::{Kind, Machine, Runtime, Strip, Time};
use crate::session::Model;
use crate::session::lab::{Reckoned, span, times};
use crate::text::{Language, fill};
use crate::ui::store::Store;
use std::rc::Rc;
use yew::prelude::*;

/// The strips and the bars as tables.
#[derive(PartialEq)]
pub struct Tables {
    reckoned: Option<Rc<Reckoned>>,
    machine: Machine,
    time: Time,
    language: Language,
}

impl Part for Tables {
    fn of(model: &Model, _: Option<&Self>) -> Self {
        let lab = &model.lab;
        Tables {
            reckoned: lab.reckoned.clone(),
            machine: lab.machine,
            time: lab.time(),
            language: model.preferences.language,
        }
    }

    fn draw(&self, _: &Store) -> Html {
        let Some(reckoned) = &self.reckoned else { return html! {} };
        let text = self.language.text();
        let words = &text.lab;
        let kinds: Vec<Kind> = Kind::ALL
            .into_iter()
            .filter(|kind| reckoned.strips.iter().any(|(_, strip)| strip.spent(*kind) > 0))
            .collect();
        let row = |(runtime, strip): &(Runtime, Strip)| {
            let (name, _) = words::runtime(*runtime, &self.machine, text);
            html! {
                <tr data-row={runtime_name(*runtime)} data-total={strip.total.to_string()}>
                    <th scope="row">{ name }</th>
                    <td>{ span(strip.total, self.language) }</td>
                    <td>{ times(reckoned.faster(*runtime), text, self.language) }</td>
                    { for kinds.iter().map(|kind| html! {
                        <td>{ match strip.spent(*kind) { 0 => "–".to_owned(), spent => span(spent, self.language) } }</td>
                    }) }
                    <td>{ self.moment(*runtime, strip) }</td>
                </tr>
            }
        };
        let at = fill(words.at, &[&span(self.time, self.language)]);
        html! {
            <>
                <div class="lab-table-room" tabindex="0" role="region" aria-label={words.as_table}>
                    <table class="lab-table">
                        <thead><tr>
                            <th scope="col">{ words.runtime }</th>
                            <th scope="col">{ words.done_after }</th>
                            <th scope="col">{ words.speed_up }</th>
                            { for kinds.iter().map(|kind| html! { <th scope="col">{ words::kind(*kind, text).0 }</th> }) }
                            <th scope="col">{ at }</th>
                        </tr></thead>
                        <tbody>{ for reckoned.strips.iter().map(row) }</tbody>
                    </table>
                </div>
                <div class="lab-table-room" tabindex="0" role="region" aria-label={words.more_workers}>
                    <table class="lab-table">
                        <thead><tr>
                            <th scope="col">{ words.workers }</th>
                            <th scope="col">{ words.processes }</th>
                            <th scope="col">{ words.gil }</th>
                            <th scope="col">{ words.free }</th>
                            <th scope="col">{ "Amdahl" }</th>
                        </tr></thead>
                        <tbody>{ for reckoned.bars.iter().zip(reckoned.amdahl).map(|(it, amdahl)| {
                            let all = [it.processes, it.gil, it.free_threaded, amdahl];
                            html! {
                                <tr>
                                    <th scope="row">{ it.workers }</th>
                                    { for all.map(|it| html! { <td>{ times(it, text, self.language) }</td> }) }
                                </tr>
                            }
                        }) }</tbody>
                    </table>
                </div>
            </>
        }
    }
}

impl Tables {
    /// What each lane is at, at the time that is looked at.
    fn moment(&self, of: Runtime, strip: &Strip) -> String {
        let text = self.language.text();
        let mut said = Vec::new();
        for (at, lane) in strip.lanes.iter().enumerate().take(16) {
            if let Some(segment) = strip.at(at, self.time) {
                let name = words::lane(lane.name, of, text);
                said.push(format!("{name} {}", words::kind(segment.kind, text).0));
            }
        }
        match said.is_empty() {
            true => text.lab.all_done.to_owned(),
            false => said.join(", "),
        }
    }
}
