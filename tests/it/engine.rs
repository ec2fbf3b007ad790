//! Runs in plain memory: what they mean, how they end, and how time passes in them.

mod books;
mod causes;
mod choices;
mod endings;
mod live_locals;
mod past;
mod schedule;
mod schedule_text;
mod schedulers;
mod time;
mod timeline;
