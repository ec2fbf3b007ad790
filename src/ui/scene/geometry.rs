//! Where everything in the picture is. Plain numbers: nothing here knows a browser.

mod belt;
mod cards;
mod columns;
mod halo;
mod ring;
mod rows;
mod shapes;
mod stage;
mod tray_rows;
mod trays;
mod units;

pub use belt::{Belt, BeltNeeds};
pub use cards::Card;
pub use halo::Halo;
pub use ring::{Mark, Ring};
pub use shapes::{Anchor, CHIP, Place, Point, Rect, Size, TextLine};
pub use stage::{Stage, StageNeeds};
pub use trays::{Bed, Tray};
pub use units::Units;

/// What has to be arranged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// How many producers.
    pub producers: usize,
    /// How many consumers.
    pub consumers: usize,
    /// How many threads of other roles.
    pub others: usize,
    /// What is in the middle.
    pub stage: StageNeeds,
    /// What stands in the row above, from left to right.
    pub trays: Vec<TrayNeeds>,
}

/// What a tray needs room for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TrayNeeds {
    /// How many permits it shows.
    pub permits: u32,
    /// How many threads may sleep there. Where nobody can, it is a mere box.
    pub sleepers: usize,
    /// How many letters its name has.
    pub letters: usize,
}

/// The ways to arrange the picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// A desk or a projector.
    Wide,
    /// A phone held upright.
    Phone,
    /// A low frame in another page.
    Embedded,
    /// What is left of a small screen beside or above an explanation.
    Narrow,
}

/// Beside an explanation so many threads of a side still have chips that can be read.
const FEW_ON_A_SIDE: usize = 6;

/// The narrow layout has no words on its cards: the others may be so much smaller before it is better.
const WORTH_WITHOUT_WORDS: f64 = 0.85;

impl Layout {
    /// The name that styles use.
    pub fn name(self) -> &'static str {
        match self {
            Layout::Wide => "wide",
            Layout::Phone => "phone",
            Layout::Embedded => "embedded",
            Layout::Narrow => "narrow",
        }
    }

    /// The layout in which a plan is easiest to read in a container of this size.
    pub fn for_container(plan: &Plan, size: Size) -> Layout {
        if size.width >= 800.0 && size.height >= 390.0 {
            return Layout::Wide;
        }
        // At its full size none is better than another.
        let worth = |layout: Layout| layout.scale(plan, size).min(1.0);
        let mut best = (Layout::Embedded, worth(Layout::Embedded));
        let phone = worth(Layout::Phone);
        if phone > best.1 {
            best = (Layout::Phone, phone);
        }
        let has_room = Layout::Narrow.has_room_for(plan);
        if has_room && worth(Layout::Narrow) * WORTH_WITHOUT_WORDS > best.1 {
            best.0 = Layout::Narrow;
        }
        best.0
    }

    /// Whether all threads of a plan have chips that can be read.
    fn has_room_for(self, plan: &Plan) -> bool {
        let most = (plan.producers + plan.others).max(plan.consumers);
        self != Layout::Narrow || most <= FEW_ON_A_SIDE
    }

    /// How large the picture becomes in a container of this size.
    fn scale(self, plan: &Plan, container: Size) -> f64 {
        let base = self.base(plan);
        (container.width / base.width).min(container.height / base.height)
    }

    /// The smallest size in which everything has its place at scale 1.
    pub fn base(self, plan: &Plan) -> Size {
        match self {
            Layout::Wide => Size::new(940.0, 470.0 + columns::further_height(self, plan)),
            Layout::Phone => Size::new(344.0, rows::least_height(plan)),
            Layout::Embedded => Size::new(580.0, 292.0 + columns::further_height(self, plan)),
            Layout::Narrow => Size::new(392.0, 270.0 + columns::further_height(self, plan)),
        }
    }

    /// How much of the view is used at most: more would only tear the picture apart.
    fn most(self, plan: &Plan) -> Size {
        match self {
            Layout::Wide => Size::new(1120.0, 610.0 + columns::further_height(self, plan)),
            Layout::Phone => Size::new(460.0, 660.0),
            Layout::Embedded => Size::new(760.0, 380.0 + columns::further_height(self, plan)),
            Layout::Narrow => Size::new(480.0, 380.0 + columns::further_height(self, plan)),
        }
    }

    /// The view for a container: of the same shape, and at least the base on both sides.
    pub fn view(self, plan: &Plan, container: Size) -> Size {
        container.scaled(1.0 / self.scale(plan, container).max(0.05))
    }
}

/// The whole arrangement.
#[derive(Clone, Debug, PartialEq)]
pub struct Geometry {
    /// The view box.
    pub view: Size,
    /// How it is arranged.
    pub layout: Layout,
    /// The trays and boxes of the row above, from left to right; then the boxes in the middle.
    pub trays: Vec<Tray>,
    /// The middle.
    pub stage: Stage,
    /// The critical section.
    pub halo: Halo,
    /// Where it says who is inside.
    pub caption: TextLine,
    /// The threads: producers, consumers, others.
    pub cards: Vec<Card>,
}

impl Geometry {
    /// The arrangement in a view, which is at least the layout's base on both sides.
    pub fn new(plan: &Plan, layout: Layout, view: Size) -> Geometry {
        match layout {
            Layout::Wide | Layout::Embedded | Layout::Narrow => {
                columns::arrange(plan, layout, view)
            }
            Layout::Phone => rows::arrange(plan, view),
        }
    }
}

/// The part of a view that is used, without its margin.
fn content(plan: &Plan, layout: Layout, view: Size, margin: f64) -> Rect {
    let most = layout.most(plan);
    let used = Size::new(view.width.min(most.width), view.height.min(most.height));
    Rect::around(Point::new(view.width / 2.0, view.height / 2.0), used).inset(margin)
}

#[cfg(test)]
mod tests;
