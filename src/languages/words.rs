//! The words of a language that belong to no kind of thing. Each language says of every one what
//! it writes, or that it has none.

/// What a language has a text for. The comments say what is put into the text: `$0`, `$1` and on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    /// A declaration of anything: its names, what makes it, the arguments.
    AnyDeclaration,
    /// An operation on anything: the object, the operation, the arguments.
    AnyOperation,
    /// A call of anything: its name, the arguments.
    AnyCall,
    /// What a comment begins with.
    Comment,
    /// What a block ends with.
    End,
    /// What a statement ends with.
    StatementEnd,
    True,
    False,
    None,
    And,
    Or,
    /// The operand.
    Not,
    Is,
    IsNot,
    /// The sign, where it is not that of the notation.
    Divide,
    /// Division of what may be below zero.
    FloorDivide,
    FloorModulo,
    /// A number in the type for sizes.
    Unsigned,
    /// How an operation reaches its object.
    Reference,
    /// How an object is handed to a function.
    Argument,
    /// How an end of a channel is lent to a function.
    ArgumentEnd,
    /// The name, the value.
    PredefinedConstant,
    /// The name, the value, the type. A kind of value can have words of its own.
    DeclareConstant,
    DeclareVariable,
    /// A variable that threads share: its name.
    ReadVariable,
    /// The name, the value.
    WriteVariable,
    /// The name, the value, the type, for this one and the next two.
    Assign,
    Let,
    LetChanging,
    /// A variable declared before it has a value: its name, the type, what it holds meanwhile.
    DeclareOnce,
    DeclareChanging,
    DeclareDefault,
    /// The name, the sign, the value.
    Augment,
    /// The array, the index, the value.
    StoreElement,
    If,
    Elif,
    Else,
    While,
    WhileTrue,
    /// The variable, how many times.
    ForRange,
    /// The name of a loop that is left by name.
    LoopName,
    With,
    Try,
    Except,
    ExceptSeveral,
    ExceptSeparator,
    ExceptAll,
    Finally,
    /// A block that something may go wrong in, where there are no exceptions: its number.
    AttemptOpen,
    AttemptClose,
    AttemptExcept,
    Jump,
    /// What may fail inside such a block: the target, the operation, the way out, the type.
    FallibleStatement,
    FallibleLet,
    FallibleAssign,
    RaiseCaught,
    FinallyOpen,
    FinallyClose,
    /// The exception.
    Raise,
    RaiseAgain,
    Break,
    BreakOut,
    Continue,
    ContinueOut,
    Pass,
    /// What stands in a block that is empty otherwise.
    PassNeeded,
    /// What stands in a loop that only waits.
    PassSpinning,
    Return,
    ReturnValue,
    Assert,
    Global,
    /// The name, the parameters, the type of what it returns, for this one and the next two.
    Define,
    DefineListing,
    DefineReturning,
    /// What stands at the end of a function that should have returned something by then.
    DefineNoValue,
    /// The name, the type.
    Parameter,
    ParameterChanged,
    NoParameters,
    /// The end of a consumer that has taken enough.
    Takes,
    Produce,
    ProduceLet,
    Consume,
    Sleep,
    Join,
    /// The lock of a condition that has its own.
    OwnLock,
    /// What every exception is.
    AnyException,
    DeclareException,
    /// The threads of a role; see `Writer::each_role` for what is put into this one and the next.
    Threads,
    Entry,
    EntryCall,
    EntryClose,
    Start,
    StartOnce,
    StartMe,
    StartArgument,
    StartCall,
    StartCallValue,
    StartClose,
    /// The list of the threads that a run waits for, and that of the others.
    MayWait,
    MustEnd,
}
