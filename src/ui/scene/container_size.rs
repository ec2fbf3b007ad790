//! How large the element is that holds the picture.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, ResizeObserver};
use yew::prelude::*;

/// The inner size of an element in whole CSS pixels, as it is and as it becomes; `None`
/// until it is known.
#[hook]
pub fn use_container_size(container: &NodeRef) -> Option<(i32, i32)> {
    let size = use_state_eq(|| None);
    {
        let (container, size) = (container.clone(), size.clone());
        use_effect_with((), move |_| {
            let observed = container.cast::<Element>().map(|element| {
                let measured = element.clone();
                let measure = move || {
                    let now = (measured.client_width(), measured.client_height());
                    // A container that is not shown has no size, and the picture needs none.
                    if now.0 > 0 && now.1 > 0 {
                        size.set(Some(now));
                    }
                };
                measure();
                Observed::new(&element, measure)
            });
            move || drop(observed)
        });
    }
    *size
}

/// Watches the size of an element until it is dropped.
struct Observed {
    observer: Option<ResizeObserver>,
    _on_resize: Closure<dyn FnMut()>,
}

impl Observed {
    fn new(element: &Element, on_resize: impl FnMut() + 'static) -> Observed {
        let on_resize = Closure::new(on_resize);
        let observer = ResizeObserver::new(on_resize.as_ref().unchecked_ref()).ok();
        if let Some(observer) = &observer {
            observer.observe(element);
        }
        Observed { observer, _on_resize: on_resize }
    }
}

impl Drop for Observed {
    fn drop(&mut self) {
        if let Some(observer) = &self.observer {
            observer.disconnect();
        }
    }
}
