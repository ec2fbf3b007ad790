//! What a visitor downloads.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::Result;

/// Prints each file's size, as it lies there and as a server would send it.
pub fn print(site: &Path) -> Result {
    let failed = |error: io::Error| format!("cannot read {}: {error}", site.display());
    let mut files = Vec::new();
    collect(site, &mut files).map_err(failed)?;
    files.sort();
    let (mut raw_total, mut sent_total) = (0, 0);
    println!("\n{:>10} {:>10}", "bytes", "brotli");
    for file in files {
        let content = fs::read(&file).map_err(failed)?;
        let (raw, sent) = (content.len(), compressed(&content).map_err(failed)?);
        println!("{raw:>10} {sent:>10}  {}", file.strip_prefix(site).unwrap_or(&file).display());
        raw_total += raw;
        sent_total += sent;
    }
    println!("{raw_total:>10} {sent_total:>10}  in all");
    Ok(())
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
