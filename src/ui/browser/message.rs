//! Messages as the browser has them, from and to plain values.

use crate::embed::Value;
use js_sys::{Array, JsString, Object, Reflect};
use wasm_bindgen::prelude::*;

/// How deep values may lie in each other, how many there may be in a message, and how long a text
/// may be, in characters. Whoever sends more means no command.
const DEEPEST: usize = 6;
const MOST_VALUES: usize = 2_000;
const LONGEST: u32 = 256 * 1024;

/// Whether a message is meant for Interleave.
pub fn is_meant(message: &JsValue) -> bool {
    message.is_object() && Reflect::has(message, &"interleave".into()).unwrap_or(false)
}

/// The message as a value; `None` where it is too large.
pub fn from_browser(message: &JsValue) -> Option<Value> {
    value_of(message, DEEPEST, &mut { MOST_VALUES })
}

fn value_of(it: &JsValue, depth: usize, left: &mut usize) -> Option<Value> {
    *left = left.checked_sub(1)?;
    if let Some(text) = it.dyn_ref::<JsString>() {
        return (text.length() <= LONGEST).then(|| Value::Text(text.into()));
    }
    if let Some(number) = it.as_f64() {
        return Some(Value::Number(number));
    }
    if let Some(truth) = it.as_bool() {
        return Some(Value::Bool(truth));
    }
    if !it.is_object() {
        return Some(Value::Null);
    }
    let depth = depth.checked_sub(1)?;
    if Array::is_array(it) {
        let list: &Array = it.unchecked_ref();
        // Its length is asked first: an empty array can be longer than the memory.
        if list.length() as usize > *left {
            return None;
        }
        let values: Option<Vec<Value>> =
            list.iter().map(|element| value_of(&element, depth, left)).collect();
        return Some(Value::List(values?));
    }
    let entries = Object::entries(it.unchecked_ref());
    let property = |entry: JsValue| {
        let entry: Array = entry.unchecked_into();
        Some((entry.get(0).as_string()?, value_of(&entry.get(1), depth, left)?))
    };
    Some(Value::Object(entries.iter().map(property).collect::<Option<_>>()?))
}

/// A value as the browser sends it.
pub fn to_browser(value: &Value) -> JsValue {
    match value {
        Value::Null => JsValue::NULL,
        Value::Bool(it) => (*it).into(),
        Value::Number(it) => (*it).into(),
        Value::Text(it) => it.into(),
        Value::List(values) => values.iter().map(to_browser).collect::<Array>().into(),
        Value::Object(properties) => {
            let object = Object::new();
            for (name, value) in properties {
                // It fails only for objects that are frozen.
                let _ = Reflect::set(&object, &name.into(), &to_browser(value));
            }
            object.into()
        }
    }
}
