//! What a message is made of: the values of JSON.

/// A value that a message can hold.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// `null`, and `undefined`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number.
    Number(f64),
    /// A text.
    Text(String),
    /// An array.
    List(Vec<Value>),
    /// An object: its own properties, in their order.
    Object(Vec<(String, Value)>),
}

impl Value {
    /// The property of an object; `None` for what has no such property, or is `null` there.
    pub fn get(&self, name: &str) -> Option<&Value> {
        let Value::Object(properties) = self else { return None };
        let found = properties.iter().find(|(it, _)| it == name);
        found.map(|(_, value)| value).filter(|it| **it != Value::Null)
    }

    /// The text, if it is one.
    pub fn text(&self) -> Option<&str> {
        match self {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The number, if it is a whole one that is not negative.
    pub fn count(&self) -> Option<usize> {
        // Beyond this a number stands for several whole ones.
        const MOST: f64 = 9_007_199_254_740_991.0;
        match *self {
            Value::Number(it) if (0.0..=MOST).contains(&it) && it.fract() == 0.0 => {
                Some(it as usize)
            }
            _ => None,
        }
    }

    /// An object of these properties.
    pub fn object(properties: impl IntoIterator<Item = (&'static str, Value)>) -> Value {
        let owned = properties.into_iter().map(|(name, value)| (name.to_owned(), value));
        Value::Object(owned.collect())
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Value {
        Value::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Value {
        Value::Text(text)
    }
}

impl From<usize> for Value {
    fn from(number: usize) -> Value {
        Value::Number(number as f64)
    }
}

impl From<bool> for Value {
    fn from(it: bool) -> Value {
        Value::Bool(it)
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(it: Option<T>) -> Value {
        it.map_or(Value::Null, Into::into)
    }
}

impl<T: Into<Value>> FromIterator<T> for Value {
    fn from_iter<I: IntoIterator<Item = T>>(values: I) -> Value {
        Value::List(values.into_iter().map(Into::into).collect())
    }
}
