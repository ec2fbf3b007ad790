//! The page's module in two parts: what a visitor needs before anything can run, and the rest.
//!
//! Both parts have the same memory, the same tables and the same globals, so they are one program still. A function of the
//! rest leaves a stub behind in the first part, which has the rest loaded where it is not here yet, and goes on there by way
//! of a table that the rest fills. So nothing in the sources knows of the two parts but `threads::rest`, which loads.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;

use wasm_encoder::reencode::{self, Reencode};
use wasm_encoder::{
    BlockType, CodeSection, ConstExpr, ElementSection, Elements, EntityType, ExportKind,
    ExportSection, Function, FunctionSection, GlobalSection, GlobalType, ImportSection,
    Instruction, MemoryType, Module, RefType, StartSection, TableSection, TableType, TypeSection,
    ValType,
};
use wasmparser::{
    ElementItems, ExternalKind, FunctionBody, KnownCustom, Name, Operator, Parser, Payload, TypeRef,
};

use crate::Result;

/// What the first part exports to have the rest loaded: `threads::rest`.
const LOADER: &str = "load_rest";

/// What the first part exports for the workers of the threads: `threads::host::bootstrap`.
const THREAD: &str = "worker_entry";

/// The global that says whether the rest is here; a page without it is whole.
const IS_HERE: &str = "rest_is_here";

/// The module that the rest imports from.
const FIRST: &str = "first";

/// The two parts of a module.
pub struct Parts {
    /// What is loaded first.
    pub first: Vec<u8>,
    /// What can wait.
    pub rest: Vec<u8>,
}

/// What the names of functions tell.
pub struct Rules {
    /// Whether a function can wait.
    pub can_wait: fn(&str) -> bool,
    /// Whether it is only a table that says a function is wanted, and wanted with something that can wait: so it can, too.
    pub is_for_what_waits: fn(&str) -> bool,
}

/// Takes the functions apart by their names.
///
/// # Errors
///
/// Fails if the module is none, has no names, or no function that loads the rest.
pub fn split(wasm: &[u8], rules: &Rules) -> Result<Parts> {
    let whole = Whole::read(wasm).map_err(|error| format!("the module cannot be read: {error}"))?;
    if whole.names.is_empty() {
        return Err("the module has no names of functions".into());
    }
    let loader =
        whole.exported(LOADER).ok_or_else(|| format!("the module exports no `{LOADER}`"))?;
    let moved = moved(&whole, loader, rules)
        .map_err(|error| format!("a function cannot be read: {error}"))?;
    let slots = moved.iter().zip(0..).map(|(function, slot)| (*function, slot)).collect();
    let plan = Plan { moved, slots, loader };
    let rest =
        rest_of(&whole, &plan).map_err(|error| format!("the rest cannot be written: {error}"))?;
    let first =
        First { whole: &whole, plan: &plan, imports: &rest.imports, at: whole.imported_functions };
    let first =
        first.write(wasm).map_err(|error| format!("the first part cannot be written: {error}"))?;
    Ok(Parts { first, rest: rest.module })
}

/// The functions that can wait, and those that nothing but these calls.
fn moved(whole: &Whole, loader: u32, rules: &Rules) -> wasmparser::Result<BTreeSet<u32>> {
    // Whatever loading and threads call stays, whatever its name: loading would wait for itself, and the small memory of
    // the threads has no room to load anything.
    let at_any_price = whole.exported(THREAD).into_iter().chain([loader]).chain(whole.start);
    let mut stays = BTreeSet::new();
    spread(whole, at_any_price.collect(), &mut stays, |_| false)?;
    let is = |function: u32, rule: fn(&str) -> bool| {
        whole.is_worth_moving(function) && whole.names.get(&function).is_some_and(|name| rule(name))
    };
    let waits = |function: u32| is(function, rules.can_wait);
    let exported = whole.exports.values().filter(|(kind, _)| *kind == ExternalKind::Func);
    spread(whole, exported.map(|(_, index)| *index).collect(), &mut stays, waits)?;
    // What is called by its number in a table.
    let pointed_at = whole.pointed_at.iter().copied();
    let entered = pointed_at.filter(|function| !is(*function, rules.is_for_what_waits));
    spread(whole, entered.collect(), &mut stays, waits)?;
    Ok(whole.defined().filter(|function| !stays.contains(function)).collect())
}

/// Adds functions and all that they call, except for what waits.
fn spread(
    whole: &Whole,
    from: Vec<u32>,
    stays: &mut BTreeSet<u32>,
    waits: impl Fn(u32) -> bool,
) -> wasmparser::Result<()> {
    let mut open = from;
    while let Some(function) = open.pop() {
        if !waits(function) && stays.insert(function) {
            open.extend(whole.called_by(function)?);
        }
    }
    Ok(())
}

/// What becomes of the functions.
struct Plan {
    moved: BTreeSet<u32>,
    /// Where in the table of the rest each of them is.
    slots: BTreeMap<u32, u64>,
    loader: u32,
}

/// What has to be known of the module.
struct Whole<'a> {
    names: BTreeMap<u32, String>,
    types: wasmparser::TypeSectionReader<'a>,
    type_count: u32,
    /// The type of each function, the imported ones before the others.
    functions: Vec<u32>,
    /// How many parameters each type has.
    parameters: Vec<u32>,
    imported_functions: u32,
    tables: Vec<wasmparser::TableType>,
    globals: Vec<wasmparser::GlobalType>,
    memory: wasmparser::MemoryType,
    exports: BTreeMap<&'a str, (ExternalKind, u32)>,
    start: Option<u32>,
    /// What stands in tables.
    pointed_at: BTreeSet<u32>,
    bodies: Vec<FunctionBody<'a>>,
}

impl<'a> Whole<'a> {
    fn read(wasm: &'a [u8]) -> std::result::Result<Whole<'a>, Box<dyn std::error::Error>> {
        let (mut names, mut types, mut parameters) = (BTreeMap::new(), None, Vec::new());
        let (mut functions, mut imported_functions) = (Vec::new(), 0);
        let (mut tables, mut globals, mut memory) = (Vec::new(), Vec::new(), None);
        let (mut exports, mut start, mut bodies) = (BTreeMap::new(), None, Vec::new());
        let mut pointed_at = BTreeSet::new();
        for payload in Parser::new(0).parse_all(wasm) {
            match payload? {
                Payload::TypeSection(section) => {
                    types = Some(section.clone());
                    for function in section.into_iter_err_on_gc_types() {
                        parameters.push(u32::try_from(function?.params().len())?);
                    }
                }
                Payload::ImportSection(section) => {
                    for import in section.into_imports() {
                        match import?.ty {
                            TypeRef::Func(kind) | TypeRef::FuncExact(kind) => {
                                functions.push(kind);
                                imported_functions += 1;
                            }
                            TypeRef::Table(kind) => tables.push(kind),
                            TypeRef::Memory(kind) => memory = Some(kind),
                            TypeRef::Global(kind) => globals.push(kind),
                            TypeRef::Tag(_) => {}
                        }
                    }
                }
                Payload::FunctionSection(section) => {
                    for kind in section {
                        functions.push(kind?);
                    }
                }
                Payload::TableSection(section) => {
                    for table in section {
                        tables.push(table?.ty);
                    }
                }
                Payload::MemorySection(section) => {
                    for kind in section {
                        memory = Some(kind?);
                    }
                }
                Payload::GlobalSection(section) => {
                    for global in section {
                        globals.push(global?.ty);
                    }
                }
                Payload::ExportSection(section) => {
                    for export in section {
                        let export = export?;
                        exports.insert(export.name, (export.kind, export.index));
                    }
                }
                Payload::StartSection { func, .. } => start = Some(func),
                Payload::ElementSection(section) => {
                    for element in section {
                        match element?.items {
                            ElementItems::Functions(items) => {
                                for function in items {
                                    pointed_at.insert(function?);
                                }
                            }
                            ElementItems::Expressions(_, items) => {
                                for expression in items {
                                    for operator in expression?.get_operators_reader() {
                                        if let Operator::RefFunc { function_index } = operator? {
                                            pointed_at.insert(function_index);
                                        }
                                    }
                                }
                            }
                        }
                    }
                }
                Payload::CodeSectionEntry(body) => bodies.push(body),
                Payload::CustomSection(section) => {
                    if let KnownCustom::Name(subsections) = section.as_known() {
                        for subsection in subsections {
                            if let Name::Function(map) = subsection? {
                                for naming in map {
                                    let naming = naming?;
                                    names.insert(naming.index, naming.name.to_owned());
                                }
                            }
                        }
                    }
                }
                _ => {}
            }
        }
        Ok(Whole {
            names,
            types: types.ok_or("it has no types")?,
            type_count: u32::try_from(parameters.len())?,
            functions,
            parameters,
            imported_functions,
            tables,
            globals,
            memory: memory.ok_or("it has no memory")?,
            exports,
            start,
            pointed_at,
            bodies,
        })
    }

    fn exported(&self, name: &str) -> Option<u32> {
        self.exports
            .get(name)
            .filter(|(kind, _)| *kind == ExternalKind::Func)
            .map(|(_, index)| *index)
    }

    /// The functions that have a body here.
    fn defined(&self) -> impl Iterator<Item = u32> {
        (self.imported_functions..).take(self.bodies.len())
    }

    fn body(&self, function: u32) -> &FunctionBody<'a> {
        &self.bodies[(function - self.imported_functions) as usize]
    }

    /// Whether a function is longer than what it would leave behind. Of the short ones many are alike, too, and the compiler
    /// has made one of those, with the name of any.
    fn is_worth_moving(&self, function: u32) -> bool {
        const SHORT: usize = 128;
        function >= self.imported_functions && self.body(function).range().len() > SHORT
    }

    /// The functions that one of them calls, itself imported or not.
    fn called_by(&self, function: u32) -> wasmparser::Result<Vec<u32>> {
        let mut called = Vec::new();
        if function >= self.imported_functions {
            for operator in self.body(function).get_operators_reader()? {
                if let Operator::Call { function_index }
                | Operator::ReturnCall { function_index }
                | Operator::RefFunc { function_index } = operator?
                {
                    called.push(function_index);
                }
            }
        }
        Ok(called)
    }

    /// The type of a function with neither parameters nor results: it is added behind all others.
    fn plain_type(&self) -> u32 {
        self.type_count
    }

    /// The table that the rest fills is added behind all others, and so is the global.
    fn rest_table(&self) -> u32 {
        self.tables.len() as u32
    }

    fn is_here(&self) -> u32 {
        self.globals.len() as u32
    }
}

type Written<T> = std::result::Result<T, reencode::Error<Infallible>>;

/// The names by which the rest imports what the first part exports for it. Its own exports have names of letters only.
fn name_of(kind: char, index: u32) -> String {
    format!("{kind}{index:x}")
}

const fn rest_table_type(slots: u64) -> TableType {
    TableType {
        element_type: RefType::FUNCREF,
        table64: false,
        minimum: slots,
        maximum: Some(slots),
        shared: false,
    }
}

const IS_HERE_TYPE: GlobalType =
    GlobalType { val_type: ValType::I32, mutable: true, shared: false };

/// The second part, and which functions of the first it imports.
struct Rest {
    module: Vec<u8>,
    imports: BTreeSet<u32>,
}

fn rest_of(whole: &Whole, plan: &Plan) -> Written<Rest> {
    let mut imported = BTreeSet::new();
    for function in &plan.moved {
        imported
            .extend(whole.called_by(*function)?.into_iter().filter(|it| !plan.moved.contains(it)));
    }
    // The imported ones come before the others, as the format wants it.
    let numbers = imported
        .iter()
        .chain(&plan.moved)
        .zip(0..)
        .map(|(function, number)| (*function, number))
        .collect();
    let mut coder = Renumbered { numbers };

    let mut types = TypeSection::new();
    coder.parse_type_section(&mut types, whole.types.clone())?;
    types.ty().function([], []);

    let mut imports = ImportSection::new();
    for function in &imported {
        let kind = EntityType::Function(whole.functions[*function as usize]);
        imports.import(FIRST, &name_of('f', *function), kind);
    }
    for (table, index) in whole.tables.iter().zip(0..) {
        imports.import(FIRST, &name_of('t', index), EntityType::Table(coder.table_type(*table)?));
    }
    let slots = rest_table_type(plan.slots.len() as u64);
    imports.import(FIRST, &name_of('t', whole.rest_table()), EntityType::Table(slots));
    let memory: MemoryType = coder.memory_type(whole.memory)?;
    imports.import(FIRST, &name_of('m', 0), EntityType::Memory(memory));
    for (global, index) in whole.globals.iter().zip(0..) {
        imports.import(
            FIRST,
            &name_of('g', index),
            EntityType::Global(coder.global_type(*global)?),
        );
    }
    imports.import(FIRST, IS_HERE, EntityType::Global(IS_HERE_TYPE));

    let (mut functions, mut code) = (FunctionSection::new(), CodeSection::new());
    for function in &plan.moved {
        functions.function(whole.functions[*function as usize]);
        coder.parse_function_body(&mut code, whole.body(*function).clone())?;
    }
    // It begins by saying that it is here: by then its functions are in the table.
    let start = (imported.len() + plan.moved.len()) as u32;
    functions.function(whole.plain_type());
    let mut body = Function::new([]);
    body.instruction(&Instruction::I32Const(1));
    body.instruction(&Instruction::GlobalSet(whole.is_here()));
    body.instruction(&Instruction::End);
    code.function(&body);

    let mut elements = ElementSection::new();
    let filling: Vec<u32> = plan.moved.iter().map(|function| coder.numbers[function]).collect();
    elements.active(
        Some(whole.rest_table()),
        &ConstExpr::i32_const(0),
        Elements::Functions(Cow::Owned(filling)),
    );

    let mut module = Module::new();
    module.section(&types).section(&imports).section(&functions);
    module.section(&StartSection { function_index: start }).section(&elements).section(&code);
    Ok(Rest { module: module.finish(), imports: imported })
}

/// The numbers that functions have in the rest.
struct Renumbered {
    numbers: BTreeMap<u32, u32>,
}

impl Reencode for Renumbered {
    type Error = Infallible;

    fn function_index(&mut self, function: u32) -> Written<u32> {
        Ok(self.numbers[&function])
    }
}

/// The first part: as the whole was, but with stubs, and with what the rest needs exported.
struct First<'a> {
    whole: &'a Whole<'a>,
    plan: &'a Plan,
    imports: &'a BTreeSet<u32>,
    /// The function whose body comes next.
    at: u32,
}

impl First<'_> {
    fn write(mut self, wasm: &[u8]) -> Written<Vec<u8>> {
        let mut module = Module::new();
        self.parse_core_module(&mut module, Parser::new(0), wasm)?;
        Ok(module.finish())
    }

    /// Has the rest loaded where it is not here yet, and goes on there.
    fn stub(&self, function: u32) -> Function {
        let kind = self.whole.functions[function as usize];
        let mut body = Function::new([]);
        body.instruction(&Instruction::GlobalGet(self.whole.is_here()));
        body.instruction(&Instruction::I32Eqz);
        body.instruction(&Instruction::If(BlockType::Empty));
        body.instruction(&Instruction::Call(self.plan.loader));
        body.instruction(&Instruction::End);
        for parameter in 0..self.whole.parameters[kind as usize] {
            body.instruction(&Instruction::LocalGet(parameter));
        }
        body.instruction(&Instruction::I32Const(self.plan.slots[&function] as i32));
        body.instruction(&Instruction::CallIndirect {
            type_index: kind,
            table_index: self.whole.rest_table(),
        });
        body.instruction(&Instruction::End);
        body
    }
}

impl Reencode for First<'_> {
    type Error = Infallible;

    fn parse_type_section(
        &mut self,
        types: &mut TypeSection,
        section: wasmparser::TypeSectionReader<'_>,
    ) -> Written<()> {
        reencode::utils::parse_type_section(self, types, section)?;
        types.ty().function([], []);
        Ok(())
    }

    fn parse_table_section(
        &mut self,
        tables: &mut TableSection,
        section: wasmparser::TableSectionReader<'_>,
    ) -> Written<()> {
        reencode::utils::parse_table_section(self, tables, section)?;
        tables.table(rest_table_type(self.plan.slots.len() as u64));
        Ok(())
    }

    fn parse_global_section(
        &mut self,
        globals: &mut GlobalSection,
        section: wasmparser::GlobalSectionReader<'_>,
    ) -> Written<()> {
        reencode::utils::parse_global_section(self, globals, section)?;
        globals.global(IS_HERE_TYPE, &ConstExpr::i32_const(0));
        Ok(())
    }

    fn parse_export_section(
        &mut self,
        exports: &mut ExportSection,
        section: wasmparser::ExportSectionReader<'_>,
    ) -> Written<()> {
        reencode::utils::parse_export_section(self, exports, section)?;
        for function in self.imports {
            exports.export(&name_of('f', *function), ExportKind::Func, *function);
        }
        for table in 0..=self.whole.rest_table() {
            exports.export(&name_of('t', table), ExportKind::Table, table);
        }
        exports.export(&name_of('m', 0), ExportKind::Memory, 0);
        for global in 0..self.whole.is_here() {
            exports.export(&name_of('g', global), ExportKind::Global, global);
        }
        exports.export(IS_HERE, ExportKind::Global, self.whole.is_here());
        Ok(())
    }

    fn parse_function_body(
        &mut self,
        code: &mut CodeSection,
        body: FunctionBody<'_>,
    ) -> Written<()> {
        let function = self.at;
        self.at += 1;
        if self.plan.moved.contains(&function) {
            code.function(&self.stub(function));
            return Ok(());
        }
        reencode::utils::parse_function_body(self, code, body)
    }

    /// Names are for those who make the page.
    fn parse_custom_section(
        &mut self,
        _: &mut Module,
        _: wasmparser::CustomSectionReader<'_>,
    ) -> Written<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests;
