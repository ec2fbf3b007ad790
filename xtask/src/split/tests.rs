use super::*;
use wasm_encoder::{NameMap, NameSection};

const RULES: Rules = Rules {
    can_wait: |name| name.starts_with("later"),
    is_for_what_waits: |name| name.contains("later"),
};

/// Functions by their names, which all take a number and give one, but for those that load; each calls others by their places.
fn module(functions: &[(&str, &[u32])], exports: &[(&str, u32)], in_table: &[u32]) -> Vec<u8> {
    let mut types = TypeSection::new();
    types.ty().function([ValType::I32], [ValType::I32]);
    types.ty().function([], []);
    let mut imports = ImportSection::new();
    let memory = MemoryType {
        minimum: 1,
        maximum: Some(2),
        memory64: false,
        shared: true,
        page_size_log2: None,
    };
    imports.import("env", "memory", memory);
    let (mut declared, mut code, mut names) =
        (FunctionSection::new(), CodeSection::new(), NameMap::new());
    for (index, (name, called)) in functions.iter().enumerate() {
        let is_plain = [LOADER, "later_for_loading"].contains(name);
        declared.function(is_plain.into());
        names.append(index as u32, name);
        let mut body = Function::new([]);
        // Long enough to be worth moving.
        for _ in 0..200 {
            body.instruction(&Instruction::Nop);
        }
        if !is_plain {
            body.instruction(&Instruction::LocalGet(0));
        }
        for function in *called {
            body.instruction(&Instruction::Call(*function));
        }
        body.instruction(&Instruction::End);
        code.function(&body);
    }
    let mut tables = TableSection::new();
    let slots = in_table.len() as u64;
    tables.table(TableType { minimum: slots, maximum: None, ..rest_table_type(slots) });
    let mut globals = GlobalSection::new();
    globals.global(IS_HERE_TYPE, &ConstExpr::i32_const(7));
    let mut exported = ExportSection::new();
    for (name, function) in exports {
        exported.export(name, ExportKind::Func, *function);
    }
    let mut elements = ElementSection::new();
    elements.active(None, &ConstExpr::i32_const(0), Elements::Functions(in_table.into()));
    let mut named = NameSection::new();
    named.functions(&names);
    let mut module = Module::new();
    module.section(&types).section(&imports).section(&declared).section(&tables);
    module.section(&globals).section(&exported).section(&elements).section(&code);
    module.section(&named);
    module.finish()
}

fn parts(wasm: &[u8]) -> Parts {
    let parts = split(wasm, &RULES).unwrap();
    for part in [&parts.first, &parts.rest] {
        wasmparser::Validator::new().validate_all(part).unwrap();
    }
    parts
}

/// How many functions have a body in a module.
fn bodies(wasm: &[u8]) -> usize {
    Whole::read(wasm).unwrap().bodies.len()
}

#[test]
fn what_waits_leaves_a_stub_and_takes_along_what_only_it_calls() {
    let functions: [(&str, &[u32]); 6] = [
        ("load_rest", &[]),
        ("now", &[2, 4]),
        ("later", &[3, 4]),
        ("only_called_later", &[]),
        ("called_by_both", &[]),
        ("made for later", &[]),
    ];
    let parts = parts(&module(&functions, &[("load_rest", 0), ("now", 1)], &[4, 5]));
    let first = Whole::read(&parts.first).unwrap();
    // All have a body still, three of them a stub that has the rest loaded.
    assert_eq!(first.bodies.len(), 6);
    let loads = |function: &u32| first.called_by(*function).unwrap() == [0];
    assert_eq!(first.defined().filter(loads).collect::<Vec<_>>(), [2, 3, 5]);
    // Those three, and the one that says that they are here.
    assert_eq!(bodies(&parts.rest), 4);
    let rest = Whole::read(&parts.rest).unwrap();
    assert_eq!(rest.imported_functions, 1, "only `called_by_both` is called from there");
    assert_eq!(first.exports[name_of('f', 4).as_str()], (ExternalKind::Func, 4));
    assert_eq!(first.exports[IS_HERE].0, ExternalKind::Global);
    assert!(rest.start.is_some());
}

#[test]
fn neither_loading_nor_a_thread_waits_for_the_rest() {
    let functions: [(&str, &[u32]); 4] = [
        ("load_rest", &[1]),
        ("later_for_loading", &[]),
        ("worker_entry", &[3]),
        ("later_in_a_thread", &[]),
    ];
    let parts = parts(&module(&functions, &[("load_rest", 0), ("worker_entry", 2)], &[]));
    assert_eq!(bodies(&parts.rest), 1, "nothing but its beginning");
}

#[test]
fn a_module_without_names_or_without_a_loader_is_refused() {
    assert!(split(b"no module", &RULES).is_err());
    let without_loader = module(&[("now", &[])], &[("now", 0)], &[]);
    assert!(split(&without_loader, &RULES).is_err_and(|error| error.contains(LOADER)));
}
