//! What an action of one feature means for the rest of the page.

use super::effect::Effect;
use super::notice::Notice;
use super::proof::watching::Watched;
use crate::engine::Turn;

/// What an action of one feature means for the rest of the page. A feature changes its own part of
/// the model; what follows for the run is decided in one place, `restart.rs`.
#[derive(Debug, Default)]
pub struct Consequence {
    /// What becomes of the run.
    pub next: Next,
    /// What becomes of the notice.
    pub say: Say,
    /// What is to be done outside, before what the run asks for.
    pub effects: Vec<Effect>,
}

/// What becomes of the run.
#[derive(Debug, Default)]
pub enum Next {
    /// It stays, unless what it is made of has changed: then another begins, and goes on if this one did.
    #[default]
    UnlessChanged,
    /// Another begins, with another seed.
    Anew,
    /// Another begins, and goes on at once.
    AnewAndOn,
    /// Another begins with the seed there is: the page as an earlier visit left it.
    Restored,
    /// Another begins. Its threads are started when they are wanted, as the next letter would stop them again.
    Edited,
    /// It is as the action left it. Its threads are started or stopped, as it wants them.
    Made,
    /// This is played, which the checker found.
    Watched(Watched),
    /// Real threads make these steps of the run once more.
    Repeated(Vec<Turn>),
}

/// What becomes of the notice.
#[derive(Debug, Default)]
pub enum Say {
    /// It stays, unless the run does not.
    #[default]
    Nothing,
    /// It goes.
    Away,
    /// This takes its place.
    This(Notice),
}

impl Consequence {
    /// That the text cannot run.
    pub fn text_is_wrong() -> Consequence {
        Consequence::from(Say::This(Notice::TextIsWrong))
    }
}

impl From<Vec<Effect>> for Consequence {
    fn from(effects: Vec<Effect>) -> Consequence {
        Consequence { effects, ..Consequence::default() }
    }
}

impl From<Option<Effect>> for Consequence {
    fn from(effect: Option<Effect>) -> Consequence {
        Vec::from_iter(effect).into()
    }
}

impl From<Next> for Consequence {
    fn from(next: Next) -> Consequence {
        Consequence { next, ..Consequence::default() }
    }
}

impl From<Say> for Consequence {
    fn from(say: Say) -> Consequence {
        Consequence { say, ..Consequence::default() }
    }
}
