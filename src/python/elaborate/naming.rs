//! What the parts of several instances of one class are called: `a.lock` and `b.lock`, where both were made as
//! `Account.lock`. Two locks of one name would make every sentence about a deadlock a riddle.

use super::Elaborator;
use super::heap::Kind;
use super::parts::Initial;
use super::value::{ObjId, Value};
use std::collections::{BTreeMap, BTreeSet};

impl Elaborator<'_> {
    /// Notes where an instance was put first, which is what the reader calls it. What its own set-up calls it does not count.
    pub fn note_holder(&mut self, held: ObjId, holder: &str) {
        let is_wanted = matches!(self.kind(held), Kind::Instance(_));
        if is_wanted && holder != "self" && self.object(held).held_as.is_empty() {
            self.heap[held.0].held_as = holder.to_owned();
        }
    }

    /// Gives the parts of instances that share their names the names of their instances.
    pub fn tell_instances_apart(&mut self) {
        let owners = self.owners();
        let mut named: BTreeMap<&str, BTreeSet<ObjId>> = BTreeMap::new();
        for (part, owner) in &owners {
            named.entry(&self.parts[*part].name).or_default().insert(*owner);
        }
        let alike: BTreeSet<ObjId> =
            named.into_values().filter(|it| it.len() > 1).flatten().collect();
        let names = self.names_of(&alike);
        for (part, owner) in owners {
            let name = &self.parts[part].name;
            let field =
                name.strip_prefix(&*self.object(owner).name).filter(|it| it.starts_with('.'));
            if let (Some(field), Some(holder)) = (field, names.get(&owner)) {
                self.parts[part].name = format!("{holder}{field}");
            }
        }
    }

    /// For each part that belongs to an instance, which that is.
    fn owners(&self) -> BTreeMap<usize, ObjId> {
        let variables = self.initial.iter().filter_map(|(part, it)| match it {
            Initial::Slot(owner, _) => Some((*part, *owner)),
            Initial::Items(..) | Initial::Flag => None,
        });
        let instances = (0..self.heap.len()).map(ObjId);
        let held = instances.flat_map(|owner| {
            let held = self.object(owner).slots.values().filter_map(|it| match it {
                Value::Ref(it) => self.object(*it).machine,
                _ => None,
            });
            held.map(move |part| (usize::from(part.0), owner)).collect::<Vec<_>>()
        });
        // A process has copies of all instances, and calls them what they are called anywhere.
        let is_instance = |it: &(usize, ObjId)| {
            matches!(self.kind(it.1), Kind::Instance(_)) && self.object(it.1).thread == 0
        };
        // Whoever has it first has made it.
        let mut owners = BTreeMap::new();
        for (part, owner) in variables.chain(held).filter(is_instance) {
            owners.entry(part).or_insert(owner);
        }
        owners
    }

    /// What instances are called: the variable that each was put into, the place in a list where several went through one
    /// variable, and a number where there is neither.
    fn names_of(&self, instances: &BTreeSet<ObjId>) -> BTreeMap<ObjId, String> {
        let mut holders: BTreeMap<&str, usize> = BTreeMap::new();
        for id in instances {
            *holders.entry(&self.object(*id).held_as).or_default() += 1;
        }
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        let mut names = BTreeMap::new();
        for id in instances {
            let object = self.object(*id);
            let count = counts.entry(&object.name).or_default();
            *count += 1;
            let is_own = !object.held_as.is_empty() && holders[&*object.held_as] == 1;
            let name = match is_own {
                true => object.held_as.clone(),
                false => self.place_in_list(*id).unwrap_or(format!("{} {count}", object.name)),
            };
            names.insert(*id, name);
        }
        names
    }

    /// The first place in a list that has a name: `accounts[0]`.
    fn place_in_list(&self, wanted: ObjId) -> Option<String> {
        self.heap.iter().filter(|it| !it.name.is_empty()).find_map(|list| {
            let Kind::List { items, .. } = &list.kind else { return None };
            let at = items.iter().position(|it| *it == Value::Ref(wanted))?;
            Some(format!("{}[{at}]", list.name))
        })
    }
}
