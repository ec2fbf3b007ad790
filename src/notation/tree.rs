//! The syntax tree: a text as its parts, each knowing where it stands.
//!
//! Nothing here has a meaning yet. Comments are kept, so that a program printed in
//! another language still explains itself.

use super::span::Span;
use crate::program::Line;

/// A whole text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Module {
    /// Declarations, definitions and comments, in order.
    pub statements: Vec<Statement>,
}

/// Statements that belong together, such as the body of a loop. Never empty.
pub type Block = Vec<Statement>;

/// A name, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// The name.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

/// One statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// What it says.
    pub kind: StatementKind,
    /// Where its own words stand: for a statement with a body, its first line up to the colon.
    pub span: Span,
    /// The line it begins on.
    pub line: Line,
    /// The comment behind it on its line, without `#` and the space after it.
    pub comment: Option<String>,
}

/// What a statement says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StatementKind {
    /// A line that is only a comment; its words without `#` and the space after it.
    Comment(String),
    /// `def name(parameters):`
    Define {
        /// What is defined.
        name: Name,
        /// The names its arguments get.
        parameters: Vec<Parameter>,
        /// What it does.
        body: Block,
    },
    /// `x = e`, `a[i] = e`, `tx, rx = channel()`
    Assign {
        /// What gets the value: one, or two for the ends of a channel.
        targets: Vec<Expression>,
        /// The value.
        value: Expression,
    },
    /// `x += e`
    Augment {
        /// What is changed.
        target: Expression,
        /// By which operation.
        operator: Arithmetic,
        /// The second operand.
        value: Expression,
    },
    /// `if`, `elif`, `else`
    If {
        /// `if` and `elif`, in order; never empty.
        branches: Vec<Branch>,
        /// `else`
        otherwise: Option<Clause>,
    },
    /// `while condition:`
    While {
        /// How long it goes on.
        condition: Expression,
        /// What is repeated.
        body: Block,
    },
    /// `for name in over:`
    For {
        /// The variable.
        variable: Name,
        /// `range(n)` or the receiving end of a channel.
        over: Expression,
        /// What is repeated.
        body: Block,
    },
    /// `with a, b:`
    With {
        /// What is held, in order; never empty.
        contexts: Vec<Expression>,
        /// While this is done.
        body: Block,
    },
    /// `try`, `except`, `finally`
    Try {
        /// What is tried.
        body: Block,
        /// `except`, in order.
        handlers: Vec<Handler>,
        /// `finally`
        finally: Option<Clause>,
    },
    /// `break`
    Break,
    /// `continue`
    Continue,
    /// `pass`
    Pass,
    /// `return`, `return e`
    Return(Option<Expression>),
    /// `raise NAME`; `raise` alone raises again what was caught
    Raise(Option<Name>),
    /// `assert e`
    Assert(Expression),
    /// `global a, b`, which changes nothing here
    Global(Vec<Name>),
    /// A call, such as `lock.acquire()`
    Expression(Expression),
}

/// `if` or `elif`, with its condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Branch {
    /// When it is taken.
    pub condition: Expression,
    /// What is done then.
    pub clause: Clause,
}

/// `except`, and what it catches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handler {
    /// The exceptions it catches; empty for all (`except:`).
    pub exceptions: Vec<Name>,
    /// What is done then.
    pub clause: Clause,
}

/// A part of a statement with a line and a body of its own: `else:` and the like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// What is done.
    pub body: Block,
    /// Where its own words stand.
    pub span: Span,
    /// The line it begins on.
    pub line: Line,
    /// The comment behind it on its line.
    pub comment: Option<String>,
}

/// A parameter of a definition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// Its name.
    pub name: Name,
    /// What it is where the call gives nothing.
    pub default: Option<Expression>,
}

/// An expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expression {
    /// What it says.
    pub kind: ExpressionKind,
    /// Where it stands, brackets included.
    pub span: Span,
}

/// What an expression says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExpressionKind {
    /// `42`; never negative
    Integer(i64),
    /// `True`, `False`
    Boolean(bool),
    /// `None`
    None,
    /// `[]`
    EmptyList,
    /// A name
    Name(String),
    /// `-e`
    Negate(Box<Expression>),
    /// `not e`
    Not(Box<Expression>),
    /// `a + b`
    Arithmetic(Arithmetic, Box<Expression>, Box<Expression>),
    /// `a < b`
    Compare(Comparison, Box<Expression>, Box<Expression>),
    /// `a and b`
    And(Box<Expression>, Box<Expression>),
    /// `a or b`
    Or(Box<Expression>, Box<Expression>),
    /// `of.name`
    Attribute {
        /// Whose.
        of: Box<Expression>,
        /// Which.
        name: Name,
    },
    /// `of[index]`
    Index {
        /// Of what.
        of: Box<Expression>,
        /// Which element.
        index: Box<Expression>,
    },
    /// `function(arguments)`
    Call {
        /// What is called: a name or an attribute.
        function: Box<Expression>,
        /// With what.
        arguments: Vec<Argument>,
    },
    /// `lambda: e`, which only `wait_for` takes
    Lambda(Box<Expression>),
}

/// One argument of a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Argument {
    /// `timeout` of `timeout=100`
    pub name: Option<Name>,
    /// What is given.
    pub value: Expression,
}

/// How long an operation waits, by its arguments: `acquire(blocking=True, timeout=-1)`, `get(block=True, timeout=None)` and
/// `put(item, block=True, timeout=None)`, as Python has them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WaitLimit<'a> {
    /// Until it has what it wants.
    Endless,
    /// So long at most.
    Within(&'a Expression),
}

/// Why such arguments say nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadWaitLimit<'a> {
    /// Whether it waits is not known before it runs.
    Unknown(&'a Expression),
    /// There are others than those two, or a time for what does not wait.
    Arguments,
}

impl<'a> WaitLimit<'a> {
    /// What does not wait at all.
    const ZERO: &'static Expression =
        &Expression { kind: ExpressionKind::Integer(0), span: Span { start: 0, end: 0 } };

    /// What says of an operation whether it waits, and how many arguments come before that.
    pub fn switch_of(operation: &str) -> Option<(&'static str, usize)> {
        match operation {
            "acquire" => Some(("blocking", 0)),
            "get" => Some(("block", 0)),
            "put" => Some(("block", 1)),
            _ => None,
        }
    }

    /// Reads what is said of waiting in the arguments of [such an operation](WaitLimit::switch_of), by name or by place.
    ///
    /// # Errors
    ///
    /// Fails where they are none of it.
    pub fn of(
        operation: &str,
        arguments: &'a [Argument],
    ) -> Result<WaitLimit<'a>, BadWaitLimit<'a>> {
        let Some((switch, before)) = WaitLimit::switch_of(operation) else {
            return Err(BadWaitLimit::Arguments);
        };
        let (mut waits, mut within) = (true, None);
        for (place, argument) in arguments.iter().enumerate() {
            let name = argument.name.as_ref().map(|it| it.text.as_str());
            let place = match (name, place.checked_sub(before)) {
                (None, None) => continue,
                (_, place) => place.unwrap_or(usize::MAX),
            };
            match (name, place, &argument.value.kind) {
                (Some(name), ..) if name != switch && name != "timeout" => {
                    return Err(BadWaitLimit::Arguments);
                }
                (None, 0, _) => match argument.value.kind {
                    ExpressionKind::Boolean(value) => waits = value,
                    _ => return Err(BadWaitLimit::Unknown(&argument.value)),
                },
                (Some(name), ..) if name == switch => match argument.value.kind {
                    ExpressionKind::Boolean(value) => waits = value,
                    _ => return Err(BadWaitLimit::Unknown(&argument.value)),
                },
                // These stand for no limit.
                (Some("timeout"), _, ExpressionKind::None) | (None, 1, ExpressionKind::None)
                    if switch == "block" => {}
                (Some("timeout"), _, ExpressionKind::Negate(it))
                | (None, 1, ExpressionKind::Negate(it))
                    if switch == "blocking" && it.kind == ExpressionKind::Integer(1) => {}
                (Some("timeout"), ..) | (None, 1, _) => within = Some(&argument.value),
                _ => return Err(BadWaitLimit::Arguments),
            }
        }
        match (waits, within) {
            (true, None) => Ok(WaitLimit::Endless),
            (true, Some(time)) => Ok(WaitLimit::Within(time)),
            (false, None) => Ok(WaitLimit::Within(WaitLimit::ZERO)),
            (false, Some(_)) => Err(BadWaitLimit::Arguments),
        }
    }
}

/// The operations on numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Arithmetic {
    /// `+`
    Add,
    /// `-`
    Subtract,
    /// `*`
    Multiply,
    /// `//`, rounded down
    Divide,
    /// `%`, with the sign of the divisor
    Modulo,
}

/// The ways to compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Comparison {
    /// `==`
    Equal,
    /// `!=`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
    /// `is`
    Is,
    /// `is not`
    IsNot,
}
