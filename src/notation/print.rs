//! From the syntax tree back to text, in one way only: four spaces a level, no needless brackets.

use super::tree::{
    Argument, Arithmetic, Clause, Comparison, Expression, ExpressionKind, Module, Name, Parameter,
    Statement, StatementKind,
};

/// The text of a tree. Parsed again it gives the same tree, but for the places of its parts.
///
/// A blank line stands before and after each definition, and where the lines of the tree
/// leave one out.
pub fn print(module: &Module) -> String {
    let mut printer = Printer { text: String::new(), level: 0 };
    printer.statements(&module.statements);
    printer.text
}

struct Printer {
    text: String,
    /// How many blocks are open.
    level: usize,
}

impl Printer {
    fn push(&mut self, words: &str) {
        self.text.push_str(words);
    }

    fn statements(&mut self, statements: &[Statement]) {
        let mut before: Option<&Statement> = None;
        for statement in statements {
            if before.is_some_and(|before| wants_blank_line(before, statement)) {
                self.push("\n");
            }
            self.statement(statement);
            before = Some(statement);
        }
    }

    fn indent(&mut self) {
        for _ in 0..self.level {
            self.push("    ");
        }
    }

    fn end_line(&mut self, comment: &Option<String>) {
        if let Some(comment) = comment {
            self.push("  ");
            self.comment(comment);
        }
        self.push("\n");
    }

    fn comment(&mut self, words: &str) {
        self.push(if words.is_empty() { "#" } else { "# " });
        self.push(words);
    }

    fn body(&mut self, body: &[Statement], comment: &Option<String>) {
        self.push(":");
        self.end_line(comment);
        self.level += 1;
        self.statements(body);
        self.level -= 1;
    }

    fn clause(&mut self, word: &str, clause: &Option<Clause>) {
        if let Some(clause) = clause {
            self.indent();
            self.push(word);
            self.body(&clause.body, &clause.comment);
        }
    }

    fn statement(&mut self, statement: &Statement) {
        let comment = &statement.comment;
        if let StatementKind::If { branches, otherwise } = &statement.kind {
            let mut word = "if ";
            for branch in branches {
                self.indent();
                self.push(word);
                self.expression(&branch.condition);
                self.body(&branch.clause.body, &branch.clause.comment);
                word = "elif ";
            }
            return self.clause("else", otherwise);
        }
        self.indent();
        match &statement.kind {
            StatementKind::Comment(words) => self.comment(words),
            StatementKind::Define { name, parameters, body } => {
                self.push("def ");
                self.push(&name.text);
                self.push("(");
                self.separated(parameters, Self::parameter);
                self.push(")");
                return self.body(body, comment);
            }
            StatementKind::Assign { targets, value } => {
                self.separated(targets, Self::expression);
                self.push(" = ");
                self.expression(value);
            }
            StatementKind::Augment { target, operator, value } => {
                self.expression(target);
                self.push(" ");
                self.push(arithmetic(*operator).0);
                self.push("= ");
                self.expression(value);
            }
            StatementKind::If { .. } => {}
            StatementKind::While { condition, body } => {
                self.push("while ");
                self.expression(condition);
                return self.body(body, comment);
            }
            StatementKind::For { variable, over, body } => {
                self.push("for ");
                self.push(&variable.text);
                self.push(" in ");
                self.expression(over);
                return self.body(body, comment);
            }
            StatementKind::With { contexts, body } => {
                self.push("with ");
                self.separated(contexts, Self::expression);
                return self.body(body, comment);
            }
            StatementKind::Try { body, handlers, finally } => {
                self.push("try");
                self.body(body, comment);
                for handler in handlers {
                    self.indent();
                    self.push("except");
                    match &handler.exceptions[..] {
                        [] => {}
                        [one] => {
                            self.push(" ");
                            self.push(&one.text);
                        }
                        several => {
                            self.push(" (");
                            self.separated(several, Self::name);
                            self.push(")");
                        }
                    }
                    self.body(&handler.clause.body, &handler.clause.comment);
                }
                return self.clause("finally", finally);
            }
            StatementKind::Break => self.push("break"),
            StatementKind::Continue => self.push("continue"),
            StatementKind::Pass => self.push("pass"),
            StatementKind::Return(value) => {
                self.push("return");
                if let Some(value) = value {
                    self.push(" ");
                    self.expression(value);
                }
            }
            StatementKind::Raise(name) => {
                self.push("raise");
                if let Some(name) = name {
                    self.push(" ");
                    self.push(&name.text);
                }
            }
            StatementKind::Assert(condition) => {
                self.push("assert ");
                self.expression(condition);
            }
            StatementKind::Global(names) => {
                self.push("global ");
                self.separated(names, Self::name);
            }
            StatementKind::Expression(call) => self.expression(call),
        }
        self.end_line(comment);
    }

    fn separated<T>(&mut self, all: &[T], mut print: impl FnMut(&mut Self, &T)) {
        for (at, one) in all.iter().enumerate() {
            if at > 0 {
                self.push(", ");
            }
            print(self, one);
        }
    }

    fn name(&mut self, name: &Name) {
        self.push(&name.text);
    }

    fn parameter(&mut self, parameter: &Parameter) {
        self.push(&parameter.name.text);
        if let Some(default) = &parameter.default {
            self.push("=");
            self.expression(default);
        }
    }

    fn argument(&mut self, argument: &Argument) {
        if let Some(name) = &argument.name {
            self.push(&name.text);
            self.push("=");
        }
        self.expression(&argument.value);
    }

    fn expression(&mut self, expression: &Expression) {
        self.operand(expression, 0);
    }

    /// Prints an expression where only one that binds at least so tightly needs no brackets.
    fn operand(&mut self, expression: &Expression, least: u8) {
        let tightness = tightness(&expression.kind);
        let needs_brackets = tightness < least;
        if needs_brackets {
            self.push("(");
        }
        match &expression.kind {
            ExpressionKind::Integer(value) => self.push(&value.to_string()),
            ExpressionKind::Boolean(true) => self.push("True"),
            ExpressionKind::Boolean(false) => self.push("False"),
            ExpressionKind::None => self.push("None"),
            ExpressionKind::EmptyList => self.push("[]"),
            ExpressionKind::Name(name) => self.push(name),
            ExpressionKind::Negate(operand) => {
                self.push("-");
                self.operand(operand, tightness);
            }
            ExpressionKind::Not(operand) => {
                self.push("not ");
                self.operand(operand, tightness);
            }
            ExpressionKind::Arithmetic(how, left, right) => {
                self.binary(arithmetic(*how).0, left, right, tightness, tightness + 1);
            }
            ExpressionKind::Compare(how, left, right) => {
                self.binary(comparison(*how), left, right, tightness + 1, tightness + 1);
            }
            ExpressionKind::And(left, right) => {
                self.binary("and", left, right, tightness, tightness + 1);
            }
            ExpressionKind::Or(left, right) => {
                self.binary("or", left, right, tightness, tightness + 1);
            }
            ExpressionKind::Attribute { of, name } => {
                // `5.real` would be a number.
                let is_number = matches!(of.kind, ExpressionKind::Integer(_));
                self.operand(of, if is_number { NEVER } else { tightness });
                self.push(".");
                self.push(&name.text);
            }
            ExpressionKind::Index { of, index } => {
                self.operand(of, tightness);
                self.push("[");
                self.expression(index);
                self.push("]");
            }
            ExpressionKind::Call { function, arguments } => {
                self.operand(function, tightness);
                self.push("(");
                self.separated(arguments, Self::argument);
                self.push(")");
            }
            ExpressionKind::Lambda(body) => {
                self.push("lambda: ");
                self.expression(body);
            }
        }
        if needs_brackets {
            self.push(")");
        }
    }

    fn binary(&mut self, word: &str, left: &Expression, right: &Expression, a: u8, b: u8) {
        self.operand(left, a);
        self.push(" ");
        self.push(word);
        self.push(" ");
        self.operand(right, b);
    }
}

/// More tightly than anything binds.
const NEVER: u8 = 9;

/// How tightly an expression binds: `lambda` least.
fn tightness(kind: &ExpressionKind) -> u8 {
    match kind {
        ExpressionKind::Lambda(_) => 0,
        ExpressionKind::Or(..) => 1,
        ExpressionKind::And(..) => 2,
        ExpressionKind::Not(_) => 3,
        ExpressionKind::Compare(..) => 4,
        ExpressionKind::Arithmetic(how, ..) => arithmetic(*how).1,
        ExpressionKind::Negate(_) => 7,
        _ => 8,
    }
}

/// The sign of an operation, and how tightly it binds.
fn arithmetic(how: Arithmetic) -> (&'static str, u8) {
    match how {
        Arithmetic::Add => ("+", 5),
        Arithmetic::Subtract => ("-", 5),
        Arithmetic::Multiply => ("*", 6),
        Arithmetic::Divide => ("//", 6),
        Arithmetic::Modulo => ("%", 6),
    }
}

fn comparison(how: Comparison) -> &'static str {
    match how {
        Comparison::Equal => "==",
        Comparison::NotEqual => "!=",
        Comparison::Less => "<",
        Comparison::LessOrEqual => "<=",
        Comparison::Greater => ">",
        Comparison::GreaterOrEqual => ">=",
        Comparison::Is => "is",
        Comparison::IsNot => "is not",
    }
}

fn wants_blank_line(before: &Statement, after: &Statement) -> bool {
    let is_definition = |it: &Statement| matches!(it.kind, StatementKind::Define { .. });
    let leaves_one_out = after.line.0 > last_line(before) + 1;
    // A comment right above a definition belongs to it.
    let is_above = matches!(before.kind, StatementKind::Comment(_)) && is_definition(after);
    leaves_one_out || is_definition(before) || (is_definition(after) && !is_above)
}

/// The line that the last statement inside a statement begins on.
fn last_line(statement: &Statement) -> u16 {
    let body = match &statement.kind {
        StatementKind::Define { body, .. }
        | StatementKind::While { body, .. }
        | StatementKind::For { body, .. }
        | StatementKind::With { body, .. } => body,
        StatementKind::If { branches, otherwise } => match (otherwise, branches.last()) {
            (Some(clause), _) => &clause.body,
            (None, Some(branch)) => &branch.clause.body,
            (None, None) => return statement.line.0,
        },
        StatementKind::Try { body, handlers, finally } => match (finally, handlers.last()) {
            (Some(clause), _) => &clause.body,
            (None, Some(handler)) => &handler.clause.body,
            (None, None) => body,
        },
        _ => return statement.line.0,
    };
    body.last().map_or(statement.line.0, last_line)
}
