//! The page's styles in one file.
//!
//! They are apart in `static/css`, by what they are about; a visitor asks for them once.

use std::fs;
use std::path::Path;

use crate::{Result, offline};

/// Where the styles begin that the page itself needs; those before are for what is painted while it loads.
const BODY: &str = "<body";

/// Puts the styles of the body of a site's page into one file, in their order.
pub fn join(site: &Path) -> Result {
    let index = site.join("index.html");
    let read = |path: &Path| {
        fs::read_to_string(path).map_err(|error| format!("cannot read {}: {error}", path.display()))
    };
    let page = read(&index)?;
    let (mut written, mut styles) = (String::new(), String::new());
    let body = page.find(BODY).ok_or("index.html has no body")?;
    let mut from = 0;
    let mut place = None;
    for (start, file) in links(&page).filter(|(start, _)| *start > body) {
        written.push_str(&page[from..start]);
        place.get_or_insert(written.len());
        from = start + page[start..].find('>').map_or(0, |end| end + 1);
        styles.push_str(&read(&site.join(file))?);
        fs::remove_file(site.join(file))
            .map_err(|error| format!("cannot remove {file}: {error}"))?;
    }
    written.push_str(&page[from..]);
    let Some(place) = place else { return Err("index.html has no styles in its body".into()) };
    let digest = offline::digest(styles.as_bytes());
    let name = format!("page-{digest}.css");
    written.insert_str(place, &format!("<link href=./{name} rel=stylesheet>"));
    let failed = |error: std::io::Error| format!("cannot write in {}: {error}", site.display());
    fs::write(site.join(name), styles).map_err(failed)?;
    fs::write(index, written).map_err(failed)
}

/// Where each style is linked, and which file of the site it is.
fn links(page: &str) -> impl Iterator<Item = (usize, &str)> {
    page.match_indices("<link href=./").filter_map(|(start, opening)| {
        let tag = page[start + opening.len()..].split('>').next()?;
        let (file, rest) = tag.split_once(' ')?;
        (rest == "rel=stylesheet").then_some((start, file))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_are_joined_in_their_order() {
        let site = std::env::temp_dir().join(format!("interleave-styles-{}", std::process::id()));
        fs::create_dir_all(&site).unwrap();
        let page = "<html><link href=./boot.css rel=stylesheet><body><p><link href=./b.css rel=stylesheet>\
            <link href=./a.css rel=stylesheet><div></div></body></html>";
        for (file, content) in
            [("index.html", page), ("boot.css", "x{}"), ("b.css", "b{}"), ("a.css", "a{}")]
        {
            fs::write(site.join(file), content).unwrap();
        }
        join(&site).unwrap();
        let joined = fs::read_to_string(site.join("index.html")).unwrap();
        let name = links(&joined).map(|(_, file)| file.to_owned()).nth(1).unwrap();
        assert_eq!(fs::read_to_string(site.join(&name)).unwrap(), "b{}a{}");
        assert!(!site.join("a.css").exists() && site.join("boot.css").exists());
        assert!(
            joined.starts_with(
                "<html><link href=./boot.css rel=stylesheet><body><p><link href=./page-"
            )
        );
        assert!(joined.ends_with(".css rel=stylesheet><div></div></body></html>"));
        assert_eq!(links(&joined).count(), 2);
        fs::remove_dir_all(&site).unwrap();
    }
}
