//! Whether a text is a whole program.

use super::tree::{Block, Expr, ExprKind, File, Stmt, StmtKind};
use crate::program::{FILE_MARK, files_in};

/// Whether a text may be a whole program, as far as those of its lines tell that are not indented. It
/// reads nothing, so that of a program of roles nothing more is wanted. Where it says no, so does
/// [`is_whole`].
pub fn can_be_whole(text: &str) -> bool {
    // What finds files is wanted only where there may be some.
    let has_files = text.contains(FILE_MARK) && !files_in(text).is_empty();
    has_files || !text.lines().all(|line| is_of_roles(line, text))
}

/// Whether a line is empty, indented, the head of a function, or an assignment that is complete, starts no
/// thread and calls no function of the text. A statement of any other kind begins with a line that is none
/// of these.
fn is_of_roles(line: &str, text: &str) -> bool {
    let code = line.split_once('#').map_or(line, |(code, _)| code).trim_end();
    if code.contains(['"', '\'', ';', '\\', '\r']) {
        return false;
    }
    if code.is_empty() || code.starts_with([' ', '\t']) || code.starts_with("def ") {
        return true;
    }
    let Some((target, value)) = code.split_once('=') else { return false };
    let target = target.trim_end_matches(['+', '-']);
    let is_target = target.bytes().all(|it| it.is_ascii_alphanumeric() || b"_, ".contains(&it));
    is_target && is_balanced(value) && !calls_what_starts(value, text)
}

fn is_balanced(value: &str) -> bool {
    let count = |signs: [char; 3]| value.matches(signs).count();
    count(['(', '[', '{']) == count([')', ']', '}'])
}

/// Whether something is called that starts a thread, prints, or is a function of the text.
fn calls_what_starts(value: &str, text: &str) -> bool {
    value.match_indices('(').any(|(at, _)| {
        let before = value[..at].trim_end();
        let is_of_name = |it: char| it.is_alphanumeric() || it == '_';
        let name = before.rsplit(|it| !is_of_name(it)).next().unwrap_or_default();
        // Of an empty name every text has a definition: what is called there is not known.
        is_start(name) || name == "print" || text.contains(&format!("def {name}"))
    })
}

fn is_start(name: &str) -> bool {
    matches!(name, "start" | "Thread" | "Process" | "ThreadPoolExecutor")
}

/// Whether it has several files, or one that is whole.
pub(super) fn is_whole(files: &[File]) -> bool {
    files.len() > 1 || files.iter().any(|it| is_whole_file(&it.block))
}

/// Whether it starts a thread, calls a function of its own at its top, or has a loop or an `if` there.
fn is_whole_file(block: &Block) -> bool {
    let defined: Vec<&str> = block
        .iter()
        .filter_map(|it| match &it.kind {
            StmtKind::Define(function) => Some(function.name.as_str()),
            StmtKind::Class(class) => Some(class.name.as_str()),
            _ => None,
        })
        .collect();
    let imports =
        block.iter().any(|it| matches!(it.kind, StmtKind::Import(_) | StmtKind::From(..)));
    block.iter().any(|it| is_of_whole(it, &defined, imports))
}

/// Whether a text of which not every line could be read is surely meant as a whole program.
pub(super) fn looks_whole(block: &Block, text: &str) -> bool {
    const STARTS: [&str; 5] =
        [".start()", "Thread(", "ThreadPoolExecutor(", "Process(", "asyncio.run("];
    let has_import = || {
        let is_import = |it: &Stmt| matches!(it.kind, StmtKind::Import(_) | StmtKind::From(..));
        block.iter().any(is_import)
    };
    STARTS.iter().any(|it| text.contains(it)) && has_import()
}

fn is_of_whole(statement: &Stmt, defined: &[&str], imports: bool) -> bool {
    match &statement.kind {
        StmtKind::Class(_) => true,
        StmtKind::If(..) | StmtKind::While(..) | StmtKind::For(..) => true,
        StmtKind::With(..) | StmtKind::AsyncWith(..) | StmtKind::Try(_) => imports,
        StmtKind::Expr(it) | StmtKind::Assign(_, it) => starts(it, defined),
        _ => false,
    }
}

/// Whether an expression calls a function of the text, or starts a thread.
fn starts(expression: &Expr, defined: &[&str]) -> bool {
    match &expression.kind {
        ExprKind::Call(function, arguments) => {
            let is_own = match &function.kind {
                ExprKind::Name(name) => {
                    defined.contains(&name.as_str()) || is_start(name) || name == "print"
                }
                ExprKind::Attribute(of, name) => is_start(name) || starts(of, defined),
                _ => false,
            };
            is_own || arguments.iter().any(|it| starts(&it.value, defined))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::python::read::read;

    #[test]
    fn what_its_lines_rule_out_is_no_whole_program() {
        let beginnings = [
            "class A:\n    pass\n",
            "if True:\n    x = 1\n",
            "while True:\n    pass\n",
            "for i in range(3):\n    pass\n",
            "work()\n",
            "x = work()\n",
            "x += work ()\n",
            "x = 1; work()\n",
            "x = f(work())\n",
            "x = [\n    work(),\n]\n",
            "x = f(\nwork())\n",
            "x = \\\n    work()\n",
            "x = f(1) + \\\nwork()\n",
            "x, y = 1, t.start()\n",
            "x = a.b.Thread(1)\n",
            "print(1)\n",
            "\u{feff}work()\n",
            "x = '''\n'''; work()\n",
            "t.start()  # = 1\n",
            "import a\nwith a:\n    pass\n",
            "import a\ntry:\n    pass\nfinally:\n    pass\n",
            "x = é(work())\n",
            "@work\ndef f():\n    pass\nf()\n",
        ];
        let mut whole = 0;
        for beginning in beginnings {
            for text in [
                format!("{beginning}def work():\n    pass\n"),
                format!("def work():\n    pass\n\n{beginning}"),
                format!("async def work():\n    pass\n\n{beginning}"),
            ] {
                let (files, refused) = read(&text);
                let looks_whole = || looks_whole(&files[0].block, &text);
                if is_whole(&files) || (!refused.is_empty() && looks_whole()) {
                    whole += 1;
                    assert!(can_be_whole(&text), "{text}");
                }
            }
        }
        assert!(whole > 40, "{whole} of them are whole programs");
    }

    #[test]
    fn a_program_of_roles_is_not_read_as_another() {
        let roles = "buffer = Buffer(capacity)\nmutex = Semaphore(1)  # one at a time\n\
            tx, rx = channel()\ncount = 0\n\n# what is made\ndef producer():\n    tx.send(1)\n";
        assert!(!can_be_whole(roles));
    }
}
