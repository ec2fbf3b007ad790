//! Parts of the picture that change, each remembering what it shows: telling the browser
//! what it knows already would cost as much as a change.

use super::geometry::Place;
use wasm_bindgen::JsCast;
use web_sys::{Element, SvgGraphicsElement, SvgTransform};
use yew::NodeRef;

/// A handle on an element: it is tied to the element as that is drawn, and gives it once it is there. What
/// is not drawn, as there is no room for it, is not there.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Handle(NodeRef);

impl Handle {
    /// For the `ref` of the element that is drawn.
    pub fn node(&self) -> NodeRef {
        self.0.clone()
    }

    /// The element.
    pub fn element(&self) -> Option<Element> {
        self.0.cast()
    }

    /// The text of the element.
    pub fn label(&self) -> Option<Label> {
        self.element().map(Label::of)
    }

    /// An attribute of the element.
    pub fn attribute(&self, name: &'static str) -> Option<Attribute> {
        Some(Attribute::of(self.element()?, name))
    }

    /// What moves the element.
    pub fn mover(&self) -> Option<Mover> {
        Mover::of(self.element()?)
    }
}

/// So many handles.
pub fn handles<T: Default>(count: usize) -> Vec<T> {
    std::iter::repeat_with(T::default).take(count).collect()
}

/// A group that is moved and scaled, by the numbers of its transform: no text is made or parsed.
pub struct Mover {
    translate: SvgTransform,
    scale: SvgTransform,
    shown: Option<Place>,
}

impl Mover {
    /// The mover of an element whose transform is [`Mover::INITIAL`].
    pub fn of(element: Element) -> Option<Mover> {
        let graphics = element.dyn_into::<SvgGraphicsElement>().ok()?;
        let transforms = graphics.transform().base_val();
        let (translate, scale) = (transforms.get_item(0).ok()?, transforms.get_item(1).ok()?);
        Some(Mover { translate, scale, shown: None })
    }

    /// The transform a moved element starts with.
    pub const INITIAL: &'static str = "translate(0 0) scale(1)";

    /// Puts the element somewhere.
    pub fn put(&mut self, place: Place) {
        let before = self.shown.replace(place);
        // A transform that the browser has thrown away cannot be set; the picture is then
        // about to be built again.
        if before.is_none_or(|it| it.at != place.at) {
            self.translate.set_translate(place.at.x as f32, place.at.y as f32).ok();
        }
        if before.is_none_or(|it| it.scale != place.scale) {
            self.scale.set_scale(place.scale as f32, place.scale as f32).ok();
        }
    }
}

/// A group that is turned round a fixed point.
pub struct Turner {
    rotate: SvgTransform,
    centre: super::geometry::Point,
    shown: Option<f64>,
}

impl Turner {
    /// The turner of an element whose transform is [`Turner::INITIAL`].
    pub fn of(element: Element, centre: super::geometry::Point) -> Option<Turner> {
        let graphics = element.dyn_into::<SvgGraphicsElement>().ok()?;
        let rotate = graphics.transform().base_val().get_item(0).ok()?;
        Some(Turner { rotate, centre, shown: None })
    }

    /// The transform a turned element starts with.
    pub const INITIAL: &'static str = "rotate(0)";

    /// Turns the element to an angle in degrees.
    pub fn turn(&mut self, degrees: f64) {
        if self.shown.replace(degrees) != Some(degrees) {
            let (x, y) = (self.centre.x as f32, self.centre.y as f32);
            self.rotate.set_rotate(degrees as f32, x, y).ok();
        }
    }
}

/// The text of an element.
pub struct Label {
    element: Element,
    shown: Option<String>,
}

impl Label {
    /// The text of this element, which nobody else writes.
    pub fn of(element: Element) -> Label {
        Label { element, shown: None }
    }

    /// What the element says.
    pub fn text(&self) -> &str {
        self.shown.as_deref().unwrap_or_default()
    }

    /// Makes the element say this.
    pub fn say(&mut self, text: &str) {
        if self.shown.as_deref() != Some(text) {
            self.element.set_text_content(Some(text));
            self.shown = Some(text.to_owned());
        }
    }
}

/// An attribute that styles or readers of the screen look at.
pub struct Attribute {
    element: Element,
    name: &'static str,
    shown: Option<Option<String>>,
}

impl Attribute {
    /// This attribute of the element, which nobody else writes.
    pub fn of(element: Element, name: &'static str) -> Attribute {
        Attribute { element, name, shown: None }
    }

    /// The value it was given last.
    pub fn value(&self) -> Option<&str> {
        self.shown.as_ref()?.as_deref()
    }

    /// Gives the attribute a value, or takes it away.
    pub fn set(&mut self, value: Option<&str>) {
        if let Some(shown) = &self.shown
            && shown.as_deref() == value
        {
            return;
        }
        match value {
            Some(value) => self.element.set_attribute(self.name, value).ok(),
            None => self.element.remove_attribute(self.name).ok(),
        };
        self.shown = Some(value.map(str::to_owned));
    }

    /// Switches an attribute without a value on or off.
    pub fn switch(&mut self, on: bool) {
        self.set(on.then_some(""));
    }
}
