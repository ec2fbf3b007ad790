//! Fetches the long texts that are no part of the page's module.

use crate::session::LibraryAction;
use crate::text::{Language, Volume};
use crate::ui::store::Store;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::Response;

/// Fetches a text and tells the store, also where it could not be had.
pub fn fetch(store: &Store, volume: Volume, language: Language) {
    let store = store.clone();
    spawn_local(async move {
        let action = match text_at(&volume.address(language)).await {
            Ok(text) => LibraryAction::Came(volume, language, text),
            Err(_) => LibraryAction::Missed(volume, language),
        };
        store.dispatch(action);
    });
}

async fn text_at(address: &str) -> Result<String, JsValue> {
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let response: Response = JsFuture::from(window.fetch_with_str(address)).await?.dyn_into()?;
    if !response.ok() {
        return Err(JsValue::from(response.status()));
    }
    JsFuture::from(response.text()?).await?.as_string().ok_or(JsValue::NULL)
}
