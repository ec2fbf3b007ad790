//! Parts of the model that change too often to be drawn each time.

use crate::session::Model;
use crate::ui::store::{Store, use_store};
use gloo_timers::callback::Timeout;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use yew::prelude::*;

/// The least time between two drawings, in milliseconds. Nobody reads faster, and the
/// frames in between belong to the picture.
const PACE: f64 = 100.0;

/// Like [`use_selected`](crate::ui::store::use_selected), at most ten times a second. What
/// is shown last is always the latest.
#[hook]
pub fn use_paced<T: PartialEq + 'static>(select: fn(&Model) -> T) -> Rc<T> {
    let store = use_store();
    let selected = use_state_eq(|| Rc::new(store.read(select)));
    {
        let selected = selected.clone();
        use_effect_with(store, move |store| {
            let paced = Rc::new(Paced {
                store: store.clone(),
                select,
                show: Box::new(move |value| selected.set(Rc::new(value))),
                shown_at: Cell::new(0.0),
                trailing: RefCell::default(),
            });
            paced.show_now();
            let subscription = store.subscribe(move |_| paced.note_change());
            move || drop(subscription)
        });
    }
    (*selected).clone()
}

struct Paced<T> {
    store: Store,
    select: fn(&Model) -> T,
    show: Box<dyn Fn(T)>,
    shown_at: Cell<f64>,
    /// Shows what changed within the pace. Dropped with the subscription, and so cancelled.
    trailing: RefCell<Option<Timeout>>,
}

impl<T: 'static> Paced<T> {
    fn show_now(&self) {
        self.shown_at.set(js_sys::Date::now());
        (self.show)(self.store.read(self.select));
    }

    fn note_change(self: &Rc<Self>) {
        if self.trailing.borrow().is_some() {
            return;
        }
        let since = js_sys::Date::now() - self.shown_at.get();
        // A clock that was set back must not stop the drawing.
        if !(0.0..PACE).contains(&since) {
            self.show_now();
            return;
        }
        let weak = Rc::downgrade(self);
        let timeout = Timeout::new((PACE - since).ceil() as u32, move || {
            if let Some(paced) = weak.upgrade() {
                paced.trailing.borrow_mut().take();
                paced.show_now();
            }
        });
        *self.trailing.borrow_mut() = Some(timeout);
    }
}
