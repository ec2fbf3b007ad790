//! Points and rectangles, in units of the picture.

/// A point.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    /// To the right.
    pub x: f64,
    /// Down.
    pub y: f64,
}

impl Point {
    /// The point at these coordinates.
    pub fn new(x: f64, y: f64) -> Point {
        Point { x, y }
    }

    /// The point `share` of the way to another.
    pub fn towards(self, other: Point, share: f64) -> Point {
        Point::new(self.x + (other.x - self.x) * share, self.y + (other.y - self.y) * share)
    }

    /// The point `radius` away, at an angle in degrees: 0 is up, and angles grow clockwise.
    pub fn around(self, radius: f64, degrees: f64) -> Point {
        let (sin, cos) = degrees.to_radians().sin_cos();
        Point::new(self.x + radius * sin, self.y - radius * cos)
    }

    /// How far away another point is.
    pub fn distance(self, other: Point) -> f64 {
        (other.x - self.x).hypot(other.y - self.y)
    }
}

/// A width and a height.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Size {
    /// The width.
    pub width: f64,
    /// The height.
    pub height: f64,
}

impl Size {
    /// The size with this width and height.
    pub const fn new(width: f64, height: f64) -> Size {
        Size { width, height }
    }

    /// The size, so many times as large.
    pub fn scaled(self, by: f64) -> Size {
        Size::new(self.width * by, self.height * by)
    }
}

/// A rectangle with its sides along the axes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rect {
    /// The left side.
    pub x: f64,
    /// The upper side.
    pub y: f64,
    /// The width.
    pub width: f64,
    /// The height.
    pub height: f64,
}

impl Rect {
    /// The rectangle with this upper left corner.
    pub fn new(x: f64, y: f64, width: f64, height: f64) -> Rect {
        Rect { x, y, width, height }
    }

    /// The rectangle of this size around a point.
    pub fn around(centre: Point, size: Size) -> Rect {
        let (width, height) = (size.width, size.height);
        Rect::new(centre.x - width / 2.0, centre.y - height / 2.0, width, height)
    }

    /// The right side.
    pub fn right(&self) -> f64 {
        self.x + self.width
    }

    /// The lower side.
    pub fn bottom(&self) -> f64 {
        self.y + self.height
    }

    /// The middle.
    pub fn centre(&self) -> Point {
        Point::new(self.x + self.width / 2.0, self.y + self.height / 2.0)
    }

    /// The same middle, with each side moved inwards.
    pub fn inset(&self, by: f64) -> Rect {
        Rect::new(self.x + by, self.y + by, self.width - 2.0 * by, self.height - 2.0 * by)
    }

    /// The corners and the middles of the sides.
    pub fn rim(&self) -> [Point; 8] {
        let (middle, right, bottom) = (self.centre(), self.right(), self.bottom());
        [
            Point::new(self.x, self.y),
            Point::new(middle.x, self.y),
            Point::new(right, self.y),
            Point::new(right, middle.y),
            Point::new(right, bottom),
            Point::new(middle.x, bottom),
            Point::new(self.x, bottom),
            Point::new(self.x, middle.y),
        ]
    }

    /// Whether they have an inner point in common.
    pub fn overlaps(&self, other: &Rect) -> bool {
        const TOUCH: f64 = 1e-6;
        self.x + TOUCH < other.right()
            && other.x + TOUCH < self.right()
            && self.y + TOUCH < other.bottom()
            && other.y + TOUCH < self.bottom()
    }

    /// The smallest rectangle that holds both.
    pub fn with(&self, other: &Rect) -> Rect {
        let (x, y) = (self.x.min(other.x), self.y.min(other.y));
        let (right, bottom) = (self.right().max(other.right()), self.bottom().max(other.bottom()));
        Rect::new(x, y, right - x, bottom - y)
    }

    /// Whether the other lies inside.
    pub fn holds(&self, other: &Rect) -> bool {
        const TOUCH: f64 = 1e-6;
        other.x >= self.x - TOUCH
            && other.y >= self.y - TOUCH
            && other.right() <= self.right() + TOUCH
            && other.bottom() <= self.bottom() + TOUCH
    }
}

/// Where a thread's chip lies, and how large it is drawn there.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    /// Its middle.
    pub at: Point,
    /// 1 is the size of [`CHIP`].
    pub scale: f64,
}

/// A thread's chip at scale 1.
pub const CHIP: Size = Size::new(40.0, 28.0);

impl Place {
    /// What a chip covers here.
    pub fn chip(&self) -> Rect {
        Rect::around(self.at, CHIP.scaled(self.scale))
    }
}

/// Which part of a text is at its point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// Its beginning.
    Start,
    /// Its middle.
    Middle,
    /// Its end.
    End,
}

impl Anchor {
    /// The value of `text-anchor`.
    pub fn name(self) -> &'static str {
        match self {
            Anchor::Start => "start",
            Anchor::Middle => "middle",
            Anchor::End => "end",
        }
    }
}

/// Where one line of text goes, and the room it has.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TextLine {
    /// A point of the base line.
    pub at: Point,
    /// Which part of the text is at the point.
    pub anchor: Anchor,
    /// The size of the type.
    pub size: f64,
    /// How wide the text may be.
    pub width: f64,
}
