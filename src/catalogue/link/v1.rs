//! The first version of the link. It must never change: links are kept for years. What is to be
//! added goes into `further`, and what cannot go there into another version.

use serde::{Deserialize, Serialize};

/// What a link says, as it is written. The order of the fields is their only name.
#[derive(Debug, Serialize, Deserialize)]
pub struct Written {
    /// The program of the catalogue.
    pub program: String,
    /// The reader's own version of it.
    pub own_text: Option<String>,
    /// The faults that are on.
    pub faults: Vec<String>,
    /// Producers, consumers, capacity, items, takes, time to produce, time to consume.
    pub numbers: [u32; 7],
    /// `operation`, `statement` or `access`.
    pub granularity: String,
    pub spurious_wakes: bool,
    pub has_real_threads: bool,
    pub scheduler: String,
    /// The length of the slice, or who comes first.
    pub scheduler_number: u8,
    pub seed: u64,
    /// `None` where the run was too long.
    pub schedule: Option<Vec<Stretch>>,
    pub position: u32,
    pub language: String,
    pub theme: String,
    /// What later pages have to say, by name. A page that does not know a name leaves it out.
    pub further: Vec<(String, String)>,
}

/// Turns that follow each other and are alike.
#[derive(Debug, Serialize, Deserialize)]
pub struct Stretch {
    pub thread: u8,
    pub choice: u8,
    pub times: u16,
}
