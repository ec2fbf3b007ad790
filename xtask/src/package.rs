//! The built page for others to put up: a zip for any server, one for learning platforms (SCORM 1.2), and an extension of Quarto.

use std::collections::BTreeMap;
use std::env;
use std::fmt::Write as _;
use std::fs;
use std::io::{Cursor, Write as _};
use std::path::{Path, PathBuf};
use std::process::Command;

use zip::ZipWriter;
use zip::result::ZipResult;
use zip::write::SimpleFileOptions;

use crate::toolchain::{TARGET, target_folder};
use crate::{Result, dist, sizes};

/// Writes the packages of what `cargo xtask build` has made into target/package/.
pub fn write() -> Result {
    let site = files_of(&dist())?;
    if !site.iter().any(|(path, _)| path == "index.html") {
        return Err("there is no built page: run `cargo xtask build` first".into());
    }
    let licences = licences()?;
    let folder = target_folder("package");
    fs::create_dir_all(&folder)
        .map_err(|error| format!("cannot make {}: {error}", folder.display()))?;
    for (name, files) in [
        ("interleave-site.zip", for_servers(&site, &licences)?),
        ("interleave-scorm-1.2.zip", for_platforms(&site, &licences)?),
        ("interleave-quarto.zip", files_of(Path::new("packaging/quarto"))?),
    ] {
        let bytes = archive(&files).map_err(|error| format!("cannot make {name}: {error}"))?;
        let file = folder.join(name);
        fs::write(&file, &bytes)
            .map_err(|error| format!("cannot write {}: {error}", file.display()))?;
        println!("{:>9} bytes, {:>3} files  {}", bytes.len(), files.len(), file.display());
    }
    Ok(())
}

/// A file in a package: its path there, and what is in it.
type File = (String, Vec<u8>);

/// A zip of these files. It bears no dates, so that the same files make the same archive.
fn archive(files: &[File]) -> ZipResult<Vec<u8>> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::DEFAULT.compression_level(Some(9));
    for (path, content) in files {
        archive.start_file(path, options)?;
        archive.write_all(content)?;
    }
    Ok(archive.finish()?.into_inner())
}

fn for_servers(site: &[File], licences: &str) -> Result<Vec<File>> {
    let mut files: Vec<File> = site.to_vec();
    files.push(("licences.txt".to_owned(), licences.into()));
    for (path, content) in files_of(Path::new("hosting"))? {
        files.push((format!("hosting/{path}"), content));
    }
    files.push(("hosting/hosting.md".to_owned(), read(Path::new("docs/hosting.md"))?));
    Ok(files)
}

fn for_platforms(site: &[File], licences: &str) -> Result<Vec<File>> {
    let mut files = files_of(Path::new("packaging/scorm"))?;
    files.push(("licences.txt".to_owned(), licences.into()));
    // A page inside a platform registers no worker, and measures nothing.
    let is_wanted = |path: &str| !path.starts_with("bench/") && !path.starts_with('_');
    let wanted = site.iter().filter(|(path, _)| is_wanted(path));
    files.extend(wanted.map(|(path, content)| (format!("site/{path}"), content.clone())));
    let paths: Vec<&str> = files.iter().map(|(path, _)| path.as_str()).collect();
    let manifest = manifest(&paths);
    // Some platforms look for it first.
    files.insert(0, ("imsmanifest.xml".to_owned(), manifest.into()));
    Ok(files)
}

/// What a learning platform reads: one SCO, and all its files.
fn manifest(paths: &[&str]) -> String {
    let escaped =
        |text: &str| text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;");
    let file = |path: &&str| format!("      <file href=\"{}\"/>\n", escaped(path));
    let files: String = paths.iter().map(file).collect();
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="interleave" version="1.0"
    xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"
    xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2"
    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
    xsi:schemaLocation="http://www.imsproject.org/xsd/imscp_rootv1p1p2 imscp_rootv1p1p2.xsd http://www.adlnet.org/xsd/adlcp_rootv1p2 adlcp_rootv1p2.xsd">
  <metadata>
    <schema>ADL SCORM</schema>
    <schemaversion>1.2</schemaversion>
  </metadata>
  <organizations default="course">
    <organization identifier="course">
      <title>Interleave</title>
      <item identifier="item" identifierref="sco" isvisible="true">
        <title>Interleave: predict, then check</title>
      </item>
    </organization>
  </organizations>
  <resources>
    <resource identifier="sco" type="webcontent" adlcp:scormtype="sco" href="index.html">
{files}    </resource>
  </resources>
</manifest>
"#
    )
}

/// All files below a folder, with their paths in it.
fn files_of(folder: &Path) -> Result<Vec<File>> {
    let listed = sizes::files(folder)
        .map_err(|error| format!("cannot read {}: {error}", folder.display()))?;
    let file = |path: PathBuf| Ok((sizes::path_in(folder, &path), read(&path)?));
    listed.into_iter().map(file).collect()
}

fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).map_err(|error| format!("cannot read {}: {error}", path.display()))
}

/// The licence of Interleave and of every crate that is part of the page, with their texts.
fn licences() -> Result<String> {
    let mut text = String::from(
        "Interleave is available under the MIT licence or the Apache licence 2.0, as you choose.\n\
         The page is made of these parts:\n\n",
    );
    let crates = crates()?;
    for (name, licence) in &crates {
        let _ = writeln!(text, "{name}: {licence}");
    }
    let mut texts: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for name in crates.keys() {
        for licence in texts_of(name) {
            texts.entry(licence).or_default().push(name);
        }
    }
    for file in ["LICENSE-MIT", "LICENSE-APACHE"] {
        let own = String::from_utf8_lossy(&read(Path::new(file))?).trim().to_owned();
        texts.entry(own).or_default().push("Interleave");
    }
    for (licence, names) in texts {
        let line = "-".repeat(80);
        let _ = write!(text, "\n{line}\n{}\n{line}\n\n{licence}\n", names.join(", "));
    }
    Ok(text)
}

/// The crates that are part of the page, as `name-version`, with what they say of their licence.
fn crates() -> Result<BTreeMap<String, String>> {
    let mut tree = Command::new(env::var_os("CARGO").unwrap_or("cargo".into()));
    tree.args([
        "tree",
        "--offline",
        "--package",
        "interleave",
        "--target",
        TARGET,
        "--edges",
        "normal",
    ]);
    tree.args(["--prefix", "none", "--format", "{p}|{l}"]);
    let output = tree.output().map_err(|error| format!("cargo cannot be run: {error}"))?;
    if !output.status.success() {
        return Err(format!("`cargo tree`: {}", String::from_utf8_lossy(&output.stderr).trim()));
    }
    let listed = String::from_utf8_lossy(&output.stdout).into_owned();
    let entry = |line: &str| {
        let (package, licence) = line.split_once('|')?;
        let mut words = package.split(' ');
        let (name, version) = (words.next()?, words.next()?.strip_prefix('v')?);
        // A crate that is named again has a mark behind it.
        let licence = licence.trim_end_matches(" (*)").trim();
        (name != "interleave").then(|| (format!("{name}-{version}"), licence.to_owned()))
    };
    Ok(listed.lines().filter_map(entry).collect())
}

/// The texts of licences in the sources of a crate.
fn texts_of(name: &str) -> Vec<String> {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(PathBuf::from(env::var_os("HOME")?).join(".cargo")));
    let Some(sources) = home.map(|it| it.join("registry/src")) else { return Vec::new() };
    let entries = |folder: &Path| fs::read_dir(folder).into_iter().flatten().flatten();
    let crates = entries(&sources).map(|it| it.path().join(name)).filter(|it| it.is_dir());
    let mut texts = Vec::new();
    for entry in crates.flat_map(|it| entries(&it).collect::<Vec<_>>()) {
        let file = entry.file_name().to_string_lossy().to_ascii_uppercase();
        let is_licence =
            ["LICENSE", "LICENCE", "COPYING", "UNLICENSE"].iter().any(|it| file.starts_with(it));
        if is_licence && let Ok(text) = fs::read_to_string(entry.path()) {
            texts.push(text.replace("\r\n", "\n").trim().to_owned());
        }
    }
    texts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_manifest_names_every_file_once() {
        let manifest = manifest(&["index.html", "site/a&b.js"]);
        assert_eq!(manifest.matches("<file href=").count(), 2);
        assert!(manifest.contains("<file href=\"site/a&amp;b.js\"/>"));
        assert_eq!(manifest.matches("adlcp:scormtype=\"sco\"").count(), 1);
    }

    #[test]
    fn an_archive_gives_back_what_it_was_made_of_and_bears_no_date() {
        let content = b"again and again and again".repeat(9);
        let bytes = archive(&[("a/ação.txt".to_owned(), content.clone())]).unwrap();
        assert!(bytes.len() < content.len(), "it is packed");
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut file = archive.by_name("a/ação.txt").unwrap();
        let mut unpacked = Vec::new();
        std::io::copy(&mut file, &mut unpacked).unwrap();
        assert_eq!(unpacked, content);
        assert_eq!(file.last_modified(), Some(zip::DateTime::DEFAULT));
    }

    #[test]
    fn every_crate_of_the_page_says_its_licence() {
        env::set_current_dir(crate::repository()).unwrap();
        let crates = crates().unwrap();
        assert!(crates.keys().any(|it| it.starts_with("yew-")), "{crates:?}");
        for (name, licence) in crates {
            assert!(!licence.is_empty(), "{name} says no licence");
        }
    }
}
