//! The model, and who is told when it changes.

use crate::session::{Action, Effect, Model, update};
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, VecDeque};
use std::rc::{Rc, Weak};
use yew::prelude::*;

/// A handle on the page's one model. Clones share it.
#[derive(Clone)]
pub struct Store(Rc<Inner>);

struct Inner {
    model: RefCell<Model>,
    subscribers: RefCell<BTreeMap<u64, Rc<dyn Fn(&Model)>>>,
    next_subscriber: Cell<u64>,
    waiting: RefCell<VecDeque<Action>>,
    busy: Cell<bool>,
    run_effect: RefCell<Option<Rc<dyn Fn(Effect)>>>,
}

/// Ends a subscription when it is dropped.
pub struct Subscription {
    store: Weak<Inner>,
    number: u64,
}

impl Drop for Subscription {
    fn drop(&mut self) {
        if let Some(store) = self.store.upgrade() {
            store.subscribers.borrow_mut().remove(&self.number);
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
        }))
    }

    /// Says who carries out the effects.
    pub fn set_effect_runner(&self, run_effect: impl Fn(Effect) + 'static) {
        *self.0.run_effect.borrow_mut() = Some(Rc::new(run_effect));
    }

    /// Looks at the model.
    pub fn read<T>(&self, look: impl FnOnce(&Model) -> T) -> T {
        look(&self.0.model.borrow())
    }

    /// Changes the model, carries out the effects and tells everybody. An action that is
    /// dispatched meanwhile waits for its turn.
    pub fn dispatch(&self, action: Action) {
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

    /// Calls `on_change` after every change, until the subscription is dropped.
    pub fn subscribe(&self, on_change: impl Fn(&Model) + 'static) -> Subscription {
        let number = self.0.next_subscriber.get();
        self.0.next_subscriber.set(number + 1);
        self.0.subscribers.borrow_mut().insert(number, Rc::new(on_change));
        Subscription { store: Rc::downgrade(&self.0), number }
    }

    fn tell_subscribers(&self) {
        // A subscriber may subscribe or end a subscription: none is borrowed while called.
        let subscribers: Vec<_> = self.0.subscribers.borrow().values().cloned().collect();
        for on_change in subscribers {
            on_change(&self.0.model.borrow());
        }
    }
}

/// The store the app provides.
///
/// # Panics
///
/// Panics outside the app, which provides it to everything inside.
#[hook]
pub fn use_store() -> Store {
    use_context::<Store>().expect("the app provides the store")
}

/// A part of the model. The component is drawn again only when that part changes.
#[hook]
pub fn use_selected<T: PartialEq + 'static>(select: fn(&Model) -> T) -> Rc<T> {
    let store = use_store();
    let selected = use_state_eq(|| Rc::new(store.read(select)));
    {
        let selected = selected.clone();
        use_effect_with(store, move |store| {
            // What changed between drawing and subscribing.
            selected.set(Rc::new(store.read(select)));
            let subscription = store.subscribe(move |model| selected.set(Rc::new(select(model))));
            move || drop(subscription)
        });
    }
    (*selected).clone()
}

/// A callback that dispatches what `action` makes of the event.
#[hook]
pub fn use_dispatch<E: 'static>(action: impl Fn(E) -> Action + 'static) -> Callback<E> {
    let store = use_store();
    Callback::from(move |event| store.dispatch(action(event)))
}
