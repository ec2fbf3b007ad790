//! The program as another language says the same, line beside line.

use super::super::clipboard::copy;
use super::super::icons::{Icon, drawing};
use super::super::reactive::Part;
use super::super::rich_text::rich_text;
use super::code_line::{painted, threads_here};
use super::foreign_words::highlight_foreign;
use super::places::{Place, Places, places};
use super::thread_chips::small_chips;
use crate::catalogue::{Listing, Setting};
use crate::languages::{
    CannotShow, Numbers as RenderedNumbers, Rendered, RenderedLine, TargetLanguage, render,
};
use crate::notation::Module;
use crate::session::{CodeView, Model};
use crate::text::{Language, Text, fill};
use crate::ui::role_colours::role_class;

use crate::ui::store::Store;
use std::rc::Rc;
use yew::prelude::*;

/// The program as another language says the same.
pub struct LanguageView {
    target: TargetLanguage,
    module: Rc<Module>,
    numbers: RenderedNumbers,
    rendered: Rc<Result<Rendered, CannotShow>>,
    listing: Rc<Listing>,
    places: Places,
    language: Language,
}

impl PartialEq for LanguageView {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.rendered, &other.rendered)
            && self.places == other.places
            && self.language == other.language
    }
}

impl Part for LanguageView {
    fn of(model: &Model, before: Option<&Self>) -> Self {
        let target = match model.document.code_view {
            CodeView::InLanguage(language) => language,
            // Not shown any more.
            CodeView::Program | CodeView::Editor => TargetLanguage::Python,
        };
        let number = |setting| model.document.configuration.get(setting);
        let numbers = RenderedNumbers {
            producers: number(Setting::Producers),
            consumers: number(Setting::Consumers),
            capacity: number(Setting::Capacity),
            items: number(Setting::Items),
            takes: number(Setting::Takes),
        };
        let same = before.filter(|it| {
            it.target == target
                && it.numbers == numbers
                && Rc::ptr_eq(&it.module, &model.document.module)
        });
        let rendered = match same {
            Some(same) => same.rendered.clone(),
            None => Rc::new(render(target, &model.document.module, numbers)),
        };
        LanguageView {
            target,
            module: model.document.module.clone(),
            numbers,
            rendered,
            listing: model.document.listing.clone(),
            places: places(model),
            language: model.preferences.language,
        }
    }

    fn draw(&self, store: &Store) -> Html {
        let text = self.language.text();
        match &*self.rendered {
            Ok(rendered) => self.lines(rendered, text),
            Err(problem) => self.cannot_show(problem, text, store),
        }
    }
}

impl LanguageView {
    fn lines(&self, rendered: &Rendered, text: &Text) -> Html {
        let words = &text.editor;
        let onclick = {
            let rendered = self.rendered.clone();
            let copied = words.copied;
            Callback::from(move |event: MouseEvent| {
                if let Ok(rendered) = &*rendered {
                    copy(rendered.text(), event, copied);
                }
            })
        };
        // A line of the notation can be several here; its threads stand at the first.
        let mut before = None;
        let lines = rendered.lines.iter().map(|line| {
            let is_first = line.source != before;
            before = line.source.or(before);
            self.line(line, is_first, text)
        });
        html! {
            <>
                <button type="button" class="button button-small copy-button" {onclick}>
                    { drawing(Icon::Copy) }<span>{ words.copy }</span>
                </button>
                <div class="code" data-follow="" tabindex="0" role="region" aria-label={self.target.display_name()}>
                    <ol class="code-lines foreign-lines">{ for lines }</ol>
                </div>
            </>
        }
    }

    fn line(&self, line: &RenderedLine, is_first: bool, text: &Text) -> Html {
        let code = painted(highlight_foreign(self.target, &line.text));
        let source = line.source.map(|line| usize::from(line.0));
        let Some((source, written)) = source.and_then(|it| Some((it, self.listing.lines.get(it)?)))
        else {
            return html! {
                <li class="code-line"><span class="code-text"><code>{ code }</code></span></li>
            };
        };
        let unmarked = Place::default();
        let place = self.places.lines.get(source).unwrap_or(&unmarked);
        let number = (source + 1).to_string();
        let title = fill(text.editor.says_line, &[&number, written.text.trim()]);
        let latest = place.latest.map(|_| "is-latest");
        let role = place.latest.map(role_class);
        html! {
            <li class={classes!("code-line", latest, role)} {title}>
                <span class="code-gutter">
                    if is_first { { threads_here(text, place, small_chips) }<span class="line-number">{ number }</span> }
                </span>
                <span class="code-text"><code>{ code }</code></span>
            </li>
        }
    }

    fn cannot_show(&self, problem: &CannotShow, text: &Text, _: &Store) -> Html {
        let words = &text.editor;
        let line = (usize::from(problem.line.0) + 1).to_string();
        let sentence =
            fill(words.cannot_show, &[self.target.display_name(), &problem.construct, &line]);
        html! {
            <div class="cannot-show">
                <p>{ rich_text(&sentence) }</p>
                <p class="panel-hint">{ words.cannot_show_hint }</p>
            </div>
        }
    }
}
