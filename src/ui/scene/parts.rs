//! The parts of the picture. Each file has the handles of its elements, how it is drawn for a geometry, and
//! how it is painted for a state. What is drawn once is left empty where the painter fills it in.

pub mod bed;
pub mod belt;
pub mod cards;
pub mod item_tag;
pub mod pointers;
pub mod ring;
pub mod stage;
pub mod threads;
pub mod travellers;
pub mod tray;

use super::blueprint::Blueprint;
use super::elements::handles;
use super::geometry::Geometry;
use crate::program::ThreadId;
use cards::{GroundElements, OnStep, ThreadElements, card, chip, ground};
use item_tag::TagElements;
use stage::{StageElements, stage};
use travellers::{POOL, traveller};
use tray::{TrayElements, tray};
use yew::prelude::*;

/// The elements that change while a program runs, by what they are.
#[derive(Clone, Debug, PartialEq)]
pub struct Elements {
    /// Of each thread.
    pub threads: Vec<ThreadElements>,
    /// Of the critical section.
    pub ground: GroundElements,
    /// Of each tray, in the order of the blueprint.
    pub trays: Vec<TrayElements>,
    /// In the middle.
    pub stage: StageElements,
    /// Of what is on its way.
    pub travellers: Vec<TagElements>,
}

impl Elements {
    /// Handles for the elements of a picture.
    pub fn of(geometry: &Geometry) -> Elements {
        Elements {
            threads: handles(geometry.cards.len()),
            ground: GroundElements::default(),
            trays: geometry.trays.iter().map(TrayElements::of).collect(),
            stage: StageElements::of(&geometry.stage),
            travellers: handles(POOL),
        }
    }
}

/// The picture, from the ground up.
pub fn picture(
    blueprint: &Blueprint,
    geometry: &Geometry,
    elements: &Elements,
    on_step: &OnStep,
) -> Html {
    let text = blueprint.language.text();
    let trays = geometry.trays.iter().zip(&blueprint.trays).zip(&elements.trays);
    let threads = || {
        let threads = blueprint.threads.iter().zip(&elements.threads).enumerate();
        threads.map(|(index, (&name, elements))| (ThreadId::from_index(index), name, elements))
    };
    html! {
        <>
            if blueprint.has_critical_section { { ground(geometry, &elements.ground) } }
            { stage(blueprint, geometry, &elements.stage, text) }
            { for trays.map(|((it, plan), elements)| tray(it, plan, elements, text)) }
            { for geometry.cards.iter().zip(threads()).map(|(it, (id, name, of))| card(it, name, id, of, on_step)) }
            { for threads().map(|(id, name, of)| chip(name, id, &of.chip, on_step)) }
            <g class="travellers" aria-hidden="true">{ for elements.travellers.iter().map(traveller) }</g>
        </>
    }
}
