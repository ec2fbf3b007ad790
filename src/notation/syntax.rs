//! What can be wrong with how a text is built.

/// One way in which a text is not built as the notation is.
///
/// The words in a variant are the reader's own, or what the reader should write instead.
/// What the page says about each is in `text::SyntaxErrors`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SyntaxProblem {
    // The text as a whole.
    /// More bytes than are read; the most there may be.
    TextTooLong(usize),
    /// More lines than are read; the most there may be.
    TooManyLines(usize),
    /// Blocks or brackets inside each other; the most there may be.
    NestedTooDeep(usize),
    /// One line calculates more than anybody would read; the most operations there may be.
    LineTooLong(usize),

    // Characters.
    /// A space that is no ordinary one; its code, such as `U+00A0`.
    OddSpace(String),
    /// Tabs and spaces indent one text in ways that depend on how wide a tab is.
    TabsAndSpaces,
    /// A character that looks like one of the notation; it, and what to write.
    LookAlike(String, String),
    /// A typographic quotation mark.
    TypographicQuote(String),
    /// A character that the notation does not have.
    UnknownCharacter(String),
    /// A character that cannot be seen; its code.
    InvisibleCharacter(String),

    // Numbers and texts.
    /// A number with a fraction.
    FractionalNumber(String),
    /// A number that does not fit.
    NumberTooLarge(String),
    /// A number that runs into letters.
    NumberWithLetters(String),
    /// A number with a 0 before it; the number, and without the 0.
    LeadingZero(String, String),
    /// A text in quotation marks.
    TextLiteral,
    /// A text in quotation marks that does not end.
    UnclosedText,
    /// A text that stands alone, to explain what follows.
    Docstring,

    // Signs of other languages, and of the rest of Python.
    /// `;`
    Semicolon,
    /// `\`
    Backslash,
    /// `{` or `}`
    Brace(String),
    /// `&&`, `||`, `!`, `<>`, `===` …; it, and what to write.
    OtherSign(String, String),
    /// `x++` or `x--`; what to write.
    Increment(String),
    /// `/`; what to write.
    Division(String),
    /// `**`
    Power,
    /// `&`, `|`, `^`, `~`, `<<`, `>>`
    BitOperator(String),
    /// `*=` and the like; it, and what to write.
    OtherAugmented(String, String),
    /// `+x`
    UnaryPlus,
    /// `:=`
    Walrus,
    /// `->`
    Arrow,
    /// `...`
    Ellipsis,
    /// `c ? a : b`
    QuestionMark,
    /// A comment that starts as in another language; how it starts.
    OtherComment(String),
    /// `>>>`, pasted from Python's prompt
    Prompt,

    // Statements of other languages, and of the rest of Python.
    /// `import`, `from`
    Import,
    /// `class`
    Class,
    /// `async`, `await`
    Asynchronous(String),
    /// `yield`
    Generator,
    /// `del`
    Delete,
    /// `nonlocal`
    Nonlocal,
    /// `match`, `switch`, `case`
    MatchBlock(String),
    /// `@name`
    Decorator,
    /// `else if`
    ElseIf,
    /// `else condition:`; what to write.
    ElseWithCondition(String),
    /// A word of another language; it, and what to write.
    OtherWord(String, String),
    /// A word of another language that is to be left out.
    NeedlessWord(String),
    /// A word of the notation in capitals or in small letters; it, and how it is written.
    WrongCase(String, String),
    /// A word that starts no block, in a line that looks as if it did.
    UnknownBlock(String),
    /// `for (i = 0; …)`
    CountingFor,
    /// `else` of `while` or `for`
    LoopElse(String),
    /// `else` of `try`
    TryElse,
    /// `except … as e`; what to write.
    ExceptAs(String),
    /// `except A, B`; what to write.
    ExceptList(String),
    /// `with … as x`; what to write.
    WithAs(String),
    /// `raise NAME(…)` or `raise NAME from …`; what to write.
    RaiseWithMore(String),
    /// `assert e, message`; what to write.
    AssertMessage(String),

    // Blocks.
    /// No colon at the end of a line that needs one; what to write.
    MissingColon(String),
    /// A colon at the end of a line that needs none; what to write.
    NeedlessColon(String),
    /// No line inside a block; the line before it.
    MissingBody(String),
    /// A line further in than the one before, for no reason.
    UnexpectedIndent,
    /// A line that is as far in as no line before it.
    NoSuchLevel,
    /// `else` and the like where nothing goes before; the word, and what must go before.
    ClauseAlone(String, String),
    /// `elif` after `else` and the like; the word, and the one it comes after.
    ClauseAfterLast(String, String),
    /// `try` with neither `except` nor `finally`
    TryAlone,
    /// A block on the line of another one; the word it starts with.
    BlockInLine(String),
    /// `def` inside anything
    NestedDefinition,

    // Brackets and commas.
    /// A bracket that is never closed; it, and what closes it.
    NeverClosed(String, String),
    /// A bracket that closes nothing.
    NothingToClose(String),
    /// A bracket closed by another kind; what opened, what stands there, what to write.
    WrongCloser(String, String, String),
    /// No comma between two arguments; what stands before and after.
    MissingComma(String, String),
    /// `[1, 2]`
    FilledList,
    /// `(a, b)`, `a, b`
    Tuple,
    /// `[… for …]`
    Comprehension,
    /// `a[1:2]`
    Slice,

    // Expressions.
    /// Something is missing; after what.
    MissingValue(String),
    /// Something is missing before what stands there.
    MissingValueBefore(String),
    /// `=` where a condition is expected; what to write.
    AssignInCondition(String),
    /// `a < b < c`; what to write.
    ChainedComparison(String),
    /// `x if c else y`
    ConditionalExpression,
    /// `in`, `not in`
    InOperator(String),
    /// `lambda x: …`
    LambdaParameters,
    /// A word of the notation where a name or a value is expected.
    KeywordAsValue(String),
    /// `f()()`, `3()`
    CallOfValue,
    /// No name after `.`
    MissingNameAfterDot,
    /// `*args`, `**options`
    StarArguments(String),
    /// `f(timeout=1, x)`
    PositionAfterName,

    // Definitions and other lines that start with a word.
    /// No name after the word.
    MissingName(String),
    /// No `()` after the name; what to write.
    MissingParentheses(String),
    /// A word of the notation as a name.
    KeywordAsName(String),
    /// Anything but a name among the parameters.
    BadParameter(String),
    /// `def f(a=1, b):`; the parameter that needs a value.
    MissingDefault(String),
    /// `x: int`
    TypeAnnotation,
    /// `for x range(3)`; what to write.
    MissingIn(String),
    /// `for a, b in …`
    SeveralLoopVariables,

    // Assignments and lines of one expression.
    /// `x == 1` alone; what to write.
    ComparisonAlone(String),
    /// `mutex.wait` alone; what to write.
    CallWithoutParentheses(String),
    /// A value alone; it.
    ValueAlone(String),
    /// `a = b = 1`; two lines to write.
    ChainedAssignment(String, String),
    /// `True = 1`, `while = 1`
    AssignToKeyword(String),
    /// `f() = 1`
    AssignToCall(String),
    /// `x + 1 = 2`, `5 = x`
    AssignToValue(String),
    /// More than two targets, or two with anything but a channel's ends.
    SeveralTargets,
    /// `=+ 1`; what to write.
    SwappedSigns(String, String),

    // Ends of lines.
    /// A full stop at the end.
    FullStop,
    /// Something after a complete statement.
    StrayText(String),
    /// A line that starts as no line does.
    NoStatement(String),
}
