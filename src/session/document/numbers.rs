//! The numbers of a configuration as they are typed.

use crate::catalogue::{Configuration, Limit, Setting};
use crate::session::consequence::Say;
use crate::session::notice::Notice;

/// Chooses a number as it was typed.
pub fn take_typed(configuration: &mut Configuration, setting: Setting, typed: &str) -> Say {
    let typed = typed.trim();
    let digits = typed.strip_prefix('-').unwrap_or(typed);
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number {
        Say::This(Notice::NotANumber { typed: typed.into(), setting: Some(setting) })
    } else if digits.len() < typed.len() && digits.bytes().any(|byte| byte != b'0') {
        configuration.set(setting, u64::from(*setting.range().start()));
        below_range(configuration, setting)
    } else {
        // More digits than a number can have are more than any range allows.
        take_nearest(configuration, setting, digits.parse().unwrap_or(u64::MAX))
    }
}

/// Chooses a number that is so much more, or less.
pub fn nudge(configuration: &mut Configuration, setting: Setting, by: i8) -> Say {
    let wanted = i64::from(configuration.get(setting)) + i64::from(by);
    match u64::try_from(wanted) {
        Ok(wanted) => take_nearest(configuration, setting, wanted),
        Err(_) => below_range(configuration, setting),
    }
}

/// Chooses the number that is nearest to this one.
fn take_nearest(configuration: &mut Configuration, setting: Setting, wanted: u64) -> Say {
    match configuration.set(setting, wanted) {
        Some(limit) => Say::This(Notice::Clamped(limit)),
        None => Say::Away,
    }
}

/// The number is the lowest it may be.
fn below_range(configuration: &Configuration, setting: Setting) -> Say {
    Say::This(Notice::Clamped(Limit { setting, set_to: configuration.get(setting) }))
}
