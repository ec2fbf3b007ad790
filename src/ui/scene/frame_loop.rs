//! Painting in step with the screen, only while there is something to paint.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::Window;

/// Calls its painter before the next frame is shown, once it is woken, and goes on as
/// long as the painter asks for more. Dropping it ends it.
pub struct FrameLoop(Rc<Inner>);

type OnFrame = Closure<dyn FnMut(f64)>;

struct Inner {
    window: Window,
    /// Gets the time in milliseconds; answers whether it wants another frame.
    paint: RefCell<Box<dyn FnMut(f64) -> bool>>,
    on_frame: RefCell<Option<OnFrame>>,
    requested: Cell<Option<i32>>,
}

impl FrameLoop {
    /// A loop at rest. There is none where there is no window.
    pub fn new(paint: impl FnMut(f64) -> bool + 'static) -> Option<FrameLoop> {
        let inner = Rc::new(Inner {
            window: web_sys::window()?,
            paint: RefCell::new(Box::new(paint)),
            on_frame: RefCell::default(),
            requested: Cell::default(),
        });
        // The closure is kept by what it calls: a strong handle would never let go.
        let weak = Rc::downgrade(&inner);
        let on_frame = Closure::new(move |now: f64| {
            if let Some(inner) = weak.upgrade() {
                inner.frame(now);
            }
        });
        *inner.on_frame.borrow_mut() = Some(on_frame);
        Some(FrameLoop(inner))
    }

    /// Asks for a frame.
    pub fn wake(&self) {
        self.0.request();
    }

    /// Something that asks for a frame as long as the loop exists.
    pub fn waker(&self) -> impl Fn() + 'static {
        let weak: Weak<Inner> = Rc::downgrade(&self.0);
        move || {
            if let Some(inner) = weak.upgrade() {
                inner.request();
            }
        }
    }
}

impl Drop for FrameLoop {
    fn drop(&mut self) {
        if let Some(requested) = self.0.requested.take() {
            self.0.window.cancel_animation_frame(requested).ok();
        }
    }
}

impl Inner {
    fn request(&self) {
        if self.requested.get().is_some() {
            return;
        }
        if let Some(on_frame) = &*self.on_frame.borrow() {
            let callback = on_frame.as_ref().unchecked_ref();
            self.requested.set(self.window.request_animation_frame(callback).ok());
        }
    }

    fn frame(&self, now: f64) {
        self.requested.set(None);
        let wants_more = (self.paint.borrow_mut())(now);
        if wants_more {
            self.request();
        }
    }
}
