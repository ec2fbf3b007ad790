//! Interleave inside another page, without either page: addresses, commands, events.

mod damaged;
mod messages;
mod parameters;
mod snippets;
mod view;

use interleave::catalogue::Configuration;
use interleave::embed::protocol::Code;
use interleave::embed::{Value, Watcher, actions_for, read, state};
use interleave::session::{Effect, Model, Support, ThreadsAction, WhySimulated, update};
use serde_json::Value as Json;

/// A message as a host would write it.
fn value(json: &Json) -> Value {
    match json {
        Json::Null => Value::Null,
        Json::Bool(it) => Value::Bool(*it),
        Json::Number(it) => Value::Number(it.as_f64().expect("it is a number")),
        Json::String(it) => Value::Text(it.clone()),
        Json::Array(list) => Value::List(list.iter().map(value).collect()),
        Json::Object(properties) => {
            Value::Object(properties.iter().map(|(name, it)| (name.clone(), value(it))).collect())
        }
    }
}

/// What a host would read.
fn json(value: &Value) -> Json {
    match value {
        Value::Null => Json::Null,
        Value::Bool(it) => (*it).into(),
        Value::Number(it) => (*it).into(),
        Value::Text(it) => it.as_str().into(),
        Value::List(list) => list.iter().map(json).collect(),
        Value::Object(properties) => {
            Json::Object(properties.iter().map(|(name, it)| (name.clone(), json(it))).collect())
        }
    }
}

/// A page in a frame, with what its host has heard.
struct Framed {
    model: Model,
    watcher: Watcher,
    heard: Vec<Json>,
    effects: Vec<Effect>,
}

impl Framed {
    fn opened() -> Framed {
        let mut model = Model::new(Configuration::default());
        let support = Support::SimulatedOnly(WhySimulated::NotIsolated);
        update(&mut model, ThreadsAction::SupportFound(support));
        Framed { watcher: Watcher::of(&model), model, heard: Vec::new(), effects: Vec::new() }
    }

    /// Sends a command. Answers the reason if it is refused.
    fn send(&mut self, message: Json) -> Result<(), Code> {
        let reading = read(&value(&message)).expect("it is meant for us");
        let command = reading.command.map_err(|it| it.code)?;
        let actions = actions_for(&self.model, &command).map_err(|it| it.code)?;
        for action in actions {
            self.effects.extend(update(&mut self.model, action));
            self.listen();
        }
        Ok(())
    }

    fn listen(&mut self) {
        let changes = self.watcher.changes(&self.model);
        self.heard.extend(changes.iter().map(|it| json(&it.message(None))));
    }

    /// What was heard since it was asked last, by its types.
    fn types(&mut self) -> Vec<String> {
        let heard = std::mem::take(&mut self.heard);
        heard.iter().map(|it| it["type"].as_str().expect("it has a type").to_owned()).collect()
    }

    fn state(&self) -> Json {
        json(&state(&self.model).message(None))
    }
}
