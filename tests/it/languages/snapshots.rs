//! Programs in every language, next to this file as text: the one the page opens with whole, and
//! of those that have every operation what stands for their lines.
//! `UPDATE_GOLDEN=1` writes the files anew.

use super::{SMALL, root, shown, sources};
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
        check("three_semaphores", language, &found);
    }
}

#[test]
fn every_operation_reads_as_it_should() {
    for source in sources("tests/it/languages") {
        for language in TargetLanguage::ALL {
            // Java and C have no words for two of them.
            let rendered = shown(&source.text, language, SMALL).or_else(|_| {
                let less = source.text.replace("BoundedSemaphore(", "Semaphore(");
                shown(&less.replace("recv(timeout=100)", "recv()"), language, SMALL)
            });
            let found = match rendered {
                Ok(it) => {
                    let lines = it.lines.iter().filter(|it| it.source.is_some());
                    lines.fold(String::new(), |text, it| text + &it.text + "\n")
                }
                Err(refused) => format!("no words for {}\n", refused.construct),
            };
            check(&source.name, language, &found);
        }
    }
}

fn check(program: &str, language: TargetLanguage, found: &str) {
    let file = format!("tests/it/languages/{program}.{}.txt", language.name());
    let file = root().join(file);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&file, found).expect("the file can be written");
    }
    let expected = fs::read_to_string(&file).unwrap_or_default();
    assert_eq!(found, expected, "{program}, {language:?}: UPDATE_GOLDEN=1 writes the files anew");
}
