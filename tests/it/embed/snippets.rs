//! What the documents and the share dialog give to be copied: HTML that is well formed, and names that the page knows.

use interleave::embed::Parameters;
use interleave::engine::ViolationKind;
use interleave::session::Form;
use std::path::Path;

/// The blocks of HTML in a document that authors copy from.
fn blocks(document: &str) -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(document);
    let text = std::fs::read_to_string(&path).expect("the document is there");
    let blocks = text.split("```html\n").skip(1).filter_map(|it| it.split("```").next());
    blocks.map(str::to_owned).collect()
}

/// The elements of a text with their attributes, in order; those that are closed come again with a stroke.
///
/// # Panics
///
/// Panics where the text is no HTML that every reader takes the same way.
fn elements(html: &str) -> Vec<(String, Vec<(String, String)>)> {
    let mut found = Vec::new();
    let mut open: Vec<String> = Vec::new();
    for tag in html.split('<').skip(1) {
        let (tag, _) = tag.split_once('>').unwrap_or_else(|| panic!("not closed: <{tag}"));
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop().as_deref(), Some(name), "closed in order: {html}");
            continue;
        }
        let (name, rest) = tag.split_once(char::is_whitespace).unwrap_or((tag, ""));
        let mut attributes = Vec::new();
        let mut rest = rest.trim();
        while !rest.is_empty() {
            let end = rest.find(['=', ' ', '\n']).unwrap_or(rest.len());
            let (attribute, after) = rest.split_at(end);
            let Some(quoted) = after.strip_prefix("=\"") else {
                attributes.push((attribute.to_owned(), String::new()));
                rest = after.trim();
                continue;
            };
            let (value, after) = quoted.split_once('"').expect("the quote is closed");
            assert!(!value.contains('<'), "{value}");
            attributes.push((attribute.to_owned(), value.replace("&amp;", "&")));
            rest = after.trim();
        }
        found.push((name.to_owned(), attributes));
        open.push(name.to_owned());
    }
    assert_eq!(open, Vec::<String>::new(), "{html}");
    found
}

/// Checks that frames have a title, and that the page knows every name of their address.
fn check(html: &str) -> usize {
    let mut frames = 0;
    for (name, attributes) in elements(html) {
        let of = |wanted: &str| attributes.iter().find(|(it, _)| it == wanted).map(|(_, it)| &**it);
        if name == "iframe" {
            frames += 1;
            assert!(of("title").is_some_and(|it| !it.is_empty()), "a frame has a title: {html}");
            let address = of("src").expect("a frame shows something");
            let query = address.split('#').next().unwrap_or_default();
            let query = query.split_once('?').map_or("", |(_, it)| it);
            let parameters = Parameters::read(query);
            assert!(parameters.is_embedded(), "{address}");
            let unknown = parameters.wanted().map(|it| it.unknown).unwrap_or_default();
            assert_eq!(unknown, Vec::<String>::new(), "{address}");
        }
    }
    frames
}

#[test]
fn what_the_documents_give_to_be_copied_is_html_and_means_something() {
    let all: Vec<String> = ["embedding.md", "teaching.md"].into_iter().flat_map(blocks).collect();
    assert!(all.len() >= 2, "{all:?}");
    let frames: usize = all.iter().map(|it| check(it)).sum();
    assert!(frames >= 1, "one of them is a frame: {all:?}");
    assert!(all.iter().any(|it| it.contains("<interleave-sim")));
}

#[test]
fn what_is_shared_is_html_wherever_it_goes() {
    let title = "Interleave: \"a\" & <b>";
    for place in [
        "?program=three-semaphores&faults=skip-spaces-wait&capacity=2",
        "?hide=log,code&lock=editor,speed#v1=abc",
        "#lesson=two-counters&variant=17&lang=pt-BR",
    ] {
        for form in Form::ALL {
            let written = form.write("https://example.org/", place, title);
            match form {
                Form::Frame | Form::Moodle => assert_eq!(check(&written), 1),
                // Around the frame stand Markdown and the fences of Quarto.
                Form::MdBook | Form::Quarto => {
                    let frame = written.lines().find(|it| it.starts_with("<iframe"));
                    assert_eq!(check(frame.expect("it has a frame")), 1);
                }
                Form::Element => {
                    let elements = elements(&written);
                    let names: Vec<&str> = elements.iter().map(|(name, _)| &**name).collect();
                    assert_eq!(names, ["script", "interleave-sim"]);
                }
                Form::Link | Form::Markdown | Form::Qr => {}
            }
        }
    }
}

fn file(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    std::fs::read_to_string(&path).expect("the file is there")
}

/// What stands in quotes between two marks of a script.
fn quoted_between(script: &str, from: &str, to: &str) -> Vec<String> {
    let (_, after) = script.split_once(from).expect("it begins");
    let (list, _) = after.split_once(to).expect("it ends");
    list.split('"').skip(1).step_by(2).map(str::to_owned).collect()
}

#[test]
fn the_element_hands_on_every_name_that_an_address_knows() {
    let taken = quoted_between(&file("static/embed.js"), "const PARAMETERS = [", "];");
    let document = file("docs/embedding.md");
    let (links, _) = document.split_once("## The element").expect("there is a chapter on links");
    let rows = links.lines().filter_map(|it| it.strip_prefix("| `")?.split(" |").next());
    let mut named: Vec<&str> = rows.flat_map(|names| names.split('`').step_by(2)).collect();
    // The element says by itself who the host is.
    named.retain(|it| !it.trim().is_empty() && *it != "host");
    assert!(named.len() >= 20, "{named:?}");
    for name in &named {
        assert!(taken.iter().any(|it| it == name), "`{name}` is an attribute as well");
    }
    assert_eq!(taken.len(), named.len(), "{taken:?} {named:?}");
}

#[test]
fn a_learning_platform_knows_what_each_violation_is() {
    let script = file("packaging/scorm/sco.js");
    let (_, after) = script.split_once("const KINDS = {").expect("it begins");
    let (list, _) = after.split_once("};").expect("it ends");
    let pairs = list.split(',').filter_map(|it| it.split_once(':'));
    let known: Vec<&str> = pairs.map(|(name, _)| name.trim().trim_matches('"')).collect();
    for kind in ViolationKind::ALL.into_iter().filter(|it| *it != ViolationKind::Grows) {
        assert!(known.contains(&kind.name()), "{}", kind.name());
    }
}
