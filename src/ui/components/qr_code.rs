//! A text as a QR code.

use qrcodegen::{QrCode, QrCodeEcc};
use yew::prelude::*;

/// The most modules along a side: more of them no phone reads from a slide.
const MOST_MODULES: i32 = 129;

/// The light margin that readers need, in modules.
const MARGIN: i32 = 4;

/// The picture, or `None` where the text is too long for one that can be read.
pub fn qr_code(text: &str, label: &str) -> Option<Html> {
    let code = QrCode::encode_text(text, QrCodeEcc::Low).ok()?;
    let size = code.size();
    if size > MOST_MODULES {
        return None;
    }
    let side = size + 2 * MARGIN;
    Some(html! {
        <svg
            class="qr-code"
            viewBox={format!("0 0 {side} {side}")}
            role="img"
            aria-label={label.to_owned()}
            shape-rendering="crispEdges"
        >
            <path d={path(&code)} />
        </svg>
    })
}

/// A stretch of dark modules is one part of the path.
fn path(code: &QrCode) -> String {
    let size = code.size();
    let mut path = String::new();
    for y in 0..size {
        let mut x = 0;
        while x < size {
            let from = x;
            while x < size && code.get_module(x, y) {
                x += 1;
            }
            match x - from {
                0 => x += 1,
                wide => path += &format!("M{} {}h{wide}v1h-{wide}z", from + MARGIN, y + MARGIN),
            }
        }
    }
    path
}
