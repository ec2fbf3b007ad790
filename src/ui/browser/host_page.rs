//! The page around this one, if it stands in a frame: its commands come in, and it is told what happens.

use super::height::Height;
use super::message::{from_browser, is_meant, to_browser};
use crate::embed::protocol::{Code, Command, Event, Refusal};
use crate::embed::{Parameters, Reading, Value, Watcher, actions_for, read, state};
use crate::session::{Motion, PlaybackAction};
use crate::ui::store::{Store, Subscription};
use js_sys::Object;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{
    Element, IntersectionObserver, IntersectionObserverEntry, MessageEvent, ResizeObserver, Window,
};

/// Shows no more than the address asks for, and marks what is locked: styles do both.
pub fn show_view(asked: &Parameters) {
    let Some(root) = root() else { return };
    let attributes = [
        ("data-embed", asked.is_embedded().then(String::new)),
        ("data-hide", Some(asked.view().hidden_names(" ")).filter(|it| !it.is_empty())),
        ("data-lock", Some(asked.view().locked_names(" ")).filter(|it| !it.is_empty())),
    ];
    for (name, value) in attributes {
        if let Some(value) = value {
            // The names are constants of ours, which are valid attribute names.
            let _ = root.set_attribute(name, &value);
        }
    }
}

/// The link to the page around this one; it ends when this is dropped.
pub struct HostPage {
    on_message: Closure<dyn Fn(MessageEvent)>,
    sizes: Observing<ResizeObserver>,
    sight: Observing<IntersectionObserver>,
    _subscription: Subscription,
}

/// An observer with what it calls.
type Observing<T> = Option<(T, Closure<dyn Fn(js_sys::Array)>)>;

/// Who is spoken to, and what is known of what was said.
struct Talk {
    store: Store,
    parent: Window,
    /// The one origin that is spoken to, if the address names one.
    origin: Option<String>,
    watcher: RefCell<Watcher>,
    /// The commands whose verdict is still to come.
    checks: RefCell<Vec<Value>>,
    /// Those that wait for what the program can print.
    outcomes: RefCell<Vec<Value>>,
    height: Height,
    /// Whether the run was stopped as nobody could see it.
    was_stopped: Cell<bool>,
}

impl HostPage {
    /// Speaks with the page around this one, if there is one and the address asks for it.
    pub fn around(store: &Store, asked: &Parameters) -> Option<HostPage> {
        let window = web_sys::window()?;
        let parent = window.parent().ok().flatten().filter(|parent| *parent != window)?;
        if !asked.is_embedded() {
            return None;
        }
        let talk = Rc::new(Talk {
            store: store.clone(),
            parent,
            origin: asked.host().map(str::to_owned),
            watcher: RefCell::new(store.read(Watcher::of)),
            checks: RefCell::default(),
            outcomes: RefCell::default(),
            height: Height::default(),
            was_stopped: Cell::new(false),
        });
        let on_message = Closure::new({
            let talk = talk.clone();
            move |event: MessageEvent| talk.hear(&event)
        });
        let _ =
            window.add_event_listener_with_callback("message", on_message.as_ref().unchecked_ref());
        let subscription = store.subscribe({
            let talk = talk.clone();
            move |model| {
                let changes = talk.watcher.borrow_mut().changes(model);
                changes.iter().for_each(|event| talk.tell(event));
            }
        });
        talk.send(&Event::Ready, None);
        talk.send(&store.read(state), None);
        Some(HostPage {
            on_message,
            sizes: talk.clone().watch_size(),
            sight: talk.watch_sight(),
            _subscription: subscription,
        })
    }
}

impl Drop for HostPage {
    fn drop(&mut self) {
        if let Some(window) = web_sys::window() {
            let listener = self.on_message.as_ref().unchecked_ref();
            let _ = window.remove_event_listener_with_callback("message", listener);
        }
        if let Some((observer, _)) = &self.sizes {
            observer.disconnect();
        }
        if let Some((observer, _)) = &self.sight {
            observer.disconnect();
        }
    }
}

impl Talk {
    /// A message came. Only the page around this one is heard.
    fn hear(&self, event: &MessageEvent) {
        let is_from_parent = event.source().is_some_and(|it| Object::is(&it, &self.parent));
        let is_from_host = self.origin.as_ref().is_none_or(|it| *it == event.origin());
        if !is_from_parent || !is_from_host || !is_meant(&event.data()) {
            return;
        }
        let Some(message) = from_browser(&event.data()) else {
            return self.refuse(Code::Malformed.because("the message is too large"), None);
        };
        // One of `null` says nothing.
        let Some(Reading { id, command }) = read(&message) else { return };
        let id = id.as_ref();
        let actions = command
            .and_then(|command| Ok((self.store.read(|it| actions_for(it, &command))?, command)));
        match actions {
            Err(refusal) => self.refuse(refusal, id),
            Ok((actions, command)) => {
                match command {
                    Command::Check => self.checks.borrow_mut().extend(id.cloned()),
                    Command::Outcomes => self.outcomes.borrow_mut().extend(id.cloned()),
                    _ => {}
                }
                if !actions.is_empty() {
                    // What the host wants takes the place of what was put off.
                    self.was_stopped.set(false);
                }
                actions.into_iter().for_each(|action| self.store.dispatch_for_host(action));
                if id.is_some() || command == Command::GetState {
                    self.send(&self.store.read(state), id);
                }
            }
        }
    }

    fn refuse(&self, refusal: Refusal, id: Option<&Value>) {
        self.send(&Event::Error(refusal), id);
    }

    /// Says what happened; a verdict to everybody who asked for it.
    fn tell(&self, event: &Event) {
        let asked = match event {
            Event::Checked(_) => self.checks.take(),
            Event::Outcomes(_) => self.outcomes.take(),
            _ => Vec::new(),
        };
        if asked.is_empty() {
            self.send(event, None);
        }
        asked.iter().for_each(|id| self.send(event, Some(id)));
    }

    fn send(&self, event: &Event, id: Option<&Value>) {
        self.post(&to_browser(&event.message(id)));
        if let Event::Height(height) = event {
            self.tell_platforms(*height);
        }
    }

    /// The height in the words that two widespread platforms know.
    fn tell_platforms(&self, height: usize) {
        let say = |properties| self.post(&to_browser(&Value::object(properties)));
        say(vec![("subject", "lti.frameResize".into()), ("height", height.into())]);
        say(vec![("context", "h5p".into()), ("action", "hello".into())]);
        say(vec![
            ("context", "h5p".into()),
            ("action", "resize".into()),
            ("scrollHeight", height.into()),
        ]);
    }

    fn post(&self, message: &JsValue) {
        let origin = self.origin.as_deref().unwrap_or("*");
        // It fails for an origin that is none, which then nobody has.
        let _ = self.parent.post_message(message, origin);
    }

    fn watch_size(self: Rc<Self>) -> Observing<ResizeObserver> {
        let on_size = Closure::new(move |_: js_sys::Array| {
            if let Some(height) = self.height.news() {
                self.send(&Event::Height(height), None);
            }
        });
        let observer = ResizeObserver::new(on_size.as_ref().unchecked_ref()).ok()?;
        observer.observe(&root()?.query_selector("#app").ok()??);
        observer.observe(&root()?);
        Some((observer, on_size))
    }

    /// A run that nobody can see stands still, and goes on where it is seen again.
    fn watch_sight(self: Rc<Self>) -> Observing<IntersectionObserver> {
        let on_sight = Closure::new(move |entries: js_sys::Array| {
            let latest: IntersectionObserverEntry =
                entries.get(entries.length() - 1).unchecked_into();
            let is_running = self.store.read(|it| it.playback.motion == Motion::Running);
            if latest.is_intersecting() {
                if self.was_stopped.take() && !is_running {
                    self.store.dispatch(PlaybackAction::Toggle);
                }
            } else if is_running {
                self.store.dispatch(PlaybackAction::Toggle);
                self.was_stopped.set(true);
            }
        });
        let observer = IntersectionObserver::new(on_sight.as_ref().unchecked_ref()).ok()?;
        observer.observe(&root()?);
        Some((observer, on_sight))
    }
}

fn root() -> Option<Element> {
    web_sys::window()?.document()?.document_element()
}
