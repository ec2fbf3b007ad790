//! Calls: of what every text has, of the text's own functions, and of operations.

use super::declarations::is_maker;
use super::expressions::WRONG;
use super::locals::NOTHING;
use super::roles::Coder;
use super::scope::Meaning;
use crate::notation::meaning::MeaningProblem;
use crate::notation::tree::{Argument, BadWaitLimit, Expression, ExpressionKind, WaitLimit};
use crate::program::{
    Blocking, ChannelEnd, ChannelKind, Instruction, ObjectKind, Operand, Operation, Pc, RoleKind,
    Span,
};

/// Operations that CPython has in C: no switch comes between what they are given and what they do.
const OF_C: [&str; 6] = ["append", "pop", "popleft", "acquire", "release", "len"];

/// What a call gives along.
pub struct Given {
    /// The values, in order.
    pub values: Vec<Operand>,
    /// After how many milliseconds the operation gives up.
    pub timeout: Option<Operand>,
}

impl<'a> Coder<'a, '_> {
    /// A call, and what it answers.
    pub fn call(
        &mut self,
        e: &'a Expression,
        function: &'a Expression,
        arguments: &'a [Argument],
    ) -> Operand {
        let value = match &function.kind {
            ExpressionKind::Name(name) => self.call_by_name(name, arguments, e.span, function.span),
            ExpressionKind::Attribute { of, name } => self.operation(e, of, name, arguments),
            _ => {
                self.problem(function.span, MeaningProblem::NoObject);
                WRONG
            }
        };
        self.give_way();
        value
    }

    fn call_by_name(
        &mut self,
        name: &'a str,
        arguments: &'a [Argument],
        span: Span,
        name_span: Span,
    ) -> Operand {
        match self.meaning(name) {
            Some(Meaning::Function(function)) if !function.is_role => {
                return self.put_in(function, arguments, span);
            }
            Some(Meaning::Function(function)) => {
                // Nobody calls a role but, by mistake, itself.
                self.problem(span, MeaningProblem::Recursion(function.name.into()));
                return WRONG;
            }
            Some(_) => {
                self.problem(name_span, MeaningProblem::NotAFunction(name.into()));
                return WRONG;
            }
            None => {}
        }
        match name {
            "produce" => {
                if self.given(name, arguments, 0, 0, false).is_none() {
                    return WRONG;
                }
                if self.kind != RoleKind::Producer {
                    self.problem(span, MeaningProblem::ProduceElsewhere);
                    return WRONG;
                }
                self.produce()
            }
            "consume" => {
                let Some(given) = self.given(name, arguments, 1, 1, false) else { return WRONG };
                self.assembly.emit(Instruction::Consume(given.values[0]));
                NOTHING
            }
            "sleep" => {
                let Some(given) = self.given(name, arguments, 1, 1, false) else { return WRONG };
                self.assembly.emit(Instruction::Pause(given.values[0]));
                NOTHING
            }
            "len" => self.len(arguments, span),
            "join" => self.join(arguments, span),
            "drop" => self.drop_end(arguments, span),
            "range" => {
                self.problem(span, MeaningProblem::LoopOver);
                WRONG
            }
            _ => {
                let problem = match name {
                    "Thread" => MeaningProblem::NoThreads,
                    _ if is_maker(name) => MeaningProblem::DeclareAtTop(format!("{name}(…)")),
                    _ => self.unknown(name),
                };
                let at = if problem == MeaningProblem::NoThreads { span } else { name_span };
                self.problem(at, problem);
                WRONG
            }
        }
    }

    /// Makes an item; a thread that has made all of its own leaves the role from here.
    fn produce(&mut self) -> Operand {
        let into = self.reserve();
        let made = self.assembly.label();
        let leave = self.assembly.label();
        let has_to_clean_up = self.has_to_clean_up(0);
        let all_made = if has_to_clean_up { leave } else { self.end };
        self.assembly.emit(Instruction::Produce { into, all_made: Coder::pc(all_made) });
        if has_to_clean_up {
            let certain = self.locals.certainty();
            self.jump(made);
            self.assembly.place(leave);
            self.locals.set_certainty(certain.clone());
            self.leave(0);
            let end = self.end;
            self.jump(end);
            self.assembly.place(made);
            self.locals.set_certainty(certain);
        }
        self.locals.assign(into);
        self.note_item(into);
        Operand::Local(into)
    }

    fn len(&mut self, arguments: &'a [Argument], span: Span) -> Operand {
        let [Argument { name: None, value }] = arguments else {
            self.problem(span, MeaningProblem::WrongArguments("len".into(), "1".into()));
            return WRONG;
        };
        if let ExpressionKind::Name(name) = &value.kind {
            match self.meaning(name) {
                Some(Meaning::Object(id)) => match self.object(id).kind {
                    ObjectKind::List { .. } => return self.length(id),
                    ObjectKind::Array { length, .. } => {
                        return super::expressions::number(length.into());
                    }
                    ObjectKind::Queue { .. } => {
                        let meant = format!("{name}.qsize()");
                        let written = format!("len({name})");
                        self.problem(span, MeaningProblem::SaidOtherwise(written, meant));
                        return WRONG;
                    }
                    _ => {}
                },
                None => {
                    let problem = self.unknown(name);
                    self.problem(value.span, problem);
                    return WRONG;
                }
                _ => {}
            }
            self.problem(value.span, MeaningProblem::NoElements(name.clone()));
        } else {
            self.problem(value.span, MeaningProblem::WantsObject("[]".into()));
        }
        WRONG
    }

    fn join(&mut self, arguments: &'a [Argument], span: Span) -> Operand {
        let [Argument { name: None, value }, rest @ ..] = arguments else {
            self.problem(span, MeaningProblem::WrongArguments("join".into(), "1".into()));
            return WRONG;
        };
        let ExpressionKind::Name(role) = &value.kind else {
            self.problem(value.span, MeaningProblem::JoinWhat(String::new()));
            return WRONG;
        };
        let Some(given) = self.given("join", rest, 0, 0, true) else { return WRONG };
        if self.calls.first() == Some(&role.as_str()) {
            self.problem(value.span, MeaningProblem::JoinSelf(role.clone()));
            return WRONG;
        }
        let alive = self.alive.iter().find(|(name, _)| name == role);
        let Some(&(_, id)) = alive else {
            let misspelt = self.meaning(role).is_none().then(|| self.unknown(role));
            let problem = misspelt
                .filter(|it| matches!(it, MeaningProblem::MisspeltName(..)))
                .unwrap_or_else(|| MeaningProblem::JoinWhat(role.clone()));
            self.problem(value.span, problem);
            return WRONG;
        };
        let object = self.object(id);
        let (alive, ObjectKind::Alive { threads, late }) = (object.base, object.kind) else {
            return WRONG;
        };
        self.wait_for(Blocking::Join { alive, threads, late }, given.timeout)
    }

    fn drop_end(&mut self, arguments: &'a [Argument], span: Span) -> Operand {
        let wrong = MeaningProblem::WantsObject("channel()".into());
        let [Argument { name: None, value }] = arguments else {
            self.problem(span, MeaningProblem::WrongArguments("drop".into(), "1".into()));
            return WRONG;
        };
        let ExpressionKind::Name(name) = &value.kind else {
            self.problem(value.span, wrong);
            return WRONG;
        };
        let operation = match self.meaning(name) {
            Some(Meaning::Sender(id, alive)) => {
                Operation::DropEnd { channel: self.sequence(id), end: ChannelEnd::Sender, alive }
            }
            Some(Meaning::Receiver(id, alive)) => {
                Operation::DropEnd { channel: self.sequence(id), end: ChannelEnd::Receiver, alive }
            }
            Some(_) => {
                self.problem(value.span, wrong);
                return WRONG;
            }
            None => {
                let problem = self.unknown(name);
                self.problem(value.span, problem);
                return WRONG;
            }
        };
        self.next_access();
        self.assembly.access(operation);
        NOTHING
    }

    /// The same of an operation that [may also be told not to wait](WaitLimit::switch_of).
    pub fn given_with_limit(&mut self, of: &str, arguments: &'a [Argument]) -> Option<Given> {
        let (switch, count) = WaitLimit::switch_of(of).unwrap_or_default();
        let mut values = Vec::new();
        for argument in arguments.iter().take(count).filter(|it| it.name.is_none()) {
            values.push(self.value(&argument.value));
        }
        let limit = match values.len() == count {
            true => WaitLimit::of(of, arguments),
            false => Err(BadWaitLimit::Arguments),
        };
        let limit = match limit {
            // No number is meant to say whether it waits.
            Err(BadWaitLimit::Unknown(Expression { kind: ExpressionKind::Integer(_), .. })) => {
                Err(BadWaitLimit::Arguments)
            }
            limit => limit,
        };
        let timeout = match limit {
            Ok(WaitLimit::Endless) => None,
            Ok(WaitLimit::Within(time)) => Some(self.value(time)),
            Err(BadWaitLimit::Unknown(value)) => {
                self.problem(value.span, MeaningProblem::NotConstant);
                return None;
            }
            Err(BadWaitLimit::Arguments) => {
                let rest = arguments.iter().filter(|it| {
                    !it.name.as_ref().is_some_and(|it| [switch, "timeout"].contains(&&*it.text))
                });
                let unknown = rest.clone().find_map(|it| it.name.as_ref());
                let (span, problem) = match unknown {
                    Some(name) => {
                        let known = format!("{switch}`, `timeout");
                        (name.span, MeaningProblem::UnknownArgument(name.text.clone(), known))
                    }
                    None => {
                        let spans = arguments.iter().map(|it| it.value.span);
                        let span = spans.reduce(Span::to).unwrap_or(self.assembly.span);
                        let takes = if count == 0 { "0–1" } else { "1" };
                        (span, MeaningProblem::WrongArguments(of.into(), takes.into()))
                    }
                };
                self.problem(span, problem);
                return None;
            }
        };
        // What is written in C has made its access before CPython looks for a switch.
        if !OF_C.contains(&of) {
            self.give_way();
        }
        Some(Given { values, timeout })
    }

    /// Checks and works out the arguments of a call: from `least` to `most` values, and
    /// perhaps a time-out.
    pub fn given(
        &mut self,
        of: &str,
        arguments: &'a [Argument],
        least: usize,
        most: usize,
        has_timeout: bool,
    ) -> Option<Given> {
        let mut given = Given { values: Vec::new(), timeout: None };
        for argument in arguments {
            match &argument.name {
                None => {
                    let value = self.value(&argument.value);
                    given.values.push(value);
                }
                Some(name) if name.text == "timeout" && has_timeout => {
                    given.timeout = Some(self.value(&argument.value));
                }
                Some(name) => {
                    let known = if has_timeout { "timeout" } else { "" };
                    let problem = MeaningProblem::UnknownArgument(name.text.clone(), known.into());
                    self.problem(name.span, problem);
                    return None;
                }
            }
        }
        if (least..=most).contains(&given.values.len()) {
            // What is written in C has made its access before CPython looks for a switch.
            if !OF_C.contains(&of) {
                self.give_way();
            }
            return Some(given);
        }
        let span =
            arguments.iter().map(|it| it.value.span).reduce(Span::to).unwrap_or(self.assembly.span);
        let takes = match least == most {
            true => least.to_string(),
            false => format!("{least}–{most}"),
        };
        self.problem(span, MeaningProblem::WrongArguments(of.into(), takes));
        None
    }

    /// An access that may have to wait, and whether it was made.
    pub fn wait_for(&mut self, on: Blocking, timeout: Option<Operand>) -> Operand {
        self.next_access();
        let answer = timeout.map(|_| self.reserve());
        self.assembly.emit(Instruction::Block { on, answer, timeout });
        match answer {
            Some(answer) => {
                self.locals.assign(answer);
                Operand::Local(answer)
            }
            None => super::locals::truth(true),
        }
    }

    /// Receives from a channel; `at_end` is where a loop over it goes on.
    pub fn receive(
        &mut self,
        id: crate::program::ObjectId,
        at_end: Option<Pc>,
        timeout: Option<Operand>,
    ) -> Operand {
        let channel = self.sequence(id);
        let kind = match self.object(id).kind {
            ObjectKind::Channel { kind, .. } => kind,
            _ => ChannelKind::Unbounded,
        };
        let offered = kind == ChannelKind::Rendezvous;
        if offered {
            self.next_access();
            self.assembly.access(Operation::Offer { channel: channel.length });
        }
        let into = self.reserve();
        self.next_access();
        let on = Blocking::Receive { channel, offered, at_end, into };
        self.assembly.emit(Instruction::Block { on, answer: None, timeout });
        self.locals.assign(into);
        self.note_item(into);
        Operand::Local(into)
    }
}
