//! From a message to a command, or to the reason why it is none.

use super::parameters::Parameters;
use super::protocol::{Code, Command, Refusal, VERSION};
use super::value::Value;
use crate::catalogue::{Link, LinkProblem};

/// No text in a message is longer, in bytes: it is more than the longest program and its steps.
const LONGEST: usize = 256 * 1024;

/// The longest `id`, in bytes.
const LONGEST_ID: usize = 200;

/// What a message was read as.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// What the answer is to carry.
    pub id: Option<Value>,
    /// What is asked for.
    pub command: Result<Command, Refusal>,
}

/// Reads a message. `None` for one that is meant for somebody else.
pub fn read(message: &Value) -> Option<Reading> {
    let version = message.get("interleave")?;
    let id = match message.get("id") {
        None => None,
        Some(Value::Number(it)) if it.is_finite() => Some(Value::Number(*it)),
        Some(Value::Text(it)) if it.len() <= LONGEST_ID => Some(Value::from(it.as_str())),
        Some(_) => {
            let command = Err(Code::Malformed.because("`id` is neither a number nor a short text"));
            return Some(Reading { id: None, command });
        }
    };
    let command = if version.count() == Some(VERSION) {
        command_of(message)
    } else {
        Err(Code::UnknownVersion.because("this page speaks `interleave: 1`"))
    };
    Some(Reading { id, command })
}

fn command_of(message: &Value) -> Result<Command, Refusal> {
    let Some(kind) = message.get("type").and_then(Value::text) else {
        return Err(Code::Malformed.because("`type` is missing"));
    };
    let mut properties = Properties::of(message);
    let command = match kind {
        "load" => match properties.take("link") {
            Some(link) => Command::LoadLink(link_of(link)?),
            None => Command::Load(properties.parameters(true)?),
        },
        "run" => Command::Run,
        "pause" => Command::Pause,
        "step" => Command::Step {
            thread: match properties.take("thread") {
                None => None,
                Some(Value::Text(name)) => Some(short(name)),
                Some(_) => return Err(Code::Malformed.because("`thread` is not a name")),
            },
        },
        "back" => Command::Back,
        "seek" => match properties.take("step").and_then(Value::count) {
            Some(step) => Command::Seek { step },
            None => return Err(Code::Malformed.because("`step` is not a whole number")),
        },
        "reset" => Command::Reset,
        "set" => Command::Set(properties.parameters(false)?),
        "check" => Command::Check,
        "outcomes" => Command::Outcomes,
        "get-state" => Command::GetState,
        unknown => {
            let types = Command::TYPES.join(", ");
            let unknown = short(unknown);
            return Err(Code::UnknownType.because(format!("`{unknown}` is none of {types}")));
        }
    };
    properties.finish()?;
    Ok(command)
}

fn link_of(value: &Value) -> Result<String, Refusal> {
    let Some(link) = value.text().filter(|it| it.len() <= LONGEST) else {
        return Err(Code::Malformed.because("`link` is not a text of a possible length"));
    };
    // A whole address is as good as what stands behind its `#`.
    let fragment = link.rsplit('#').next().unwrap_or_default();
    match Link::from_fragment(fragment) {
        Ok((_, unknown)) if unknown.is_empty() => Ok(fragment.to_owned()),
        Ok((_, unknown)) => {
            let name = unknown.first().map(|it| short(it)).unwrap_or_default();
            Err(Code::UnknownName
                .because(format!("the link names `{name}`, which is not known here")))
        }
        Err(LinkProblem::Damaged) => Err(Code::DamagedLink.because("the link is damaged")),
        Err(LinkProblem::UnknownVersion) => {
            Err(Code::DamagedLink.because("the link is of a newer version"))
        }
    }
}

/// What a message says beside `interleave`, `type` and `id`; taken out one by one, so that what is left over is
/// a mistake.
struct Properties<'a>(Vec<(&'a str, &'a Value)>);

impl<'a> Properties<'a> {
    fn of(message: &'a Value) -> Properties<'a> {
        let Value::Object(properties) = message else { return Properties(Vec::new()) };
        let own = properties.iter().filter(|(name, value)| {
            !matches!(name.as_str(), "interleave" | "type" | "id") && *value != Value::Null
        });
        Properties(own.map(|(name, value)| (name.as_str(), value)).collect())
    }

    fn take(&mut self, name: &str) -> Option<&'a Value> {
        let at = self.0.iter().position(|(it, _)| *it == name)?;
        Some(self.0.remove(at).1)
    }

    /// All that is left, as an address would say it. `opens` where a program is opened and not changed.
    fn parameters(&mut self, opens: bool) -> Result<Box<Parameters>, Refusal> {
        let mut parameters = Parameters::default();
        for (name, value) in self.0.drain(..) {
            let is_possible = match name {
                // The view is a matter of the address.
                "embed" | "hide" | "lock" | "host" => false,
                "program" | "steps" | "step" => opens,
                _ => true,
            };
            if !is_possible {
                return Err(Code::Malformed.because(format!("`{}` is not said here", short(name))));
            }
            let Some(word) = word_of(value) else {
                let message =
                    format!("`{}` is neither a text, a number nor a list of texts", short(name));
                return Err(Code::Malformed.because(message));
            };
            if !parameters.take(name, &word) {
                let message = format!("`{}: {}` means nothing here", short(name), short(&word));
                return Err(Code::Malformed.because(message));
            }
        }
        Ok(Box::new(parameters))
    }

    fn finish(self) -> Result<(), Refusal> {
        match self.0.first() {
            None => Ok(()),
            Some((name, _)) => {
                let message = format!("`{}` is not a property of this command", short(name));
                Err(Code::Malformed.because(message))
            }
        }
    }
}

/// A value as it would stand in an address.
fn word_of(value: &Value) -> Option<String> {
    match value {
        Value::Text(text) if text.len() <= LONGEST => Some(text.clone()),
        Value::Number(number) if number.is_finite() => Some(number.to_string()),
        Value::List(list) => {
            let words: Option<Vec<&str>> = list.iter().map(Value::text).collect();
            Some(words?.join(",")).filter(|it| it.len() <= LONGEST)
        }
        _ => None,
    }
}

/// What somebody wrote, short enough to be repeated.
fn short(text: &str) -> String {
    text.chars().take(60).collect()
}
