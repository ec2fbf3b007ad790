//! Functions, classes and their parameters.

use super::{Read, Reader, own_names};
use crate::python::refusal::Refusal;
use crate::python::tokens::{Kind, Token};
use crate::python::tree::{Argument, Class, Expr, Function, Parameter, StmtKind};
use std::rc::Rc;

impl Reader<'_> {
    pub(super) fn decorated(&mut self) -> Read<StmtKind> {
        let mut decorators = Vec::new();
        while self.take("@") {
            decorators.push(self.expression()?);
            if self.peek().kind == Kind::Newline {
                self.next();
            }
        }
        if self.is("class") {
            return Ok(StmtKind::Class(Rc::new(self.class(decorators)?)));
        }
        if self.take("async") {
            let function = self.function(decorators)?;
            return Ok(StmtKind::Define(Rc::new(Function { is_async: true, ..function })));
        }
        Ok(StmtKind::Define(Rc::new(self.function(decorators)?)))
    }

    /// `async def` and `async with`.
    pub(super) fn asynchronous(&mut self, first: Token<'_>) -> Read<Option<StmtKind>> {
        self.next();
        let of = self.peek();
        Ok(match self.compound(of)? {
            Some(StmtKind::Define(function)) => {
                let function = Rc::into_inner(function).map(|it| Function { is_async: true, ..it });
                function.map(|it| StmtKind::Define(Rc::new(it)))
            }
            Some(StmtKind::With(contexts, body)) => Some(StmtKind::AsyncWith(contexts, body)),
            other => {
                let what = format!("async {}", of.text);
                self.refuse(first.span.to(of.span), Refusal::NotKnown, &[&what]);
                other
            }
        })
    }

    pub(super) fn function(&mut self, decorators: Vec<Expr>) -> Read<Function> {
        self.want("def")?;
        let (name, span) = self.word()?;
        self.want("(")?;
        let parameters = self.parameters(")")?;
        self.want(")")?;
        if self.take("->") {
            self.expression()?;
        }
        let body = self.block()?;
        let own = own_names(&parameters, &body);
        Ok(Function { name, parameters, body, span, own, decorators, is_async: false })
    }

    /// Parameters up to the sign that ends them.
    pub(super) fn parameters(&mut self, end: &str) -> Read<Vec<Parameter>> {
        let mut parameters: Vec<Parameter> = Vec::new();
        let mut by_name_only = false;
        while !self.is(end) {
            if self.take("/") {
                if !self.take(",") {
                    break;
                }
                continue;
            }
            let stars = if self.take("**") { 2 } else { u8::from(self.take("*")) };
            if stars == 1 && (self.is(",") || self.is(end)) {
                by_name_only = true;
            } else {
                let (name, _) = self.word()?;
                if end == ")" && self.take(":") {
                    self.expression()?;
                }
                let default = if self.take("=") { Some(self.expression()?) } else { None };
                parameters.push(Parameter { name, default, stars, by_name_only });
                by_name_only |= stars == 1;
            }
            if !self.take(",") {
                break;
            }
        }
        Ok(parameters)
    }

    pub(super) fn class(&mut self, decorators: Vec<Expr>) -> Read<Class> {
        self.want("class")?;
        let (name, span) = self.word()?;
        let mut bases = Vec::new();
        if self.take("(") {
            for argument in self.arguments()? {
                let Argument { name, value, .. } = argument;
                if name.is_none() {
                    bases.push(value);
                }
            }
        }
        let body = self.block()?;
        Ok(Class { name, bases, body, decorators, span })
    }
}
