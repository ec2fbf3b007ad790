//! The words of the page, for components.

use crate::session::WhySimulated;
use crate::text::Text;

/// Why the threads are simulated here, in plain words.
pub fn why_simulated(text: &Text, why: WhySimulated) -> &'static str {
    match why {
        WhySimulated::NotIsolated => text.threads.not_isolated,
        WhySimulated::NoSharedMemory => text.threads.no_shared_memory,
        WhySimulated::NoAnswer => text.threads.no_answer,
    }
}
