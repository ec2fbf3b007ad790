//! A view of the page to be shared: what of it is hidden, and what its reader cannot change.

/// A part of the page that can be hidden.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hidden {
    /// The bar at the top. Below the picture a line stays, with the way to the whole page.
    TopBar,
    /// The program's text.
    Code,
    /// What happened.
    Log,
    /// The settings, and the numbers beside the picture.
    Settings,
    /// The timeline.
    Timeline,
    /// *Prove it*.
    Prove,
}

/// What the reader can be kept from. The host page never is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Locked {
    /// Choosing another program.
    Program,
    /// Breaking and repairing lines.
    Faults,
    /// Writing in the program.
    Editor,
    /// The numbers, the kind of threads, who goes next.
    Settings,
    /// How fast it goes.
    Speed,
}

impl Hidden {
    /// All of them.
    pub const ALL: [Hidden; 6] = [
        Hidden::TopBar,
        Hidden::Code,
        Hidden::Log,
        Hidden::Settings,
        Hidden::Timeline,
        Hidden::Prove,
    ];

    /// The name that links and styles use.
    pub fn name(self) -> &'static str {
        match self {
            Hidden::TopBar => "top-bar",
            Hidden::Code => "code",
            Hidden::Log => "log",
            Hidden::Settings => "settings",
            Hidden::Timeline => "timeline",
            Hidden::Prove => "prove",
        }
    }
}

impl Locked {
    /// All of them.
    pub const ALL: [Locked; 5] =
        [Locked::Program, Locked::Faults, Locked::Editor, Locked::Settings, Locked::Speed];

    /// The name that links and styles use.
    pub fn name(self) -> &'static str {
        match self {
            Locked::Program => "program",
            Locked::Faults => "faults",
            Locked::Editor => "editor",
            Locked::Settings => "settings",
            Locked::Speed => "speed",
        }
    }
}

/// What of the page is hidden and locked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// What is hidden.
    pub hidden: Vec<Hidden>,
    /// What is locked.
    pub locked: Vec<Locked>,
}

impl View {
    /// Hides a part, or shows it again.
    pub(super) fn hide(&mut self, part: Hidden) {
        toggle(&mut self.hidden, &Hidden::ALL, part);
    }

    /// Locks something, or unlocks it again.
    pub(super) fn lock(&mut self, part: Locked) {
        toggle(&mut self.locked, &Locked::ALL, part);
    }

    /// The names of what is hidden.
    pub fn hidden_names(&self, between: &str) -> String {
        Vec::from_iter(self.hidden.iter().map(|it| it.name())).join(between)
    }

    /// The names of what is locked.
    pub fn locked_names(&self, between: &str) -> String {
        Vec::from_iter(self.locked.iter().map(|it| it.name())).join(between)
    }

    /// What stands behind the page's address, from `?` on, before the `#` of a link.
    pub fn query(&self) -> String {
        let lists = [("hide", self.hidden_names(",")), ("lock", self.locked_names(","))];
        let asked = lists.into_iter().filter(|(_, names)| !names.is_empty());
        let asked: Vec<String> = asked.map(|(name, names)| format!("{name}={names}")).collect();
        if asked.is_empty() { String::new() } else { format!("?{}", asked.join("&")) }
    }
}

/// Takes one out of a list, or puts it in, in the order of all.
fn toggle<T: Copy + PartialEq>(list: &mut Vec<T>, all: &[T], one: T) {
    *list = all.iter().copied().filter(|it| (*it == one) ^ list.contains(it)).collect();
}
