//! What leaves the page as a file.

use crate::text::Exports;

/// The sentences.
pub const EXPORTS: Exports = Exports {
    title: "As a file",
    hint: "Where a page in a frame may not save files, copy the text.",
    form: "What",
    forms: [
        "Run, CSV",
        "Run, JSON",
        "Run, Mermaid",
        "Run, SVG",
        "Picture, SVG",
        "Picture, PNG",
        "Verdict",
        "Script for Python",
    ],
    download: "Save the file",
    copy: "Copy the text",
    no_run: "The run is too long, or its first steps are forgotten. Begin it again, and save it within 5,000 steps.",
    no_verdict: "There is no verdict yet. Prove the program first.",
    no_picture: "This browser does not let the page draw it. Save the picture as SVG instead.",
    no_gate: "A part of the script could not be fetched. Open this again in a moment.",
    script_hint: "Run it with `python3`: CPython makes the same steps on your own computer.",
    photo: "The picture, as it is saved",
    so_far: "So far the run has made {0} steps.",
    of_this_text: "It is about this program:",
};
