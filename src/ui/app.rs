//! The page as a whole: which part stands where, and which sheet is open.

use super::components::{
    Banner, CodePanel, HelpDialog, LiveRegion, LogPanel, NoticeToast, Panel, PositionBar,
    SettingsPanel, Tabs, TopBar, Transport,
};
use super::hooks::{use_document_attributes, use_keyboard};
use super::scene::Scene;
use super::store::{Store, use_selected, use_store};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::prelude::*;

/// See [`App`].
#[derive(Properties, PartialEq)]
pub struct AppProps {
    /// The page's state.
    pub store: Store,
}

/// The page.
#[component]
pub fn App(props: &AppProps) -> Html {
    html! {
        <ContextProvider<Store> context={props.store.clone()}>
            <Layout />
        </ContextProvider<Store>>
    }
}

#[component]
fn Layout() -> Html {
    let text = use_selected(|model| model.language).text();
    let help_is_open = use_state_eq(|| false);
    let set_help = {
        let help_is_open = help_is_open.clone();
        use_callback((), move |is_open: bool, ()| help_is_open.set(is_open))
    };
    let open_help = use_callback(set_help.clone(), |(), set_help| set_help.emit(true));
    let close_help = set_help.reform(|()| false);
    use_document_attributes();
    let store = use_store();
    use_keyboard(&store, open_help.clone());

    let OpenPanel { panel, toggle, on_escape } = use_open_panel();
    html! {
        <div class="app" onkeydown={on_escape} data-open={panel.map(Panel::name)}>
            <a class="skip-link" href="#scene">{ text.controls.skip_to_scene }</a>
            <TopBar {open_help} />
            <main class="stage">
                <section class="card scene-card" id="scene" tabindex="-1" aria-label={text.scene.label}>
                    <div class="scene-frame">
                        <div class="scene-place">
                            <Scene />
                            <NoticeToast />
                        </div>
                        <Banner />
                    </div>
                    <PositionBar />
                    <div class="transport-area">
                        <Transport {panel} toggle={toggle.clone()} />
                        <SettingsPanel
                            is_open={panel == Some(Panel::Settings)}
                            close={toggle.reform(|()| Panel::Settings)}
                        />
                    </div>
                </section>
                <div class="side">
                    <CodePanel is_open={panel == Some(Panel::Code)} close={toggle.reform(|()| Panel::Code)} />
                    <LogPanel is_open={panel == Some(Panel::Log)} close={toggle.reform(|()| Panel::Log)} />
                </div>
            </main>
            <Tabs {panel} {toggle} />
            <LiveRegion />
            <HelpDialog is_open={*help_is_open} close={close_help} />
        </div>
    }
}

/// Which sheet is open. Where there is room the program and the log are always in sight,
/// and the sheet that can be open is the settings.
struct OpenPanel {
    panel: Option<Panel>,
    toggle: Callback<Panel>,
    on_escape: Callback<KeyboardEvent>,
}

#[hook]
fn use_open_panel() -> OpenPanel {
    let panel = use_state_eq(|| None::<Panel>);
    // Who opened it, to give the focus back.
    let opener = use_mut_ref(|| None::<HtmlElement>);
    {
        let opener = opener.clone();
        use_effect_with(*panel, move |panel| match panel {
            Some(panel) => {
                if let Some(sheet) = element_by_id(panel.id()) {
                    let _ = sheet.focus();
                }
            }
            None => {
                if let Some(opener) = opener.borrow_mut().take() {
                    let _ = opener.focus();
                }
            }
        });
    }
    let toggle = {
        let opener = opener.clone();
        use_callback(panel.clone(), move |wanted: Panel, panel| {
            if **panel == Some(wanted) {
                panel.set(None);
            } else {
                if panel.is_none() {
                    *opener.borrow_mut() = focused();
                }
                panel.set(Some(wanted));
            }
        })
    };
    let on_escape = {
        use_callback(panel.clone(), move |event: KeyboardEvent, panel| {
            if event.key() == "Escape" && panel.is_some() && !event.default_prevented() {
                panel.set(None);
            }
        })
    };
    OpenPanel { panel: *panel, toggle, on_escape }
}

fn element_by_id(id: &str) -> Option<HtmlElement> {
    let document = web_sys::window()?.document()?;
    document.get_element_by_id(id)?.dyn_into().ok()
}

fn focused() -> Option<HtmlElement> {
    web_sys::window()?.document()?.active_element()?.dyn_into().ok()
}
