//! What can be wrong with what a text says.

/// One way in which a well-built text means nothing.
///
/// The words in a variant are the reader's own, or what the reader should write instead.
/// What the page says about each is in `text::MeaningErrors`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MeaningProblem {
    // Names.
    /// A name that nothing gives a meaning.
    UnknownName(String),
    /// A name that nothing gives a meaning, and one like it that something does.
    MisspeltName(String, String),
    /// A name that is declared twice.
    DeclaredTwice(String),
    /// A parameter that another one is named like.
    SameParameter(String),
    /// A word of the notation that cannot be a name; the word.
    ReservedName(String),

    // What stands at the top.
    /// A statement that belongs into a `def`.
    NotAtTop,
    /// A declaration that belongs to the top; the name.
    DeclareAtTop(String),
    /// What a name is declared to be is nothing that can be; the name.
    NoDeclaration(String),
    /// A number that has to be known before the threads start.
    NotConstant,
    /// A number that is out of its range: least, most.
    OutOfRange(i64, i64),
    /// `tx, rx =` something that is no channel.
    TwoNames,
    /// `tx = channel()`: what to write.
    ChannelNeedsTwoNames(String),
    /// Text without any role.
    NoRole,
    /// A definition with parameters that nobody calls; its name.
    NeverCalled(String),
    /// More state than the page holds; the most cells.
    TooMuchState(usize),
    /// Other roles than producers and consumers; the most there may be.
    TooManyRoles(usize),

    // Objects and what they can do.
    /// An operation that its object does not have: object, operation, what it has.
    NoSuchOperation(String, String, String),
    /// An operation that its object does not have, and one like it that it has: object,
    /// operation, that one.
    MisspeltOperation(String, String, String),
    /// An operation that is not called: what to write.
    NotCalled(String),
    /// A call of something that cannot be called; its name.
    NotAFunction(String),
    /// Something that is no object with operations.
    NoObject,
    /// A value where an object is wanted: what kind.
    WantsObject(String),
    /// An object where a value is wanted; its name.
    ObjectAsValue(String),
    /// An object that is assigned to; its name.
    AssignToObject(String),
    /// Something that has no elements; its name.
    NoElements(String),
    /// The wrong number of arguments: of what, how many it takes.
    WrongArguments(String, String),
    /// An argument by a name that is not known here: the name, those that are.
    UnknownArgument(String, String),
    /// A value that is calculated and not used.
    ValueUnused,
    /// `wait_for` of something else than a `lambda` or a function.
    WantsCondition,
    /// A `lambda` anywhere but in `wait_for`.
    LambdaElsewhere,
    /// `pop(i)` for another `i` than 0.
    PopIndex,
    /// A word of another library: what is meant. That is empty where the library is not
    /// needed, and a comment where nothing is.
    SaidOtherwise(String, String),
    /// `Thread(…)`: threads are there by themselves.
    NoThreads,

    // Roles.
    /// `produce()` anywhere but in the producers.
    ProduceElsewhere,
    /// `join` of something that is no role; its name.
    JoinWhat(String),
    /// A thread that waits for its own end; its role.
    JoinSelf(String),
    /// A function that calls itself; its name.
    Recursion(String),
    /// `break` or `continue` without a loop.
    OutsideLoop(String),
    /// `return` at the top, or with a value from a role.
    ReturnValue,
    /// `raise` without a name, and nothing was caught.
    RaiseWhat,
    /// A loop over something else than `range(n)` or the receiving end of a channel.
    LoopOver,
    /// Something is used as an object of the top, but the function makes the name its own by assigning to it: the name,
    /// the function, the line where it does.
    OwnInsteadOfShared(String, String, String),
    /// A role that is too long once its functions are put in: the most instructions.
    RoleTooLong(String, usize),
    /// More variables in one role than there may be.
    TooManyVariables(usize),

    // Warnings: the text means something, but perhaps not what was meant.
    /// A name of the top that a function assigns without `global`, which makes a variable of its
    /// own: the name, the function.
    OwnVariable(String, String),
    /// An `except` of something that its `try` cannot raise; the exception.
    NeverRaised(String),

    // Exceptions.
    /// An exception that neither Python nor the text knows.
    UnknownException(String),
    /// The same, and one like it that is known.
    MisspeltException(String, String),

    // Invariants.
    /// An invariant that is no condition.
    InvariantWhat,
}

impl MeaningProblem {
    /// Whether the text can be run all the same.
    pub fn is_warning(&self) -> bool {
        matches!(self, MeaningProblem::OwnVariable(..) | MeaningProblem::NeverRaised(_))
    }
}
