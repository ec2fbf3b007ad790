//! The icons, drawn on a grid of 20 by 20 in the colour of the text.

use yew::prelude::*;

/// An icon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say what each shows")]
pub enum Icon {
    Run,
    Pause,
    Back,
    Step,
    Reset,
    ToStart,
    ToEnd,
    Minus,
    Plus,
    More,
    Close,
    Swap,
    Edit,
    Copy,
    Down,
    Globe,
    System,
    Sun,
    Moon,
    Share,
    Out,
    Help,
    Warning,
    Done,
    Code,
    Log,
    Dice,
    Repair,
    Prove,
    Map,
    Course,
    TakeBack,
    Seal,
    Hint,
    Left,
    Right,
    Runtimes,
    Table,
    Bars,
    Key,
    Hand,
}

/// An icon as a picture that says nothing to a screen reader: words stand beside it.
pub fn drawing(icon: Icon) -> Html {
    let (filled, path) = match icon {
        Icon::Run => (
            true,
            "M5.5 3.6v12.8a.8.8 0 0 0 1.2.7l10.4-6.4a.8.8 0 0 0 0-1.4L6.7 2.9a.8.8 0 0 0-1.2.7Z",
        ),
        Icon::Pause => (true, "M5 3.5h3.2v13H5zM11.8 3.5H15v13h-3.2z"),
        Icon::Back => (
            true,
            "M4 4h2v12H4zM16 4.6v10.8a.7.7 0 0 1-1.1.6L7.2 10.6a.7.7 0 0 1 0-1.2L14.9 4a.7.7 0 0 1 1.1.6Z",
        ),
        Icon::Step => (
            true,
            "M14 4h2v12h-2zM4 4.6v10.8a.7.7 0 0 0 1.1.6l7.7-5.4a.7.7 0 0 0 0-1.2L5.1 4A.7.7 0 0 0 4 4.6Z",
        ),
        Icon::ToStart => (false, "M4.5 4v12M15.5 4.5 8.5 10l7 5.5"),
        Icon::ToEnd => (false, "M15.5 4v12M4.5 4.5l7 5.5-7 5.5"),
        Icon::Reset => (false, "M4.2 10a5.8 5.8 0 1 0 1.9-4.3M6.3 2.6v3.5h3.5"),
        Icon::Minus => (false, "M5 10h10"),
        Icon::Plus => (false, "M5 10h10M10 5v10"),
        Icon::More => (false, "M3.5 6h7.2M14.7 6h1.8M3.5 14h1.8M9.3 14h7.2M12.7 4v4M7.3 12v4"),
        Icon::Close => (false, "M5.5 5.5l9 9M14.5 5.5l-9 9"),
        Icon::Swap => (false, "M6.5 16V4.5M3.5 7.3l3-3 3 3M13.5 4v11.5M10.5 12.7l3 3 3-3"),
        Icon::Edit => (false, "M13.3 3.6 16.4 6.7 7 16.1l-3.9.8.8-3.9ZM11.4 5.5l3.1 3.1"),
        Icon::Copy => (false, "M7.2 7.2h9v9h-9zM12.8 4.2V3.8h-9v9h.4"),
        Icon::Down => (false, "M5.5 8l4.5 4.5L14.5 8"),
        Icon::Globe => (
            false,
            "M10 2.8a7.2 7.2 0 1 0 0 14.4 7.2 7.2 0 0 0 0-14.4ZM2.8 10h14.4M10 2.8c2 2 3 4.4 3 7.2s-1 5.2-3 7.2c-2-2-3-4.4-3-7.2s1-5.2 3-7.2Z",
        ),
        Icon::System => (false, "M3.2 4.5h13.6v8.8H3.2zM7.5 16.5h5M10 13.3v3.2"),
        Icon::Sun => (
            false,
            "M10 6.6a3.4 3.4 0 1 0 0 6.8 3.4 3.4 0 0 0 0-6.8ZM10 2v1.7M10 16.3V18M2 10h1.7M16.3 10H18M4.3 4.3l1.2 1.2M14.5 14.5l1.2 1.2M15.7 4.3l-1.2 1.2M5.5 14.5l-1.2 1.2",
        ),
        Icon::Moon => (false, "M16.3 12A6.8 6.8 0 0 1 8 3.7a6.8 6.8 0 1 0 8.3 8.3Z"),
        Icon::Share => (false, "M10 12.5V3M6.6 6.2 10 2.8l3.4 3.4M6.5 9H4.6v8h10.8V9h-1.9"),
        Icon::Out => (false, "M11.5 3.5h5v5M16.2 3.8 9.5 10.5M8 4.5H4.5v11h11V12"),
        Icon::Help => (false, "M7.2 7.4a2.9 2.9 0 1 1 4.3 2.5c-.9.5-1.5 1.1-1.5 2.2M10 15.3v.2"),
        Icon::Warning => (
            true,
            "M10.9 3.1 17.9 15.4a1 1 0 0 1-.9 1.5H3a1 1 0 0 1-.9-1.5L9.1 3.1a1 1 0 0 1 1.8 0ZM9.1 7.5v4.3h1.8V7.5zM9.1 13.2V15h1.8v-1.8z",
        ),
        Icon::Done => (false, "M4.5 10.5l3.7 3.7 7.3-8"),
        Icon::Code => (false, "M7 5.5 2.8 10 7 14.5M13 5.5l4.2 4.5-4.2 4.5"),
        Icon::Log => (false, "M7.5 5H17M7.5 10H17M7.5 15H17M3.5 5h.4M3.5 10h.4M3.5 15h.4"),
        Icon::Dice => {
            (false, "M4 4h12v12H4zM7.3 7.3h.01M12.7 12.7h.01M10 10h.01M12.7 7.3h.01M7.3 12.7h.01")
        }
        Icon::Repair => (
            false,
            "M12.6 3.3a4.3 4.3 0 0 0-4.9 5.7L3.2 13.5a2.3 2.3 0 0 0 3.3 3.3L11 12.3a4.3 4.3 0 0 0 5.7-4.9l-2.6 2.6-3.1-1-1-3.1Z",
        ),
        Icon::Prove => (
            false,
            "M10 2.6 16.2 5v4.4c0 3.8-2.6 6.6-6.2 8-3.6-1.4-6.2-4.2-6.2-8V5ZM7.1 9.8l2.1 2.1 3.8-4.2",
        ),
        Icon::Course => (
            false,
            "M10 5.2C8.2 3.8 5.8 3.4 3 3.6v11.6c2.8-.2 5.2.2 7 1.6 1.8-1.4 4.2-1.8 7-1.6V3.6c-2.8-.2-5.2.2-7 1.6ZM10 5.2v11.6",
        ),
        Icon::TakeBack => (false, "M7.5 4.2 4 7.7l3.5 3.5M4 7.7h8a4 4 0 0 1 0 8H8"),
        Icon::Seal => (false, "M5 9h10v7.5H5zM7 9V6.5a3 3 0 0 1 6 0V9"),
        Icon::Hint => (
            false,
            "M7.6 14.5v-1.6C5.9 12 5 10.5 5 8.6a5 5 0 0 1 10 0c0 1.9-.9 3.4-2.6 4.3v1.6ZM8 17h4",
        ),
        Icon::Left => (false, "M12.5 4.5 7 10l5.5 5.5"),
        Icon::Right => (false, "M7.5 4.5 13 10l-5.5 5.5"),
        Icon::Runtimes => (false, "M3 5h6M11.5 5H17M3 10h3M8.5 10h5M3 15h10M15.5 15H17"),
        Icon::Bars => (false, "M4.5 16v-4M10 16V8.5M15.5 16V4"),
        Icon::Table => (false, "M3.5 4h13v12h-13zM3.5 8h13M8 8v8"),
        Icon::Key => (false, "M6.2 7a3 3 0 1 0 0 6 3 3 0 0 0 0-6ZM9.2 10h8.3v2.6M14.2 10v2"),
        Icon::Hand => (
            false,
            "M6.2 10.5V5.6a1.1 1.1 0 0 1 2.2 0V9M8.4 8.6V4.1a1.1 1.1 0 0 1 2.2 0v4.6M10.6 8.8V4.7a1.1 1.1 0 0 1 2.2 0V9.4M12.8 9.4V6.6a1.1 1.1 0 0 1 2.2 0v5.6c0 3-1.8 5-4.6 5-2.4 0-3.5-1.1-4.7-3.2L4 11a1.2 1.2 0 0 1 2.2-.5Z",
        ),
        Icon::Map => (false, "M3.5 3.5h13v13h-13zM3.5 7.8h13M3.5 12.2h13M7.8 3.5v13M12.2 3.5v13"),
    };
    let class = if filled { "icon icon-filled" } else { "icon icon-drawn" };
    html! {
        <svg {class} viewBox="0 0 20 20" aria-hidden="true" focusable="false">
            <path d={path} fill-rule="evenodd" />
        </svg>
    }
}

/// The sign of Interleave: two strands that change places.
pub fn mark() -> Html {
    html! {
        <svg class="mark" viewBox="0 0 32 24" aria-hidden="true" focusable="false">
            <path class="strand-consumer" d="M2 19h5c8 0 10-14 18-14h5" />
            <path class="strand-gap" d="M2 5h5c8 0 10 14 18 14h5" />
            <path class="strand-producer" d="M2 5h5c8 0 10 14 18 14h5" />
        </svg>
    }
}
