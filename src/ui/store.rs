//! The model, and who is told when it changes.

use crate::session::{Action, Effect, Model, update};
use crate::threads;
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::{Rc, Weak};
use yew::prelude::*;

/// A handle on the page's one model. Clones share it.
#[derive(Clone)]
pub struct Store(Rc<Inner>);

type OnChange = Rc<dyn Fn(&Model)>;
type RunEffect = Rc<dyn Fn(Effect)>;
type Allows = Box<dyn Fn(&Action) -> bool>;

struct Inner {
    model: RefCell<Model>,
    /// In the order in which they came.
    subscribers: RefCell<Vec<(u64, OnChange)>>,
    next_subscriber: Cell<u64>,
    waiting: RefCell<VecDeque<Action>>,
    busy: Cell<bool>,
    run_effect: RefCell<Option<RunEffect>>,
    cannot_keep: Cell<bool>,
    /// What the reader may do; anything where it is not set.
    allows: RefCell<Option<Allows>>,
    opened_dialogs: RefCell<Vec<&'static str>>,
}

/// Ends a subscription when it is dropped.
pub struct Subscription {
    store: Weak<Inner>,
    number: u64,
}

impl Drop for Subscription {
    fn drop(&mut self) {
        if let Some(store) = self.store.upgrade() {
            store.subscribers.borrow_mut().retain(|(number, _)| *number != self.number);
        }
    }
}

impl PartialEq for Store {
    fn eq(&self, other: &Store) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Store {
    /// A store for this model.
    pub fn new(model: Model) -> Store {
        Store(Rc::new(Inner {
            model: RefCell::new(model),
            subscribers: RefCell::default(),
            next_subscriber: Cell::new(0),
            waiting: RefCell::default(),
            busy: Cell::new(false),
            run_effect: RefCell::default(),
            cannot_keep: Cell::new(false),
            allows: RefCell::default(),
            opened_dialogs: RefCell::default(),
        }))
    }

    /// Says who carries out the effects.
    pub fn set_effect_runner(&self, run_effect: impl Fn(Effect) + 'static) {
        *self.0.run_effect.borrow_mut() = Some(Rc::new(run_effect));
    }

    /// Says what the reader may do. Whatever else is dispatched changes nothing.
    pub fn restrict_to(&self, allows: impl Fn(&Action) -> bool + 'static) {
        *self.0.allows.borrow_mut() = Some(Box::new(allows));
    }

    /// Says whether the browser had room for what the reader wrote.
    pub fn set_cannot_keep(&self, cannot_keep: bool) {
        self.0.cannot_keep.set(cannot_keep);
    }

    /// Whether what the reader wrote will be lost when the page is left.
    pub fn cannot_keep(&self) -> bool {
        self.0.cannot_keep.get()
    }

    /// Whether a change has begun that never came to its end: it was broken off. To be asked where
    /// none can be under way.
    pub fn is_stuck(&self) -> bool {
        self.0.busy.get()
    }

    /// Whether a dialog was opened before.
    pub fn has_opened(&self, dialog: &str) -> bool {
        self.0.opened_dialogs.borrow().contains(&dialog)
    }

    /// Has a dialog drawn from now on.
    pub fn note_opened(&self, dialog: &'static str) {
        if !self.has_opened(dialog) {
            self.0.opened_dialogs.borrow_mut().push(dialog);
            self.tell_subscribers();
        }
    }

    /// Looks at the model.
    pub fn read<T>(&self, look: impl FnOnce(&Model) -> T) -> T {
        look(&self.0.model.borrow())
    }

    /// Changes the model, carries out the effects and tells everybody. An action that is
    /// dispatched meanwhile waits for its turn.
    pub fn dispatch(&self, action: impl Into<Action>) {
        let action = action.into();
        if self.0.allows.borrow().as_ref().is_none_or(|allows| allows(&action)) {
            self.take(action);
        }
    }

    /// The same for the page around this one, which no restriction of its reader binds.
    pub fn dispatch_for_host(&self, action: Action) {
        self.take(action);
    }

    fn take(&self, action: Action) {
        // What has broken may hold a model that is half changed.
        if threads::has_broken() {
            return;
        }
        self.0.waiting.borrow_mut().push_back(action);
        if self.0.busy.replace(true) {
            return;
        }
        loop {
            let next = self.0.waiting.borrow_mut().pop_front();
            let Some(action) = next else { break };
            let effects = update(&mut self.0.model.borrow_mut(), action);
            let runner = self.0.run_effect.borrow().clone();
            if let Some(run_effect) = runner {
                effects.into_iter().for_each(|effect| run_effect(effect));
            }
        }
        self.0.busy.set(false);
        self.tell_subscribers();
    }

    /// Dispatches an action at each click.
    pub fn on_click(&self, action: impl Into<Action>) -> Callback<MouseEvent> {
        let (store, action) = (self.clone(), action.into());
        Callback::from(move |_| store.dispatch(action.clone()))
    }

    /// Calls `on_change` after every change, until the subscription is dropped.
    pub fn subscribe(&self, on_change: impl Fn(&Model) + 'static) -> Subscription {
        self.add_subscriber(Rc::new(on_change))
    }

    fn add_subscriber(&self, on_change: OnChange) -> Subscription {
        let number = self.0.next_subscriber.get();
        self.0.next_subscriber.set(number + 1);
        self.0.subscribers.borrow_mut().push((number, on_change));
        Subscription { store: Rc::downgrade(&self.0), number }
    }

    fn tell_subscribers(&self) {
        // A subscriber may subscribe or end a subscription: none is borrowed while called.
        let subscribers = self.0.subscribers.borrow().clone();
        for (_, on_change) in subscribers {
            on_change(&self.0.model.borrow());
        }
    }
}
