//! What the page says where the checker is in trouble.

use crate::session::{Trouble, describe_trouble};
use crate::text::Text;
use yew::prelude::*;

/// What is the matter with the checker, if anything.
pub fn trouble_with_checker(text: &Text, trouble: Option<&Trouble>) -> Html {
    let Some(trouble) = trouble else { return html! {} };
    html! { <p class="proof-failed">{ describe_trouble(text, trouble) }</p> }
}
