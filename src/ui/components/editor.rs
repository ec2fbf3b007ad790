//! The editor: a field of the browser's own over a coloured picture of its text.

mod arriving;
mod field;
mod files;
mod sight;
mod text_keys;
mod threads_here;
mod underlines;

pub use arriving::show_line;

use super::file_tabs::line_words;
use super::icons::{Icon, drawing};
use super::reactive::paced;
use super::rich_text::rich_text;
use crate::catalogue::Listing;
use crate::notation::Diagnostic;
use crate::program::{Span, files_in};
use crate::session::{DocumentAction, Model, Motion, PlaybackAction, describe, part_of, with_part};
use crate::text::{Language, Text, fill};
use crate::ui::store::{Store, Subscription};
use field::{Key, is_modifier, paste, press};
use files::{file_of, go_to_line};
use gloo_timers::callback::Timeout;
use sight::Sight;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use threads_here::ThreadsHere;
use underlines::{Piece, line_number, pieces, start_of, widest};
use wasm_bindgen::prelude::*;
use web_sys::{ClipboardEvent, Element, HtmlTextAreaElement};
use yew::prelude::*;

/// A text whose reading takes longer than this waits until the keys rest, in milliseconds.
const ONE_FRAME: f64 = 14.0;

/// How long the keys have to rest, in milliseconds.
const REST: u32 = 150;

/// So many problems are listed; nobody reads more before mending some. The summary counts all.
const MOST_PROBLEMS: usize = 50;

/// See [`Editor`].
#[derive(Properties, PartialEq)]
pub struct EditorProps {
    /// Gets what is typed.
    pub store: Store,
}

/// The program's text, to be changed.
///
/// It can be ahead of the model: reading a long text must not hold up typing.
pub struct Editor {
    /// The text of the program.
    whole: Rc<str>,
    /// The text in the field: that of the file that is shown, where there are several.
    text: Rc<str>,
    /// Where to go in the file that is shown next, in bytes.
    wanted: Rc<Cell<Option<usize>>>,
    seen: Seen,
    waiting: Rc<Waiting>,
    /// Reads what was typed once the keys rest.
    rest: Option<Timeout>,
    /// Whether something was typed that has not been taken in. A text put in at once can come as
    /// thousands of events, two for each line: it is read once.
    has_typed: Rc<Cell<bool>>,
    /// Whether the next Tab leaves the field.
    is_leaving: Rc<Cell<bool>>,
    /// The lines that the reader sees.
    sight: Sight,
    field: NodeRef,
    picture: NodeRef,
    _subscription: Subscription,
    _on_leave: OnLeave,
}

/// What there is to see of the model.
#[derive(PartialEq)]
struct Seen {
    own_text: Option<Rc<str>>,
    listing: Rc<Listing>,
    problems: Rc<Vec<Diagnostic>>,
    warnings: Rc<Vec<Diagnostic>>,
    cannot_keep: bool,
    /// The file that is shown.
    file: usize,
    /// Whether it is a whole program, which may have several files.
    is_whole: bool,
    language: Language,
}

/// What was typed and not read yet.
struct Waiting {
    store: Store,
    /// The text, and the program it is a version of.
    typed: RefCell<Option<(Rc<str>, &'static str)>>,
}

/// What happens to the editor.
pub enum Message {
    /// There may be another text, or other problems.
    ModelChanged,
    /// There may be another text in the field.
    Typed,
    /// The keys rest.
    Rested,
    /// Other lines may be in sight.
    Scrolled,
    /// Other lines are in sight.
    Redrawn,
}

impl Seen {
    fn of(store: &Store) -> Seen {
        let cannot_keep = store.cannot_keep();
        store.read(|model| Seen {
            own_text: model.document.own_text.clone(),
            listing: model.document.listing.clone(),
            problems: model.document.problems.clone(),
            warnings: model.document.warnings.clone(),
            cannot_keep,
            file: model.document.file,
            is_whole: !model.has_roles(),
            language: model.preferences.language,
        })
    }

    /// Whether nothing has changed, as far as that can be known at once.
    fn is_same(&self, model: &Model) -> bool {
        let same_text = match (&self.own_text, &model.document.own_text) {
            (Some(one), Some(other)) => Rc::ptr_eq(one, other),
            (None, None) => Rc::ptr_eq(&self.listing, &model.document.listing),
            _ => false,
        };
        let same_problems = Rc::ptr_eq(&self.problems, &model.document.problems)
            && Rc::ptr_eq(&self.warnings, &model.document.warnings);
        let same_file = self.file == model.document.file && self.is_whole != model.has_roles();
        same_text && same_problems && same_file && self.language == model.preferences.language
    }
}

impl Waiting {
    /// Reads what was typed, if that has not been done.
    fn read_now(&self) {
        let Some((text, program)) = self.typed.take() else { return };
        if self.store.read(|model| model.document.entry.name) == program {
            self.store.dispatch(DocumentAction::Edit(text.to_string()));
        }
    }
}

impl Component for Editor {
    type Message = Message;
    type Properties = EditorProps;

    fn create(ctx: &Context<Editor>) -> Editor {
        let store = &ctx.props().store;
        let link = ctx.link().clone();
        let waiting = Rc::new(Waiting { store: store.clone(), typed: RefCell::default() });
        let (whole, seen) = (store.read(|model| model.document.text_to_edit()), Seen::of(store));
        Editor {
            text: whole[part_of(&whole, file_of(&whole, seen.file))].into(),
            whole,
            wanted: Rc::default(),
            seen,
            rest: None,
            has_typed: Rc::default(),
            is_leaving: Rc::default(),
            sight: Sight::default(),
            field: NodeRef::default(),
            picture: NodeRef::default(),
            _subscription: store.subscribe(move |_| link.send_message(Message::ModelChanged)),
            _on_leave: OnLeave::listen(&waiting),
            waiting,
        }
    }

    fn update(&mut self, ctx: &Context<Editor>, message: Message) -> bool {
        let store = &ctx.props().store;
        // Before anything is drawn that would put an older text into the field.
        let has_typed = self.has_typed.take() && self.take_in(ctx);
        match message {
            Message::ModelChanged => {}
            Message::Typed => {}
            Message::Scrolled => return self.look() || has_typed,
            Message::Redrawn => return true,
            Message::Rested => {
                self.rest = None;
                self.waiting.read_now();
            }
        }
        self.see(store) || has_typed
    }

    fn view(&self, ctx: &Context<Editor>) -> Html {
        let store = &ctx.props().store;
        let text = self.seen.language.text();
        let onscroll = ctx.link().callback(|_: Event| Message::Scrolled);
        html! {
            <div class="editor">
                { self.files(store, text) }
                <div class="editor-scroll" id="file-shown" data-follow="" {onscroll}>
                    <div class="editor-sheet">
                        { self.gutter(store) }
                        <div class="editor-field">
                            { self.picture() }
                            { self.text_field(ctx, text) }
                        </div>
                    </div>
                </div>
                { self.problems(store, text) }
                <p class="hint editor-keys" id="editor-keys">{ text.editor.keys }</p>
            </div>
        }
    }

    fn rendered(&mut self, ctx: &Context<Editor>, _: bool) {
        if let Some(at) = self.wanted.take() {
            let line = line_number(&self.text, at);
            self.go(at, line);
        }
        // Another text may be of another length, and the window of another size.
        if self.look() {
            ctx.link().send_message(Message::Redrawn);
        }
    }

    fn destroy(&mut self, _: &Context<Editor>) {
        self.waiting.read_now();
    }
}

impl Editor {
    /// Takes in what is in the field; whether there is a field.
    fn take_in(&mut self, ctx: &Context<Editor>) -> bool {
        let Some(field) = self.field.cast::<HtmlTextAreaElement>() else { return false };
        let store = &ctx.props().store;
        let text: Rc<str> = field.value().into();
        self.text = text.clone();
        self.whole = with_part(&self.whole, self.file(), &text).into();
        let text = self.whole.clone();
        let program = store.read(|model| model.document.entry.name);
        *self.waiting.typed.borrow_mut() = Some((text, program));
        let is_slow = self.rest.is_some();
        self.rest = None;
        if is_slow || !self.read_in_a_frame() {
            let link = ctx.link().clone();
            let rested = move || link.send_message(Message::Rested);
            self.rest = Some(Timeout::new(REST, rested));
        }
        true
    }

    /// Reads what was typed at once, and answers whether that was quick enough to do so again.
    fn read_in_a_frame(&mut self) -> bool {
        let begin = js_sys::Date::now();
        self.waiting.read_now();
        js_sys::Date::now() - begin < ONE_FRAME
    }

    fn line_count(&self) -> usize {
        self.text.bytes().filter(|&byte| byte == b'\n').count() + 1
    }

    /// Looks at what is in sight; whether lines are that were not drawn.
    fn look(&mut self) -> bool {
        let lines = self.line_count();
        let Some(picture) = self.picture.cast::<Element>() else { return false };
        let Some(sight) = Sight::of_picture(&picture, lines) else { return false };
        if self.sight.will_do_for(&sight, lines) {
            return false;
        }
        let before = self.sight.drawn(lines);
        self.sight = sight;
        self.sight.drawn(lines) != before
    }

    /// Looks at the model; whether there is anything new.
    fn see(&mut self, store: &Store) -> bool {
        let same_room = self.seen.cannot_keep == store.cannot_keep();
        if same_room && store.read(|model| self.seen.is_same(model)) {
            return false;
        }
        self.seen = Seen::of(store);
        // What is being typed is newer than what the model knows.
        if self.waiting.typed.borrow().is_none() {
            self.whole = store.read(|model| model.document.text_to_edit());
            let text = &self.whole[self.part()];
            if *self.text != *text {
                self.text = text.into();
            }
        }
        true
    }

    /// Where problems stand in the field, if they are those of the text that is shown.
    fn problems_now(&self) -> Vec<Span> {
        if self.waiting.typed.borrow().is_some() {
            return Vec::new();
        }
        let part = self.part();
        let here = self.seen.problems.iter().map(|it| it.span.range());
        let here = here.filter(|it| part.start <= it.start && it.start <= part.end);
        here.map(|it| Span::new(it.start - part.start, it.end - part.start)).collect()
    }

    fn gutter(&self, store: &Store) -> Html {
        let lines = self.line_count();
        let drawn = self.sight.drawn(lines);
        let text = &self.text[..start_of(&self.text, drawn.end)];
        let first = start_of(text, drawn.start);
        let line_of = |it: &Span| {
            let at = (it.start as usize).checked_sub(first)?;
            let is_last = drawn.end == lines;
            (is_last || at < text.len() - first)
                .then(|| drawn.start + line_number(&text[first..], at))
        };
        let wrong: Vec<usize> = self.problems_now().iter().filter_map(line_of).collect();
        let number = |index: usize| {
            let class = wrong.contains(&(index + 1)).then_some("is-wrong");
            html! { <span {class}>{ index + 1 }</span> }
        };
        html! {
            <div class="editor-gutter" aria-hidden="true">
                { paced::<ThreadsHere>(store) }
                <div class="editor-numbers">
                    { out_of_sight(drawn.start, "") }
                    { for drawn.clone().map(number) }
                    { out_of_sight(lines - drawn.end, "") }
                </div>
            </div>
        }
    }

    /// The text in its colours, with what is wrong underlined.
    fn picture(&self) -> Html {
        let spans = self.problems_now();
        let piece = |piece: Piece<'_>| {
            let wrong = piece.is_wrong.then_some("is-wrong");
            match (piece.paint.class(), wrong) {
                (None, None) => html! { { piece.text.to_owned() } },
                (paint, wrong) => {
                    html! { <span class={classes!(paint, wrong)}>{ piece.text.to_owned() }</span> }
                }
            }
        };
        let line =
            |pieces: Vec<Piece<'_>>| html! { <span>{ for pieces.into_iter().map(piece) }</span> };
        let count = self.line_count();
        let drawn = self.sight.drawn(count);
        let lines = pieces(&self.text, drawn.clone(), &spans).into_iter().map(line);
        let before = &self.text[..start_of(&self.text, drawn.start)];
        let behind = match drawn.end < count {
            true => &self.text[start_of(&self.text, drawn.end)..],
            false => "",
        };
        html! {
            <pre class="editor-picture" aria-hidden="true" ref={self.picture.clone()}>
                { out_of_sight(drawn.start, widest(before)) }
                { for lines }
                { out_of_sight(count - drawn.end, widest(behind)) }
            </pre>
        }
    }

    fn text_field(&self, ctx: &Context<Editor>, text: &Text) -> Html {
        let oninput = {
            let (link, has_typed) = (ctx.link().clone(), self.has_typed.clone());
            Callback::from(move |_: InputEvent| {
                if !has_typed.replace(true) {
                    link.send_message(Message::Typed);
                }
            })
        };
        let onblur = {
            let (waiting, is_leaving) = (self.waiting.clone(), self.is_leaving.clone());
            Callback::from(move |_: FocusEvent| {
                is_leaving.set(false);
                waiting.read_now();
            })
        };
        let onkeydown = {
            let (waiting, is_leaving) = (self.waiting.clone(), self.is_leaving.clone());
            Callback::from(move |event: KeyboardEvent| {
                let Some(field) = event.target_dyn_into::<HtmlTextAreaElement>() else { return };
                let key = press(&field, &event, is_leaving.get());
                match key {
                    Key::Usual if is_modifier(&event) => {}
                    Key::Usual | Key::Done => is_leaving.set(false),
                    Key::Leave => is_leaving.set(true),
                    Key::Run => {
                        waiting.read_now();
                        run(&waiting.store);
                    }
                }
                if key != Key::Usual {
                    event.prevent_default();
                }
            })
        };
        let onpaste = Callback::from(|event: Event| {
            let field = event.target_dyn_into::<HtmlTextAreaElement>();
            let pasted = field.zip(event.dyn_ref::<ClipboardEvent>());
            if pasted.is_some_and(|(field, event)| paste(&field, event)) {
                event.prevent_default();
            }
        });
        let is_wrong = !self.seen.problems.is_empty() && !self.is_empty();
        html! {
            <textarea
                ref={self.field.clone()}
                id="editor-text"
                value={self.text.to_string()}
                aria-label={text.editor.label}
                placeholder={text.editor.placeholder}
                aria-describedby="editor-summary editor-keys"
                aria-invalid={is_wrong.to_string()}
                spellcheck="false"
                autocapitalize="off"
                autocomplete="off"
                autocorrect="off"
                wrap="off"
                {oninput} {onblur} {onkeydown} {onpaste}
            />
        }
    }

    /// Whether nothing was written yet.
    fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// What is wrong, one below the other. The place for it is always there.
    fn problems(&self, store: &Store, text: &'static Text) -> Html {
        let words = &text.editor;
        if self.is_empty() {
            // Nothing is wrong with it yet.
            return html! {
                <div class="editor-status">
                    <p class="editor-summary" id="editor-summary" role="status">{ words.nothing_yet }</p>
                </div>
            };
        }
        let (problems, warnings) = (&self.seen.problems, &self.seen.warnings);
        let summary = match (problems.len(), warnings.len()) {
            (0, 0) => words.can_run.to_owned(),
            (0, _) => words.can_run_but.to_owned(),
            (1, _) => words.one_problem.to_owned(),
            (count, _) => fill(words.problems, &[&count.to_string()]),
        };
        // A text that can be run may still say something else than is meant.
        let listed = if problems.is_empty() { warnings } else { problems };
        let problem = |it: &Diagnostic| {
            let at = it.span.range().start;
            let line = line_words(&self.whole, line_number(&self.whole, at), text);
            let sentence = fill(words.problem_at, &[&line, &describe(text, &it.problem)]);
            let (part, shown) = (self.part(), self.file());
            let (store, wanted) = (store.clone(), self.wanted.clone());
            let (field, picture) = (self.field.clone(), self.picture.clone());
            let (count, drawn) = (self.line_count(), self.sight.drawn(self.line_count()));
            let whole = self.whole.clone();
            let onclick = Callback::from(move |_: MouseEvent| {
                let files = files_in(&whole);
                let file = files.iter().rposition(|it| it.span.range().start <= at);
                match file.filter(|it| *it != shown) {
                    Some(file) => {
                        wanted.set(at.checked_sub(files[file].span.range().start));
                        store.dispatch(DocumentAction::ShowFile(file));
                    }
                    None => {
                        let at = at.saturating_sub(part.start);
                        let line = line_number(&whole[part.clone()], at);
                        go_to_line(&field, &picture, (at, line), (count, drawn.clone()));
                    }
                }
            });
            html! {
                <li>
                    <button type="button" class="problem" {onclick}>{ rich_text(&sentence) }</button>
                </li>
            }
        };
        let (class, icon) = match problems.is_empty() {
            true => ("editor-summary is-fine", Icon::Done),
            false => ("editor-summary is-trouble", Icon::Warning),
        };
        html! {
            <div class="editor-status">
                <p {class} id="editor-summary" role="status">
                    { drawing(icon) }<span>{ summary }</span>
                </p>
                <p class="not-kept" role="status">
                    if self.seen.cannot_keep { { words.not_kept } }
                </p>
                <ol class="problems">{ for listed.iter().take(MOST_PROBLEMS).map(problem) }</ol>
            </div>
        }
    }
}

/// So many lines out of sight: their height, and the widest of them for their width. A browser lays lines
/// out anew with each letter, and thousands of them take it seconds.
fn out_of_sight(lines: usize, widest: &str) -> Html {
    html! { <span class="editor-rest" ~style={format!("--lines: {lines}")}>{ widest.to_owned() }</span> }
}

/// Runs the program, if it does not run already.
fn run(store: &Store) {
    if store.read(|model| model.playback.motion == Motion::Paused) {
        store.dispatch(PlaybackAction::Toggle);
    }
}

/// Reads what was typed when the page is left, until it is dropped.
struct OnLeave(Closure<dyn Fn()>);

impl OnLeave {
    fn listen(waiting: &Rc<Waiting>) -> OnLeave {
        let waiting = waiting.clone();
        let listener = Closure::<dyn Fn()>::new(move || waiting.read_now());
        if let Some(window) = web_sys::window() {
            let function = listener.as_ref().unchecked_ref();
            let _ = window.add_event_listener_with_callback("pagehide", function);
        }
        OnLeave(listener)
    }
}

impl Drop for OnLeave {
    fn drop(&mut self) {
        if let Some(window) = web_sys::window() {
            let function = self.0.as_ref().unchecked_ref();
            let _ = window.remove_event_listener_with_callback("pagehide", function);
        }
    }
}
