//! What a visitor downloads.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::Result;

/// Prints each file's size, as it lies there and as a server would send it.
pub fn print(site: &Path) -> Result {
    let failed = |error: io::Error| format!("cannot read {}: {error}", site.display());
    let files = files(site).map_err(failed)?;
    let (mut raw_total, mut sent_total) = (0, 0);
    println!("\n{:>10} {:>10}", "bytes", "brotli");
    for file in files {
        let content = fs::read(&file).map_err(failed)?;
        let (raw, sent) = (content.len(), compressed(&content).map_err(failed)?);
        println!("{raw:>10} {sent:>10}  {}", path_in(site, &file));
        raw_total += raw;
        sent_total += sent;
    }
    println!("{raw_total:>10} {sent_total:>10}  in all");
    Ok(())
}

/// All files below a folder, in order.
pub fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    collect(folder, &mut files)?;
    files.sort();
    Ok(files)
}

/// The path of a file in a folder, with `/` between its parts.
pub fn path_in(folder: &Path, file: &Path) -> String {
    let path = file.strip_prefix(folder).unwrap_or(file).to_string_lossy();
    path.replace(std::path::MAIN_SEPARATOR, "/")
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() { collect(&path, files)? } else { files.push(path) }
    }
    Ok(())
}

/// The length after compression at the strongest setting, which is what hosts use for files that do not change.
fn compressed(content: &[u8]) -> io::Result<usize> {
    let parameters =
        brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    let mut sent = Vec::new();
    brotli::BrotliCompress(&mut io::Cursor::new(content), &mut sent, &parameters)?;
    Ok(sent.len())
}
