//! The course: chapters at one side, the challenge in the middle, its program and hints at the other.

mod answer;
mod blanks;
mod choices;
mod contents;
mod foot;
mod hand_in;
mod handed_in;
mod happened;
mod head;
mod lines;
mod overview;
mod passages;
mod schedule;
mod side;
mod top;
mod work;

use super::panels::{Panel, Toggle};
use super::reactive::{paced, reactive};
use crate::session::{Model, Shown};
use crate::text::{Language, Text};
use crate::ui::scene::Scene;
use crate::ui::store::Store;
use contents::Contents;
use foot::Foot;
use handed_in::HandedInView;
use happened::Happened;
use head::Head;
use overview::Overview;
use schedule::Schedule;
use side::{CourseCode, Hints, NotShown, StepList, tabs};
use top::CourseBar;
use work::Work;
use yew::prelude::*;

pub use top::course_button;

/// What is shown of the course.
pub fn shown_course(model: &Model) -> Shown {
    model.lesson.shown
}

/// The page as the course.
pub fn course(
    store: &Store,
    shown: Shown,
    program: (u64, Language),
    open: Option<Panel>,
    toggle: &Toggle,
) -> Html {
    let text = program.1.text();
    if shown == Shown::HandedIn {
        return html! {
            <>
                { reactive::<CourseBar>(store) }
                <main class="hand-in-page" id="scene" tabindex="-1">{ reactive::<HandedInView>(store) }</main>
            </>
        };
    }
    if shown == Shown::Overview {
        return html! {
            <>
                { reactive::<CourseBar>(store) }
                <main class="course-overview" id="scene" tabindex="-1">{ reactive::<Overview>(store) }</main>
            </>
        };
    }
    html! {
        <>
            { reactive::<CourseBar>(store) }
            <div class="course">
                { reactive::<Contents>(store) }
                <main class="card course-task" id="scene" tabindex="-1">
                    { reactive::<Head>(store) }
                    <section class="course-scene" aria-label={text.scene.label}>
                        <Scene store={store.clone()} {program} />
                    </section>
                    { reactive::<Happened>(store) }
                    <div class="course-work">
                        { reactive::<Schedule>(store) }
                        { reactive::<Work>(store) }
                    </div>
                    { reactive::<Foot>(store) }
                </main>
                <aside class="course-side">
                    { side_card(Panel::Code, open, toggle, text, paced::<CourseCode>(store)) }
                    { side_card(Panel::Hints, open, toggle, text, reactive::<Hints>(store)) }
                    { side_card(Panel::Log, open, toggle, text, paced::<StepList>(store)) }
                    { reactive::<NotShown>(store) }
                </aside>
            </div>
            { tabs(open, toggle, text) }
        </>
    }
}

fn side_card(panel: Panel, open: Option<Panel>, toggle: &Toggle, text: &Text, body: Html) -> Html {
    let title = match panel {
        Panel::Code => text.course.program,
        Panel::Hints => text.course.hints,
        _ => text.course.steps,
    };
    let is_open = (open == Some(panel)).then_some("is-open");
    let close = {
        let toggle = toggle.clone();
        Callback::from(move |_| toggle.emit(panel))
    };
    html! {
        <div
            role="group"
            class={classes!("card", "course-card", format!("of-{}", panel.name()), is_open)}
            id={panel.id()}
            tabindex="-1"
            aria-label={title}
        >
            <header class="panel-head">
                <h2>{ title }</h2>
                { super::panels::close_button(text, close) }
            </header>
            { body }
        </div>
    }
}
