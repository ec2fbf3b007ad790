//! The program the page opens with, in every language, next to this file as text.
//! `UPDATE_GOLDEN=1` writes the files anew.

use super::{SMALL, root, shown};
use interleave::languages::TargetLanguage;
use std::fs;

#[test]
fn three_semaphores_read_as_they_should() {
    let source = root().join("src/catalogue/programs/three_semaphores.py");
    let source = fs::read_to_string(source).expect("the program is there");
    for language in TargetLanguage::ALL {
        let rendered = shown(&source, language, SMALL).expect("every language has semaphores");
        let mut found = String::new();
        for line in &rendered.lines {
            let number = line.source.map_or(String::new(), |it| (it.0 + 1).to_string());
            found += format!("{number:>3} {}", line.text).trim_end();
            found.push('\n');
        }
        let file = format!("tests/it/languages/three_semaphores.{}.txt", language.name());
        let file = root().join(file);
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            fs::write(&file, &found).expect("the file can be written");
        }
        let expected = fs::read_to_string(&file).unwrap_or_default();
        assert_eq!(found, expected, "{language:?}: UPDATE_GOLDEN=1 writes the files anew");
    }
}
