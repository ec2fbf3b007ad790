//! The script that starts the page, as a file of its own.

use std::fs;
use std::path::Path;

use crate::Result;

const OPENING: &str = "<script type=module>";
const CLOSING: &str = "</script>";
const FILE: &str = "start.js";

/// Moves the script that Trunk writes into the page to a file. A content security policy that allows no scripts but those
/// of the site (`script-src 'self'`) would refuse it where it stands.
pub fn move_to_file(dist: &Path) -> Result {
    let page = dist.join("index.html");
    let failed = |error: std::io::Error| format!("{}: {error}", page.display());
    let html = fs::read_to_string(&page).map_err(failed)?;
    let (html, script) =
        without_script(&html).ok_or("dist/index.html has no script that starts the page")?;
    fs::write(dist.join(FILE), script).map_err(failed)?;
    fs::write(&page, html).map_err(failed)
}

/// The page with a reference in place of its script, and the script.
fn without_script(html: &str) -> Option<(String, &str)> {
    let (before, rest) = html.split_once(OPENING)?;
    let (script, after) = rest.split_once(CLOSING)?;
    // Its name stays while its contents change with each build, so it is asked for anew with each build's page.
    let version =
        script.bytes().fold(0_u32, |sum, byte| sum.wrapping_mul(31).wrapping_add(u32::from(byte)));
    let reference = format!("<script src=\"./{FILE}?{version:x}\" type=module></script>");
    Some((format!("{before}{reference}{after}"), script))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_is_replaced_by_a_reference_to_it() {
        let html = "<title>Page</title><script type=module>import './a.js';</script><div id=app>";
        let (page, script) = without_script(html).expect("there is a script");
        assert_eq!(script, "import './a.js';");
        assert!(page.starts_with("<title>Page</title><script src=\"./start.js?"), "{page}");
        assert!(page.ends_with("\" type=module></script><div id=app>"), "{page}");
        assert!(!page.contains("import"), "{page}");
        assert_eq!(without_script("<p>No script</p>"), None);
    }
}
