//! The tree of a whole Python program: what was written, each part knowing where it stands.

use crate::program::{Line, Span};
use std::rc::Rc;

/// Statements in order.
pub type Block = Vec<Stmt>;

/// A file of a program: the one that is run, or one that can be imported.
#[derive(Debug)]
pub struct File {
    /// The name under which it is imported.
    pub module: String,
    pub block: Block,
    /// The line that names it.
    pub mark: Span,
}

/// A statement.
#[derive(Debug)]
pub struct Stmt {
    pub kind: StmtKind,
    pub span: Span,
    pub line: Line,
}

/// What a statement says.
#[derive(Debug)]
pub enum StmtKind {
    Expr(Expr),
    /// `a = b = e`
    Assign(Vec<Expr>, Expr),
    Augment(Expr, Binary, Expr),
    /// `x: T = e`; the type is not looked at.
    Annotated(Expr, Option<Expr>),
    /// `if` and `elif`, then `else`.
    If(Vec<(Expr, Block)>, Block),
    While(Expr, Block, Block),
    For(Expr, Expr, Block, Block),
    With(Vec<(Expr, Option<Expr>)>, Block),
    /// `async with`
    AsyncWith(Vec<(Expr, Option<Expr>)>, Block),
    Try(Rc<Try>),
    Define(Rc<Function>),
    Class(Rc<Class>),
    Return(Option<Expr>),
    Raise(Option<Expr>),
    Assert(Expr, Option<Expr>),
    Global(Vec<String>),
    Nonlocal(Vec<String>),
    /// `import a.b as c`: the module, and the name it gets.
    Import(Vec<(String, Option<String>, Span)>),
    /// `from m import a as b`; no names stand for `*`.
    From(String, Vec<(String, Option<String>, Span)>),
    Delete(Vec<Expr>),
    Pass,
    Break,
    Continue,
}

/// `try` with its clauses.
#[derive(Debug)]
pub struct Try {
    pub body: Block,
    pub handlers: Vec<Handler>,
    pub otherwise: Block,
    pub finally: Block,
}

/// `except`
#[derive(Debug)]
pub struct Handler {
    /// What it catches; nothing for all.
    pub catches: Option<Expr>,
    pub name: Option<String>,
    pub body: Block,
    pub span: Span,
    pub line: Line,
}

/// `def` or `lambda`
#[derive(Debug)]
pub struct Function {
    pub name: String,
    pub parameters: Vec<Parameter>,
    pub body: Block,
    pub span: Span,
    /// The names that it makes its own by assigning to them, parameters included.
    pub own: Vec<String>,
    pub decorators: Vec<Expr>,
    /// `async def`
    pub is_async: bool,
}

/// A parameter.
#[derive(Debug)]
pub struct Parameter {
    pub name: String,
    pub default: Option<Expr>,
    /// 0, 1 for `*args`, 2 for `**options`.
    pub stars: u8,
    pub by_name_only: bool,
}

/// `class`
#[derive(Debug)]
pub struct Class {
    pub name: String,
    pub bases: Vec<Expr>,
    pub body: Block,
    pub decorators: Vec<Expr>,
    pub span: Span,
}

/// An expression.
#[derive(Debug)]
pub struct Expr {
    pub kind: ExprKind,
    pub span: Span,
}

/// What an expression says.
#[derive(Debug)]
pub enum ExprKind {
    Integer(i64),
    Float(f64),
    Text(Rc<str>),
    /// An f-string.
    Format(Vec<Piece>),
    Boolean(bool),
    None,
    Ellipsis,
    Name(String),
    Tuple(Vec<Expr>),
    List(Vec<Expr>),
    Set(Vec<Expr>),
    Dict(Vec<(Expr, Expr)>),
    Not(Box<Expr>),
    Negate(Box<Expr>),
    Plus(Box<Expr>),
    Binary(Binary, Box<Expr>, Box<Expr>),
    Compare(Box<Expr>, Vec<(Comparison, Expr)>),
    And(Vec<Expr>),
    Or(Vec<Expr>),
    /// `a if c else b`: c, a, b.
    If(Box<[Expr; 3]>),
    Attribute(Box<Expr>, String),
    Index(Box<Expr>, Box<Expr>),
    Slice(Box<Expr>, [Option<Box<Expr>>; 3]),
    Call(Box<Expr>, Vec<Argument>),
    Lambda(Rc<Function>),
    Await(Box<Expr>),
    Comprehension(Box<Comprehension>),
    /// `*e` among elements or targets.
    Star(Box<Expr>),
    /// `name := e`
    Walrus(String, Box<Expr>),
}

/// A piece of an f-string.
#[derive(Debug)]
pub enum Piece {
    Text(Rc<str>),
    /// A value, how it is to look, and the words that `=` repeats.
    Value(Expr, String),
}

/// `[e for x in xs if c]` and its like.
#[derive(Debug)]
pub struct Comprehension {
    pub kind: Collects,
    pub element: Expr,
    /// Of a dictionary.
    pub value: Option<Expr>,
    /// Each `for`: target, over what, the conditions behind it.
    pub clauses: Vec<(Expr, Expr, Vec<Expr>)>,
}

/// What a comprehension makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Collects {
    List,
    Set,
    Dict,
    Generator,
}

/// An argument.
#[derive(Debug)]
pub struct Argument {
    pub name: Option<String>,
    pub value: Expr,
    pub stars: u8,
}

/// Operations on two values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Binary {
    Add,
    Subtract,
    Multiply,
    Divide,
    FloorDivide,
    Modulo,
    Power,
    /// `& | ^ << >> @`
    Bits,
}

impl Binary {
    /// How it is written.
    pub fn sign(self) -> &'static str {
        match self {
            Binary::Add => "+",
            Binary::Subtract => "-",
            Binary::Multiply => "*",
            Binary::Divide => "/",
            Binary::FloorDivide => "//",
            Binary::Modulo => "%",
            Binary::Power => "**",
            Binary::Bits => "&",
        }
    }
}

/// Comparisons.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Comparison {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Is,
    IsNot,
    In,
    NotIn,
}
