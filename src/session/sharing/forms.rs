//! What is shared, written as the place it goes to wants it.

use crate::catalogue::{Configuration, Entry, Link, Setting};
use crate::session::model::Model;

/// What of the page is shared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Share {
    /// This run, at this step.
    #[default]
    Run,
    /// The program with its numbers and broken lines, at its start. Short where the text is the catalogue's.
    Program,
    /// The lesson that is open, in its variant; or the course.
    Lesson,
    /// This run, with parts of the page hidden and locked.
    View,
}

/// As what it is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Form {
    /// The address alone.
    #[default]
    Link,
    /// A frame in HTML.
    Frame,
    /// The element that `embed.js` defines: a picture until it is wanted.
    Element,
    /// A link in Markdown.
    Markdown,
    /// A frame in a chapter of mdBook or Docusaurus, with a link for what is printed.
    MdBook,
    /// A frame in Quarto where the output is HTML, and a link where it is not.
    Quarto,
    /// HTML that the editors of learning platforms leave as it is: they take out attributes they do not know.
    Moodle,
    /// A picture to be photographed. Its text is the address.
    Qr,
}

impl Form {
    /// All of them, in the order the page shows them.
    pub const ALL: [Form; 8] = [
        Form::Link,
        Form::Frame,
        Form::Element,
        Form::Markdown,
        Form::MdBook,
        Form::Quarto,
        Form::Moodle,
        Form::Qr,
    ];

    /// The text to be copied. `page` is the page's own address, `place` what stands behind it from `?` or `#` on, `title`
    /// what a screen reader says of the frame.
    pub fn write(self, page: &str, place: &str, title: &str) -> String {
        let address = format!("{page}{place}");
        let (in_html, quoted) = (escaped(&address), escaped(title));
        let framed = escaped(&Form::frame_address(page, place));
        let frame = |more: &str| {
            format!(
                "<iframe src=\"{framed}\" title=\"{quoted}\" width=\"100%\" height=\"{HEIGHT}\"{more}></iframe>"
            )
        };
        let markdown = || format!("[{}](<{address}>)", in_markdown(title));
        const LAZY: &str = " loading=\"lazy\"";
        match self {
            Form::Link | Form::Qr => address,
            Form::Markdown => markdown(),
            // Where the page around it is isolated, a frame of another site shares memory only with `allow`.
            Form::Frame => frame(&format!(
                "{LAZY} allow=\"cross-origin-isolated; clipboard-write; fullscreen\""
            )),
            Form::Element => format!(
                "<script src=\"{}embed.js\" defer></script>\n<interleave-sim{} title=\"{quoted}\"></interleave-sim>",
                escaped(folder(page)),
                attributes(place)
            ),
            Form::MdBook => format!("\n{}\n\n{}\n", frame(LAZY), markdown()),
            Form::Quarto => format!(
                "::: {{.content-visible when-format=\"html\"}}\n{}\n:::\n\n\
                 ::: {{.content-visible unless-format=\"html\"}}\n{}\n:::\n",
                frame(LAZY),
                markdown()
            ),
            Form::Moodle => format!(
                "<p>{}</p>\n<p><a href=\"{in_html}\" target=\"_blank\" rel=\"noopener\">{quoted}</a></p>",
                frame("")
            ),
        }
    }
    /// Whether it shows the page inside another one.
    pub fn is_frame(self) -> bool {
        match self {
            Form::Frame | Form::Element | Form::MdBook | Form::Quarto | Form::Moodle => true,
            Form::Link | Form::Markdown | Form::Qr => false,
        }
    }

    /// What a frame shows.
    pub fn frame_address(page: &str, place: &str) -> String {
        format!("{page}{}", inside(place))
    }
}

/// How high a frame is, in CSS pixels: picture and buttons fit into it at the usual width of a text.
const HEIGHT: u32 = 560;

/// The folder an address lies in, with the stroke behind it.
fn folder(page: &str) -> &str {
    page.rfind('/').map_or(page, |at| &page[..=at])
}

/// The same place as attributes of the element: what is asked for by name, and the link.
fn attributes(place: &str) -> String {
    let (query, link) = place.split_once('#').unwrap_or((place, ""));
    let asked = query.trim_start_matches('?').split('&').filter_map(|it| it.split_once('='));
    let link = (!link.is_empty()).then_some(("link", link));
    asked.chain(link).map(|(name, value)| format!(" {name}=\"{}\"", escaped(value))).collect()
}

/// The same place, shown as a part of another page.
fn inside(place: &str) -> String {
    let (query, fragment) = match place.find('#') {
        Some(at) => place.split_at(at),
        None => (place, ""),
    };
    match query.strip_prefix('?') {
        Some(asked) => format!("?embed=1&{asked}{fragment}"),
        None => format!("?embed=1{fragment}"),
    }
}

/// A text as HTML and XML take it, inside of attributes too.
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;").replace('>', "&gt;")
}

fn in_markdown(text: &str) -> String {
    text.replace('\\', "\\\\").replace('[', "\\[").replace(']', "\\]")
}

/// What stands behind the page's address to open the model's program at its start.
pub(super) fn program_place(model: &Model) -> String {
    match model.document.own_text {
        None if model.document.configuration.knobs.iter().next().is_none() => {
            asked_by_name(model.document.entry, &model.document.configuration)
        }
        // Neither a text nor the constants of one can be asked for by name.
        _ => {
            let (link, _) = model.link();
            let link = Link { schedule: Some(Vec::new()), position: 0, ..link };
            format!("#{}", link.to_fragment())
        }
    }
}

/// A program of the catalogue by name, with what differs from how it opens.
fn asked_by_name(entry: &Entry, configuration: &Configuration) -> String {
    let usual = Configuration::of(entry);
    let mut place = format!("?program={}", entry.name);
    let faults: Vec<&str> =
        configuration.faults.iter().filter_map(|it| Some(entry.faults.get(it)?.name)).collect();
    if !faults.is_empty() {
        place += &format!("&faults={}", faults.join(","));
    }
    for setting in Setting::ALL {
        let number = configuration.get(setting);
        if number != usual.get(setting) {
            place += &format!("&{}={number}", setting.name());
        }
    }
    if configuration.granularity != usual.granularity {
        place += &format!("&granularity={}", configuration.granularity.name());
    }
    if configuration.runtime != usual.runtime {
        place += &format!("&runtime={}", configuration.runtime.name());
    }
    place
}
