//! The numbers of a configuration as they are typed.

use super::Document;
use crate::catalogue::{Configuration, Knob, KnobName, Limit, Setting};
use crate::session::consequence::Say;
use crate::session::notice::{Named, Notice};

/// Sets a constant of the text to a number as it was typed.
pub fn take_typed_knob(document: &mut Document, name: KnobName, typed: &str) -> Say {
    let typed = typed.trim();
    let Some(knob) = document.knobs.iter().find(|it| it.name == name).cloned() else {
        return Say::Away;
    };
    match number_in(typed) {
        None => Say::This(Notice::NotANumber { typed: typed.into(), of: Some(Named::Knob(name)) }),
        Some(wanted) => set_knob(document, &knob, wanted),
    }
}

/// Sets a constant of the text to a number that is so much more, or less.
pub fn nudge_knob(document: &mut Document, name: KnobName, by: i8) -> Say {
    let Some(knob) = document.knobs.iter().find(|it| it.name == name).cloned() else {
        return Say::Away;
    };
    let now = document.configuration.knobs.get(name).unwrap_or(knob.written);
    set_knob(document, &knob, i64::from(now) + i64::from(by))
}

fn set_knob(document: &mut Document, knob: &Knob, wanted: i64) -> Say {
    let (low, high) = (*Knob::RANGE.start(), *Knob::RANGE.end());
    let set_to = u32::try_from(wanted.clamp(low.into(), high.into())).unwrap_or(low);
    let knobs = &mut document.configuration.knobs;
    match set_to == knob.written {
        true => knobs.retain(|name, _| name != knob.name),
        false => knobs.set(knob.name, set_to),
    }
    match i64::from(set_to) == wanted {
        true => Say::Away,
        false => Say::This(Notice::KnobClamped(knob.name, set_to)),
    }
}

/// What was typed as a number; as large a one as there is if it has more digits than a number can have.
fn number_in(typed: &str) -> Option<i64> {
    let digits = typed.strip_prefix('-').unwrap_or(typed);
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let size: i64 = is_number.then(|| digits.parse().unwrap_or(i64::MAX))?;
    Some(if digits.len() < typed.len() { -size } else { size })
}

/// Chooses a number as it was typed.
pub fn take_typed(configuration: &mut Configuration, setting: Setting, typed: &str) -> Say {
    let typed = typed.trim();
    let Some(wanted) = number_in(typed) else {
        let of = Some(Named::Setting(setting));
        return Say::This(Notice::NotANumber { typed: typed.into(), of });
    };
    match u64::try_from(wanted) {
        Ok(wanted) => take_nearest(configuration, setting, wanted),
        Err(_) => {
            configuration.set(setting, u64::from(*setting.range().start()));
            below_range(configuration, setting)
        }
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
