//! The parts of the page around the picture.

mod badge;
mod banner;
mod choice;
mod code_panel;
mod counters;
mod help_dialog;
mod icons;
mod live_region;
mod log_panel;
mod notice_toast;
mod numbers;
mod paced;
mod panels;
mod picker;
mod popover;
mod position_bar;
mod rich_text;
mod settings_panel;
mod speed_slider;
mod stepper;
mod top_bar;
mod transport;
mod wording;

pub use banner::Banner;
pub use code_panel::CodePanel;
pub use help_dialog::HelpDialog;
pub use live_region::LiveRegion;
pub use log_panel::LogPanel;
pub use notice_toast::NoticeToast;
pub use paced::use_paced;
pub use panels::{Panel, Tabs};
pub use position_bar::PositionBar;
pub use rich_text::RichText;
pub use settings_panel::SettingsPanel;
pub use top_bar::TopBar;
pub use transport::Transport;
