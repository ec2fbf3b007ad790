//! Imports: of Python's own modules, and of the other files of a program.
//!
//! The top of a file runs once, where it is imported first. Its module is the scope of its names; so `buffer.count` and the
//! `count` of a function in `buffer.py` are one variable, and `from buffer import count` binds another.

use super::Elaborator;
use super::heap::Kind;
use super::members::of_library;
use super::value::{ObjId, Value};
use crate::program::Span;
use crate::python::refusal::{Refusal, Refused};
use crate::python::tree::{ExprKind, StmtKind};
use crate::python::{library, nearest, read};
use std::collections::BTreeMap;

/// The names of an import: each with what it is called here.
type Names = [(String, Option<String>, Span)];

/// Modules of Python that its own are made of: a file of this name would take the place of one, or never be found.
const STANDARD: &str = " abc argparse array ast asyncio atexit bisect builtins codecs collections concurrent contextlib copy \
    copyreg dataclasses dis encodings enum errno fcntl fnmatch functools gc genericpath gettext heapq importlib inspect io \
    itertools keyword linecache locale logging marshal math multiprocessing opcode operator os pathlib pickle posix \
    posixpath pwd queue random re reprlib select selectors shutil signal site socket stat string struct subprocess sys \
    tempfile textwrap threading time token tokenize traceback types typing warnings weakref zipimport ";

/// Other modules that are surely no file of the reader's own.
const LIBRARIES: &str = " csv ctypes datetime decimal email flask fractions gi hashlib html http json matplotlib numpy pandas \
    platform pprint psutil pygame requests sched secrets serial sqlite3 ssl statistics timeit tkinter turtle unittest urllib \
    uuid xml zlib ";

/// The files that were imported by now.
#[derive(Default)]
pub struct Imports {
    modules: BTreeMap<usize, ObjId>,
    /// Those whose top is not at its end yet.
    running: Vec<ObjId>,
    /// The names that the tops of the files give values.
    top_names: BTreeMap<ObjId, Vec<String>>,
    /// Files that could not be imported where they should have been; nothing more is said of them.
    in_doubt: Vec<usize>,
}

impl Elaborator<'_> {
    /// Runs the top of a file.
    pub fn run_top(&mut self, file: usize, module: ObjId) {
        let files = self.files;
        let Some(file) = files.get(file) else { return };
        let is_main = module == self.module;
        let name = if is_main { "__main__" } else { &file.module };
        self.heap[module.0].slots.insert("__name__".into(), Value::text(name));
        if let Some(StmtKind::Expr(first)) = file.block.first().map(|it| &it.kind)
            && let ExprKind::Text(words) = &first.kind
        {
            let words = Value::Text(words.clone());
            self.heap[module.0].slots.insert("__doc__".into(), words);
        }
        self.imports.top_names.insert(module, read::own_names(&[], &file.block));
        self.block(&file.block);
    }

    pub fn is_module(&self, scope: ObjId) -> bool {
        matches!(self.kind(scope), Kind::Scope(None))
    }

    /// The module in which a scope is.
    pub fn module_of(&self, scope: ObjId) -> ObjId {
        let mut at = scope;
        while let Kind::Scope(Some(outer)) | Kind::Class { scope: outer, .. } = self.kind(at) {
            at = *outer;
        }
        at
    }

    /// The names that the top of a module gives values.
    pub fn top_names(&self, module: ObjId) -> &[String] {
        self.imports.top_names.get(&module).map_or(&[], Vec::as_slice)
    }

    pub fn is_top_name(&self, module: ObjId, name: &str) -> bool {
        self.top_names(module).iter().any(|it| it == name)
    }

    pub fn import(&mut self, name: &str, other: Option<&str>, span: Span) {
        let bound = other.unwrap_or_else(|| name.split('.').next().unwrap_or(name));
        let value = match (self.file_named(name), library::module(name)) {
            (Some(file), _) => self.imported(file, span).map_or(Value::Wrong, Value::Ref),
            (None, Some(module)) if other.is_some() => Value::Module(module),
            (None, Some(module)) => Value::Module(library::module(bound).unwrap_or(module)),
            (None, None) => self.refuse_module(name, span),
        };
        self.bind(bound, value, span);
    }

    fn refuse_module(&mut self, name: &str, span: Span) -> Value {
        const OTHERS: [&str; 5] = ["multiprocessing", "gevent", "eventlet", "trio", "_thread"];
        let first = name.split('.').next().unwrap_or(name);
        let what = match first {
            _ if OTHERS.contains(&first) => Refusal::OtherThreads,
            // What could be a file of the reader's own, as far as its name tells.
            _ if first == name && !is_standard(name) && !is_among(LIBRARIES, name) => {
                Refusal::ModuleNotGiven
            }
            _ => Refusal::Module,
        };
        self.refuse(span, what, &[name])
    }

    pub fn import_names(&mut self, name: &str, names: &Names, span: Span) {
        if names.is_empty() && !self.is_module(self.t.scope) {
            self.refuse(span, Refusal::StarInside, &[name]);
            return self.bind_all_wrong(name);
        }
        if let Some(file) = self.file_named(name) {
            return self.import_from_file(file, names, span);
        }
        let Some(module) = library::module(name) else {
            self.refuse_module(name, span);
            for (name, other, _) in names {
                self.bind(other.as_ref().unwrap_or(name), Value::Wrong, span);
            }
            return;
        };
        if names.is_empty() {
            for (name, value) in library::all_of(module) {
                self.bind(name, of_library(value), span);
            }
        }
        for (name, other, span) in names {
            let value = match library::member(module, name) {
                Some(library::Member::Native(it)) => of_library(it),
                Some(library::Member::Module(it)) => Value::Module(it),
                None => self.not_in_module(module, name, *span),
            };
            self.bind(other.as_ref().unwrap_or(name), value, *span);
        }
    }

    /// Of the names that an import would have bound nothing more is said.
    fn bind_all_wrong(&mut self, name: &str) {
        let file = self.file_named(name).and_then(|it| self.files.get(it));
        let names = match (file, library::module(name)) {
            (Some(file), _) => read::own_names(&[], &file.block),
            (None, Some(module)) => {
                library::all_of(module).into_iter().map(|(it, _)| it.to_owned()).collect()
            }
            (None, None) => Vec::new(),
        };
        let module = self.module_of(self.t.scope);
        for name in names {
            self.heap[module.0].slots.entry(name).or_insert(Value::Wrong);
        }
    }

    fn import_from_file(&mut self, file: usize, names: &Names, span: Span) {
        let module = self.imported(file, span);
        if self.t.is_dead {
            return;
        }
        let Some(module) = module else {
            for (name, other, _) in names {
                self.bind(other.as_ref().unwrap_or(name), Value::Wrong, span);
            }
            return;
        };
        if names.is_empty() {
            for name in self.names_for_all(module, span) {
                let value = self.attribute_of_module(module, &name, span);
                self.bind(&name, value, span);
            }
        }
        for (name, other, span) in names {
            let value = self.attribute_of_module(module, name, *span);
            self.bind(other.as_ref().unwrap_or(name), value, *span);
        }
    }

    /// What `from buffer import *` binds.
    fn names_for_all(&mut self, module: ObjId, span: Span) -> Vec<String> {
        if self.object(module).slots.contains_key("__all__") {
            let all = self.read_slot(module, "__all__", span);
            let all = self.elements(&all, span).unwrap_or_default();
            let text = |it: &Value| match it {
                Value::Text(it) => Some(it.to_string()),
                _ => None,
            };
            return all.iter().filter_map(text).collect();
        }
        let slots = self.object(module).slots.iter();
        let is_seen = |(name, value): &(&String, &Value)| {
            !name.starts_with('_') && !matches!(value, Value::Unset)
        };
        slots.filter(is_seen).map(|(name, _)| name.clone()).collect()
    }

    /// `module.name`
    pub fn attribute_of_module(&mut self, module: ObjId, name: &str, span: Span) -> Value {
        let value = self.read_slot(module, name, span);
        if !matches!(value, Value::Unset) {
            return value;
        }
        let known = self.object(module).name.clone();
        if self.imports.running.contains(&module) {
            return self.refuse(span, Refusal::ImportCircle, &[&known, name]);
        }
        match nearest(name, self.top_names(module).iter().map(String::as_str)) {
            Some(meant) if meant != name => {
                let meant = meant.to_owned();
                self.refuse(span, Refusal::MisspeltAttribute, &[&known, name, &meant])
            }
            _ => self.refuse(span, Refusal::NotInModule, &[&known, name]),
        }
    }

    /// The file that a module is.
    fn file_named(&self, name: &str) -> Option<usize> {
        // Without other files nothing is looked for: a program may well import `main`.
        let has_files = self.files.len() > 1;
        self.files.iter().position(|it| it.module == name).filter(|_| has_files)
    }

    /// The module of a file, whose top is run if it was not before; nothing where it is refused.
    fn imported(&mut self, file: usize, span: Span) -> Option<ObjId> {
        if let Some(module) = self.imports.modules.get(&file) {
            return Some(*module);
        }
        let name = &self.files[file].module;
        let refused = match () {
            () if file == 0 => Some(Refusal::MainImported),
            () if is_standard(name) => Some(Refusal::FileOfPython),
            () if self.t.index > 0 || self.t.is_task || self.depends(0) => {
                Some(Refusal::ImportElsewhere)
            }
            () => None,
        };
        if let Some(what) = refused {
            self.refuse(span, what, &[name]);
            self.imports.in_doubt.push(file);
            return None;
        }
        let module = self.make(Kind::Scope(None), span);
        self.heap[module.0].name.clone_from(name);
        self.imports.modules.insert(file, module);
        self.imports.running.push(module);
        let (line, at) = (self.t.asm.line, self.t.asm.span);
        let outer = std::mem::replace(&mut self.t.scope, module);
        self.run_top(file, module);
        self.t.scope = outer;
        self.at(line, at);
        self.imports.running.pop();
        if self.t.is_dead {
            // It raised. Python forgets it, and would run it once more.
            self.imports.modules.remove(&file);
        }
        Some(module)
    }

    /// The files that nobody imports: what they say does not run.
    pub fn not_imported(&self) -> Vec<Refused> {
        let others = self.files.iter().enumerate().skip(1);
        let is_left_out = |at: &usize| {
            !self.imports.modules.contains_key(at) && !self.imports.in_doubt.contains(at)
        };
        others
            .filter(|(at, _)| is_left_out(at))
            .map(|(_, it)| Refused::new(it.mark, Refusal::FileNotImported, &[&it.module]))
            .collect()
    }

    /// Where no thread was started, that may be why.
    pub fn refuse_not_imported(&mut self) {
        let all = self.not_imported();
        self.refused.extend(all);
    }

    /// Two exceptions of one name in two files: they are told apart by their names alone.
    pub fn check_exception_name(&mut self, class: ObjId, span: Span) {
        let Some(name) = self.exception_class(&Value::Ref(class)) else { return };
        let module = self.module_of(class);
        let is_other = |at: usize| {
            let it = &self.heap[at];
            matches!(it.kind, Kind::Class { .. })
                && it.name == name
                && self.module_of(ObjId(at)) != module
        };
        if (0..self.heap.len()).any(is_other) {
            self.refuse(span, Refusal::SameException, &[&name]);
        }
    }
}

fn is_standard(name: &str) -> bool {
    is_among(STANDARD, name)
}

fn is_among(names: &str, name: &str) -> bool {
    names.contains(&format!(" {name} "))
}
