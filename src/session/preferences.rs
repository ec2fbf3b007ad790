//! What a reader likes, whatever the program.

use super::effect::Effect;
use super::speed::Speed;
use crate::text::Language;

/// What the reader likes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Preferences {
    /// The language.
    pub language: Language,
    /// Light or dark.
    pub theme: Theme,
    /// Whether type is large enough for the last row of a room.
    pub projector: bool,
}

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system is.
    #[default]
    System,
    /// Warm paper.
    Light,
    /// Deep ink.
    Dark,
}

/// What happens to preferences.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PreferencesAction {
    /// Another language.
    SetLanguage(Language),
    /// Light or dark.
    SetTheme(Theme),
    /// Large type, or type as it was.
    ToggleProjector,
    /// As an earlier visit left them; what is not known of that stays as it is.
    Restore {
        /// The language.
        language: Option<Language>,
        /// Light or dark.
        theme: Option<Theme>,
        /// How fast a run goes.
        speed: Option<Speed>,
    },
}

/// Changes the preferences. The speed of runs is kept with them.
pub fn update(
    preferences: &mut Preferences,
    speed: &mut Speed,
    action: PreferencesAction,
) -> Vec<Effect> {
    match action {
        PreferencesAction::SetLanguage(language) => preferences.language = language,
        PreferencesAction::SetTheme(theme) => preferences.theme = theme,
        // It is a matter of the room, and not kept.
        PreferencesAction::ToggleProjector => {
            preferences.projector = !preferences.projector;
            return Vec::new();
        }
        PreferencesAction::Restore { language, theme, speed: kept } => {
            preferences.language = language.unwrap_or(preferences.language);
            preferences.theme = theme.unwrap_or(preferences.theme);
            *speed = kept.unwrap_or(*speed);
            // They are kept already.
            return Vec::new();
        }
    }
    vec![Effect::KeepPreferences]
}

impl Theme {
    /// All of them.
    pub const ALL: [Theme; 3] = [Theme::System, Theme::Light, Theme::Dark];

    /// The name that storage and links use.
    pub fn name(self) -> &'static str {
        match self {
            Theme::System => "system",
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }

    /// The theme with this name.
    pub fn named(name: &str) -> Option<Theme> {
        Theme::ALL.into_iter().find(|theme| theme.name() == name)
    }
}
