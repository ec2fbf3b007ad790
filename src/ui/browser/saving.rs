//! Files for the reader: the scene drawn as a picture, and what the browser saves.

use crate::session::{Export, Exported, NotExported, SharingAction};
use crate::ui::store::Store;
use gloo_timers::future::TimeoutFuture;
use js_sys::Array;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

/// Has the scene drawn (`static/picture.js`), and says [`SharingAction::Drawn`].
pub fn draw(form: Export, store: &Store) {
    let store = store.clone();
    spawn_local(async move {
        let drawn = if form == Export::Photo { dots().await } else { lines().await };
        // The script may be missing, and a browser may refuse to draw.
        let text = drawn.ok().and_then(|it| it.as_string()).ok_or(NotExported::Picture);
        store.dispatch(SharingAction::Drawn(Exported { form, text }));
    });
}

#[wasm_bindgen(js_namespace = interleavePicture)]
extern "C" {
    /// The scene of lines.
    #[wasm_bindgen(catch)]
    async fn lines() -> Result<JsValue, JsValue>;
    /// The scene of dots, as an address.
    #[wasm_bindgen(catch)]
    async fn dots() -> Result<JsValue, JsValue>;
}

/// Lets the browser save a file. In a frame that may not, nothing happens.
pub fn save(exported: &Exported, program: &str) {
    let Ok(text) = &exported.text else { return };
    let (end, kind) = exported.form.file();
    let name = format!("interleave-{program}-{end}");
    let address = match exported.form {
        // It is an address already.
        Export::Photo => Some(text.clone()),
        _ => {
            let options = BlobPropertyBag::new();
            options.set_type(&format!("{kind};charset=utf-8"));
            let parts = Array::of1(&text.as_str().into());
            let blob = Blob::new_with_str_sequence_and_options(&parts, &options).ok();
            blob.and_then(|it| Url::create_object_url_with_blob(&it).ok())
        }
    };
    let anchor = web_sys::window()
        .and_then(|it| it.document())
        .and_then(|it| it.create_element("a").ok())
        .and_then(|it| it.dyn_into::<HtmlAnchorElement>().ok());
    if let Some((anchor, address)) = anchor.zip(address) {
        anchor.set_href(&address);
        anchor.set_download(&name);
        anchor.click();
        spawn_local(async move {
            // The browser has begun to save it by then.
            TimeoutFuture::new(10_000).await;
            let _ = Url::revoke_object_url(&address);
        });
    }
}
