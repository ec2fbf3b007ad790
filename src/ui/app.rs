//! The page as a whole: which part stands where, and which sheet is open.

use super::boot;
use super::components::{
    Banner, CodeHead, CodePanel, Console, Counters, FirstSteps, GlossaryDialog, HelpDialog,
    InvariantBars, LiveRegion, LogEntries, MapDialog, NoticeToast, Panel, PatienceBand,
    ProgramDialog, ProofPanel, Settings, ShareDialog, ShownLab, SpeedSlider, StepCount, TermTip,
    Timeline, TopBar, TransportButtons, TransportNumbers, course, dialog, lab, more_button, paced,
    prove_button, reactive, sheet, shown_course, shown_lab, tabs,
};
use super::scene::Scene;
use super::store::{Store, Subscription};
use crate::session::{LabAction, Model, Move, Notice, ProofAction, Shown, Stage};
use crate::text::Language;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::prelude::*;

/// See [`App`].
#[derive(Properties, PartialEq)]
pub struct AppProps {
    /// The page's state.
    pub store: Store,
}

/// The page.
pub struct App {
    /// Which program it is about: the generation of the run, and the language.
    program: (u64, Language),
    /// What is shown of the course, in the place of all this.
    course: Shown,
    /// What is shown of the lab, in the place of all that.
    lab: ShownLab,
    /// Whether it was left since the last drawing.
    left_lab: bool,
    /// Which sheet is open. Where there is room the program and the log are always in sight,
    /// and the sheet that can be open is the settings.
    open: Option<Panel>,
    /// Whether it was opened or closed since the last drawing.
    moves_focus: bool,
    /// Whether something is being proved, or the reader is asked first what will come of it.
    proves: bool,
    /// Who had the focus when it was opened, to give it back.
    opener: Option<HtmlElement>,
    _subscription: Subscription,
}

/// What happens to the page as a whole.
pub enum Message {
    /// There may be another program, or another language.
    ModelChanged,
    /// A sheet is to be opened, or closed if it is open.
    Toggle(Panel),
    /// Any sheet is to be closed.
    Close,
}

impl Component for App {
    type Message = Message;
    type Properties = AppProps;

    fn create(ctx: &Context<App>) -> App {
        let store = &ctx.props().store;
        let link = ctx.link().clone();
        App {
            program: store.read(program),
            course: store.read(shown_course),
            lab: store.read(shown_lab),
            left_lab: false,
            open: None,
            moves_focus: false,
            proves: false,
            opener: None,
            _subscription: store.subscribe(move |_| link.send_message(Message::ModelChanged)),
        }
    }

    fn update(&mut self, ctx: &Context<App>, message: Message) -> bool {
        let open = match message {
            Message::ModelChanged => {
                let store = &ctx.props().store;
                let before = std::mem::replace(&mut self.program, store.read(program));
                let course = std::mem::replace(&mut self.course, store.read(shown_course));
                let lab = std::mem::replace(&mut self.lab, store.read(shown_lab));
                if self.lab.is_open != lab.is_open {
                    self.open = None;
                    self.opener = None;
                    self.left_lab = !self.lab.is_open;
                    self.moves_focus = true;
                    return true;
                }
                if self.lab.is_open {
                    return self.program != before || self.lab != lab;
                }
                let is_another = self.program != before || self.course != course;
                if self.course != course {
                    self.open = None;
                }
                if is_another && self.open == Some(Panel::Proof) && store.read(is_watching) {
                    // What there is to watch is not to be covered.
                    self.open = None;
                    self.moves_focus = true;
                }
                let proves = store.read(proves);
                let began = proves && !self.proves;
                self.proves = proves;
                if began && self.open != Some(Panel::Proof) {
                    // It was asked for elsewhere, and is answered here.
                    self.opener = focused();
                    self.open = Some(Panel::Proof);
                    self.moves_focus = true;
                    return true;
                }
                let covers = matches!(self.open, Some(Panel::Code | Panel::Log));
                if covers && store.read(begins_to_look_back) {
                    // What there is to read is under the sheet of a small page.
                    self.open = None;
                    self.moves_focus = true;
                    return true;
                }
                return is_another;
            }
            Message::Toggle(Panel::Proof) if self.open != Some(Panel::Proof) => {
                let store = &ctx.props().store;
                if store.read(wants_proof) {
                    store.dispatch(ProofAction::Prove);
                }
                Some(Panel::Proof)
            }
            Message::Toggle(panel) if self.open != Some(panel) => Some(panel),
            Message::Toggle(_) | Message::Close => None,
        };
        if self.open.is_none() {
            self.opener = focused();
        }
        self.moves_focus = true;
        self.open = open;
        true
    }

    fn rendered(&mut self, _: &Context<App>, is_first: bool) {
        if is_first {
            boot::started();
        }
        if !std::mem::take(&mut self.moves_focus) {
            return;
        }
        let focused = match self.open {
            Some(panel) => element_by_id(panel.id()),
            None if self.lab.is_open => element_by_id("lab-title"),
            None if std::mem::take(&mut self.left_lab) => first_of(".lab-button"),
            None => self.opener.take(),
        };
        if let Some(focused) = focused {
            let _ = focused.focus();
        }
    }

    fn view(&self, ctx: &Context<App>) -> Html {
        let store = &ctx.props().store;
        let open = self.open;
        let text = self.program.1.text();
        let toggle = {
            let link = ctx.link().clone();
            Callback::from(move |panel| link.send_message(Message::Toggle(panel)))
        };
        let on_escape = {
            let link = ctx.link().clone();
            Callback::from(move |event: KeyboardEvent| {
                let is_for_sheet = open.is_some() && !is_in_dialog(&event);
                if event.key() == "Escape" && is_for_sheet && !event.default_prevented() {
                    link.send_message(Message::Close);
                }
            })
        };
        if self.lab.is_open {
            let on_escape = {
                let store = store.clone();
                Callback::from(move |event: KeyboardEvent| {
                    let is_meant = event.key() == "Escape" && !event.default_prevented();
                    if is_meant && !is_in_dialog(&event) {
                        store.dispatch(LabAction::Close);
                    }
                })
            };
            return html! {
                <div class="app lab-app" onkeydown={on_escape}>
                    <a class="skip-link" href="#scene">{ text.controls.skip_to_scene }</a>
                    { lab(store, self.lab, self.program.1) }
                    { reactive::<LiveRegion>(store) }
                    { dialog::<HelpDialog>(store, "help") }
                    { dialog::<GlossaryDialog>(store, "glossary") }
                    { reactive::<TermTip>(store) }
                </div>
            };
        }
        if self.course != Shown::Nothing {
            return html! {
                <div class="app course-app" onkeydown={on_escape} data-open={open.map(Panel::name)}>
                    <a class="skip-link" href="#scene">{ text.controls.skip_to_scene }</a>
                    { course(store, self.course, self.program, open, &toggle) }
                    { reactive::<LiveRegion>(store) }
                    { dialog::<HelpDialog>(store, "help") }
                    { dialog::<GlossaryDialog>(store, "glossary") }
                    { dialog::<ShareDialog>(store, "share") }
                    { reactive::<TermTip>(store) }
                </div>
            };
        }
        let settings = reactive::<Settings>(store);
        let program = reactive::<CodePanel>(store);
        let log = html! { <>
            { paced::<Counters>(store) }
            { paced::<Console>(store) }
            { paced::<LogEntries>(store) }
        </> };
        html! {
            <div class="app" onkeydown={on_escape} data-open={open.map(Panel::name)}>
                <a class="skip-link" href="#scene">{ text.controls.skip_to_scene }</a>
                { reactive::<TopBar>(store) }
                <main class="stage">
                    { reactive::<FirstSteps>(store) }
                    <section class="card scene-card" id="scene" tabindex="-1" aria-label={text.scene.label}>
                        <div class="scene-frame">
                            <div class="scene-place">
                                <Scene store={store.clone()} program={self.program} />
                                { reactive::<NoticeToast>(store) }
                            </div>
                            { paced::<InvariantBars>(store) }
                            { reactive::<Banner>(store) }
                            { paced::<PatienceBand>(store) }
                        </div>
                        { reactive::<Timeline>(store) }
                        <div class="transport-area">
                            <div class="transport" role="group" aria-label={text.controls.transport}>
                                { reactive::<TransportButtons>(store) }
                                { prove_button(open, &toggle, self.program.1, store) }
                                { reactive::<SpeedSlider>(store) }
                                <div class="transport-numbers">
                                    { reactive::<TransportNumbers>(store) }
                                    { more_button(open, &toggle, text) }
                                </div>
                            </div>
                            { sheet(Panel::Settings, open, &toggle, text, html! {}, settings) }
                            { sheet(Panel::Proof, open, &toggle, text, html! {}, reactive::<ProofPanel>(store)) }
                        </div>
                    </section>
                    <div class="side">
                        { sheet(Panel::Code, open, &toggle, text, reactive::<CodeHead>(store), program) }
                        { sheet(Panel::Log, open, &toggle, text, paced::<StepCount>(store), log) }
                    </div>
                </main>
                { tabs(open, &toggle, text) }
                { reactive::<LiveRegion>(store) }
                { dialog::<HelpDialog>(store, "help") }
                { dialog::<GlossaryDialog>(store, "glossary") }
                { dialog::<ProgramDialog>(store, "programs") }
                { dialog::<MapDialog>(store, "map") }
                { dialog::<ShareDialog>(store, "share") }
                { reactive::<TermTip>(store) }
            </div>
        }
    }
}

fn program(model: &Model) -> (u64, Language) {
    (model.playback.generation, model.preferences.language)
}

/// Whether it has just gone wrong for a newcomer, who has not looked back yet.
fn begins_to_look_back(model: &Model) -> bool {
    model.next_move() == Some(Move::LookBack) && model.is_at_present()
}

/// Whether the run is one that the checker found.
fn is_watching(model: &Model) -> bool {
    matches!(model.notice, Some(Notice::Watching { .. } | Notice::Repeating { .. }))
}

/// Whether something is to be proved.
fn proves(model: &Model) -> bool {
    matches!(model.proof.stage, Stage::Predicting | Stage::Running { .. })
}

/// Whether there is no verdict on what the page shows, and none on its way.
fn wants_proof(model: &Model) -> bool {
    let proof = &model.proof;
    let is_under_way = matches!(proof.stage, Stage::Running { .. } | Stage::Done(_));
    model.text_is_right() && !(is_under_way && proof.is_present())
}

/// Whether a key was pressed in a dialog, which closes by itself.
fn is_in_dialog(event: &KeyboardEvent) -> bool {
    let target = event.target_dyn_into::<HtmlElement>();
    target.is_some_and(|it| matches!(it.closest("dialog"), Ok(Some(_))))
}

fn first_of(selector: &str) -> Option<HtmlElement> {
    let document = web_sys::window()?.document()?;
    document.query_selector(selector).ok()??.dyn_into().ok()
}

fn element_by_id(id: &str) -> Option<HtmlElement> {
    let document = web_sys::window()?.document()?;
    document.get_element_by_id(id)?.dyn_into().ok()
}

fn focused() -> Option<HtmlElement> {
    web_sys::window()?.document()?.active_element()?.dyn_into().ok()
}
