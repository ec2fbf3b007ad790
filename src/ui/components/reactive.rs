//! Parts of the page that follow the model.

use crate::session::Model;
use crate::ui::store::{Store, Subscription};
use gloo_timers::callback::Timeout;
use std::any::TypeId;
use yew::prelude::*;

/// A part of the page: what it shows of the model, and how.
///
/// A part is a value and not a component, because Yew's machinery is compiled anew for each
/// component, 7 kB at a time. One component, [`Reactive`], shows all parts.
pub trait Part: PartialEq + 'static {
    /// What there is to show now; `before` is what was shown last.
    fn of(model: &Model, before: Option<&Self>) -> Self;

    /// Shows it.
    fn draw(&self, store: &Store) -> Html;
}

/// The part, drawn again whenever what it shows has changed.
pub fn reactive<P: Part>(store: &Store) -> Html {
    place(store, first::<P>, TypeId::of::<P>(), 0.0, None)
}

/// The same for a dialog, drawn from its first opening on: most are never opened in a visit.
pub fn dialog<P: Part>(store: &Store, id: &'static str) -> Html {
    place(store, first::<P>, TypeId::of::<P>(), 0.0, Some(id))
}

/// The same, at most ten times a second: nobody reads faster, and the frames in between
/// belong to the picture. What is shown last is always the latest.
pub fn paced<P: Part>(store: &Store) -> Html {
    place(store, first::<P>, TypeId::of::<P>(), 100.0, None)
}

fn first<P: Part>(model: &Model) -> Box<dyn Shown> {
    Box::new(P::of(model, None))
}

fn place(
    store: &Store,
    first: First,
    part: TypeId,
    pace: f64,
    dialog: Option<&'static str>,
) -> Html {
    html! { <Reactive store={store.clone()} {first} {part} {pace} {dialog} /> }
}

/// A [`Part`], whatever its type.
trait Shown {
    fn draw(&self, store: &Store) -> Html;
    /// What is to be shown instead, if there is anything else to show.
    fn change(&self, model: &Model) -> Option<Box<dyn Shown>>;
}

impl<P: Part> Shown for P {
    fn draw(&self, store: &Store) -> Html {
        Part::draw(self, store)
    }

    fn change(&self, model: &Model) -> Option<Box<dyn Shown>> {
        let now = P::of(model, Some(self));
        (now != *self).then(|| Box::new(now) as Box<dyn Shown>)
    }
}

type First = fn(&Model) -> Box<dyn Shown>;

#[derive(Properties)]
struct LiveProps {
    store: Store,
    first: First,
    part: TypeId,
    /// The least time between two drawings, in milliseconds.
    pace: f64,
    /// The dialog that has to be opened before there is anything to show.
    dialog: Option<&'static str>,
}

impl LiveProps {
    /// What there is to show now.
    fn shown(&self) -> Option<Box<dyn Shown>> {
        let is_wanted = self.dialog.is_none_or(|it| self.store.has_opened(it));
        is_wanted.then(|| self.store.read(self.first))
    }
}

impl PartialEq for LiveProps {
    fn eq(&self, other: &LiveProps) -> bool {
        self.part == other.part
    }
}

struct Reactive {
    shown: Option<Box<dyn Shown>>,
    drawn_at: f64,
    /// Draws what changed within the pace.
    trailing: Option<Timeout>,
    _subscription: Subscription,
}

enum Message {
    ModelChanged,
    PaceIsOver,
}

impl Component for Reactive {
    type Message = Message;
    type Properties = LiveProps;

    fn create(ctx: &Context<Reactive>) -> Reactive {
        let link = ctx.link().clone();
        Reactive {
            shown: ctx.props().shown(),
            drawn_at: 0.0,
            trailing: None,
            _subscription: ctx
                .props()
                .store
                .subscribe(move |_| link.send_message(Message::ModelChanged)),
        }
    }

    fn changed(&mut self, ctx: &Context<Reactive>, _: &LiveProps) -> bool {
        self.shown = ctx.props().shown();
        true
    }

    fn update(&mut self, ctx: &Context<Reactive>, message: Message) -> bool {
        let LiveProps { store, pace, .. } = ctx.props();
        match message {
            Message::PaceIsOver => self.trailing = None,
            Message::ModelChanged if self.trailing.is_some() => return false,
            Message::ModelChanged => {}
        }
        let since = js_sys::Date::now() - self.drawn_at;
        // A clock that was set back must not stop the drawing.
        if (0.0..*pace).contains(&since) {
            let link = ctx.link().clone();
            let rest = (pace - since).ceil() as u32;
            self.trailing =
                Some(Timeout::new(rest, move || link.send_message(Message::PaceIsOver)));
            return false;
        }
        let change = match &self.shown {
            Some(shown) => store.read(|model| shown.change(model)),
            None => ctx.props().shown(),
        };
        let is_changed = change.is_some();
        if let Some(now) = change {
            self.shown = Some(now);
            self.drawn_at += since;
        }
        is_changed
    }

    fn view(&self, ctx: &Context<Reactive>) -> Html {
        self.shown.as_ref().map_or_else(Html::default, |it| it.draw(&ctx.props().store))
    }
}
