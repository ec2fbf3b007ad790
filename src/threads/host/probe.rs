//! Whether this browser, on this page, can run real threads.

use super::Message;
use super::bootstrap::{Hire, ScriptBlob};
use super::remote::new_memory;
use gloo_timers::callback::Timeout;
use js_sys::{Function, Reflect};
use std::cell::RefCell;
use std::future::poll_fn;
use std::rc::Rc;
use std::task::{Poll, Waker};
use wasm_bindgen::prelude::*;

/// How long the first worker may take, in milliseconds.
const ANSWER_WITHIN: u32 = 5000;

/// Whether there can be real threads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Support {
    /// There can.
    Available,
    /// There cannot.
    Unavailable(Unavailable),
}

/// Why there cannot be real threads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unavailable {
    /// The page is not isolated from others: the server, or the page around it, does not say
    /// what browsers ask for before they let memory be shared.
    NotIsolated,
    /// The browser has no memory to share, although it calls the page isolated.
    NoSharedArrayBuffer,
    /// The browser refused a memory to share or a worker; its words.
    Refused(String),
    /// A worker that was started to try it out did not come up; what is known of it.
    ProbeFailed(String),
}

/// Finds out whether there can be real threads. A worker is started for that, and ended.
pub async fn probe() -> Support {
    match try_out().await {
        Ok(()) => Support::Available,
        Err(reason) => Support::Unavailable(reason),
    }
}

async fn try_out() -> Result<(), Unavailable> {
    let global = |name: &str| Reflect::get(&js_sys::global(), &name.into());
    if !global("crossOriginIsolated").is_ok_and(|it| it.is_truthy()) {
        return Err(Unavailable::NotIsolated);
    }
    if !global("SharedArrayBuffer").is_ok_and(|it| it.is_instance_of::<Function>()) {
        return Err(Unavailable::NoSharedArrayBuffer);
    }
    let answer = Rc::new(RefCell::new(Answer { result: None, waker: None }));
    let answer_with = {
        let answer = answer.clone();
        move |result| answer.borrow_mut().give(result)
    };
    let timeout = Timeout::new(ANSWER_WITHIN, {
        let answer_with = answer_with.clone();
        move || answer_with(Err("no answer in time".into()))
    });
    let receiver = move |message| {
        answer_with(match message {
            Message::Ready => Ok(()),
            Message::Crashed(message) => Err(message),
        });
    };
    let attempt = ScriptBlob::new().and_then(|script| {
        let memory = new_memory()?;
        Ok((Hire::new(&script, "probe", &memory, None, receiver)?, script))
    });
    let hired = attempt.map_err(Unavailable::Refused)?;
    let result = poll_fn(|context| {
        let mut answer = answer.borrow_mut();
        answer.waker = Some(context.waker().clone());
        answer.result.clone().map_or(Poll::Pending, Poll::Ready)
    });
    let result = result.await;
    drop((hired, timeout));
    result.map_err(Unavailable::ProbeFailed)
}

/// The worker's answer or the time-out, whichever comes first, and who waits for it.
struct Answer {
    result: Option<Result<(), String>>,
    waker: Option<Waker>,
}

impl Answer {
    fn give(&mut self, result: Result<(), String>) {
        self.result.get_or_insert(result);
        if let Some(waker) = self.waker.take() {
            waker.wake();
        }
    }
}
