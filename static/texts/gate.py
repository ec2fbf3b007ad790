import _thread
import collections
import dis
import importlib.util
import linecache
import os
import sys
import threading
import time
import types

FILE = "<program>"
PATIENCE = 20.0  # So many seconds without a step, and the schedule counts as not held.
A_MOMENT = 0.5  # So long threads that should stand still are looked at.

READS = {"LOAD_NAME", "LOAD_GLOBAL", "LOAD_DEREF", "LOAD_CLASSDEREF", "LOAD_FAST", "LOAD_ATTR", "LOAD_METHOD"}
CALLS = {"PRECALL", "CALL", "CALL_KW", "CALL_FUNCTION_EX"}
INDEXED = {"BINARY_SUBSCR", "STORE_SUBSCR", "DELETE_SUBSCR", "CONTAINS_OP"}
ENTERS = {"BEFORE_WITH"}
# Steps that are met inside the library.
INSIDE = {"begin", "end", "start", "join", "alive", "wait", "woken", "timer", "submit", "task", "result", "await", "dismiss"}


class Code:
    """What stands where in the instructions of a function."""

    def __init__(self, code):
        self.at = {}
        for it in dis.get_instructions(code):
            line, last, column, end = it.positions or (None,) * 4
            if None not in (line, last, column, end):
                self.at[it.offset] = (it.opname, it.argval, (line, column, last, end))
        calls = {name for name, _, _ in self.at.values()} & CALLS
        # CPython 3.11 has two instructions for a call: the first of them counts.
        self.calls = {"PRECALL", "CALL_FUNCTION_EX"} if "PRECALL" in calls else CALLS
        self.withs = {place for name, _, place in self.at.values() if name in ENTERS}
        self.fitting = {}

    def fits(self, offset, wanted):
        """Whether the instruction makes this access."""
        if wanted not in self.fitting:
            self.fitting[wanted] = self.find(*wanted)
        return offset in self.fitting[wanted]

    def find(self, kind, span, name):
        line, column, last, end = span
        inside = {
            offset: (op, arg, place)
            for offset, (op, arg, place) in self.at.items()
            if place[:2] >= (line, column) and place[2:] <= (last, end)
        }
        exact = {offset for offset, (op, _, place) in inside.items() if place == span and op in self.calls | INDEXED}
        if kind in ("read", "whole"):
            indexed = {offset for offset in exact if inside[offset][0] in INDEXED}
            reads = {offset for offset, (op, _, _) in inside.items() if op in READS}
            named = {it for it in reads if inside[it][1] == name}
            return (exact or named or reads) if kind == "whole" else (indexed or named or exact or reads)
        if kind == "write":
            return {offset for offset, (op, _, _) in inside.items() if op.startswith(("STORE_", "DELETE_")) and op != "STORE_FAST"} or exact
        if kind == "chance":
            return exact or {offset for offset, (op, _, _) in inside.items() if op in self.calls}
        if kind == "take" and not exact:
            return {offset for offset, (op, _, place) in self.at.items() if op in ENTERS and place[:2] == (line, column)}
        if kind == "give" and not exact:
            around = {place for place in self.withs if place[:2] <= (line, column) and place[2:] >= (last, end)}
            return {
                offset
                for offset, (op, _, place) in self.at.items()
                if place in around and (op in self.calls or op == "WITH_EXCEPT_START")
            }
        return exact


class News(threading.Condition):
    """A condition of the gate's own, which stays as Python has it."""

    wait = threading.Condition.wait
    notify = threading.Condition.notify


class Gate:
    """Lets one thread go at a time, from one access to its next."""

    def __init__(self):
        self.news = News()
        self.codes = {}
        self.names = {_thread.get_ident(): MAIN}  # The threads, by their identities.
        self.moving = MAIN  # Who makes a step just now.
        self.at = 0  # How many steps were made.
        self.todo = collections.defaultdict(collections.deque)
        for index, step in enumerate(STEPS):
            self.todo[step[1]].append(index)
        self.started = collections.deque(STARTED)
        self.gone = set()  # Who has ended.
        self.ending = []  # The threads of Python that are about to end.
        self.is_free = False  # All steps are made, and everybody goes on alone.
        self.arrived = set()  # Who stands where the schedule leaves it.
        self.went_on = set()  # Who went on from there.
        self.raised = {}
        self.notes = []
        self.is_over = False
        self.begin = time.monotonic()

    def me(self):
        return self.names.get(_thread.get_ident())

    def wanted(self, name):
        """The access that a thread makes next: kind, place, name; with its step."""
        if self.todo[name]:
            index = self.todo[name][0]
            return STEPS[index][2:5], index
        return NEXT.get(name), None

    def kind(self, name):
        wanted, _ = self.wanted(name)
        return wanted[0] if wanted else None

    def arrive(self, name):
        """Waits until it is this thread's turn. Answers its step, or None where all are made."""
        with self.news:
            _, index = self.wanted(name)
            self.settle(name)
            while not self.is_free and not (self.moving is None and self.at == index):
                self.news.wait()
            if self.is_free:
                self.arrived.add(name)
                return None
            step = STEPS[index]
            self.todo[name].popleft()
            self.at += 1
            self.moving = name
            self.begin = time.monotonic()
            show(step)
            ending, self.ending = self.ending, []
        for thread in ending:
            REAL_JOIN(thread)
        return step

    def meet(self, *kinds):
        """Waits for the turn of a step that is met inside the library, if this thread makes one of these next."""
        name = self.me()
        if name and not self.is_free and self.kind(name) in kinds:
            return self.arrive(name)
        return None

    def settle(self, name):
        if self.moving == name:
            self.moving = None
            self.news.notify_all()

    def end(self, name):
        """The thread is about to end."""
        with self.news:
            self.gone.add(name)
            self.settle(name)
            self.news.notify_all()

    def trace(self, frame, event, argument):
        """What Python calls for each function that begins in a thread."""
        if frame.f_code.co_filename != FILE:
            return None
        name = self.me()
        if name is None:
            return None
        frame.f_trace_lines = False
        frame.f_trace_opcodes = True
        return self.follow

    def follow(self, frame, event, argument):
        name = self.me()
        if event == "opcode":
            wanted, _ = self.wanted(name)
            code = self.codes.get(frame.f_code)
            if code is None:
                code = self.codes[frame.f_code] = Code(frame.f_code)
            if self.is_free:
                # The second instruction of the call that it stands at is no step beyond it.
                if name in self.arrived and code.at.get(frame.f_lasti, ("",))[0] != "CALL":
                    self.went_on.add(name)
            elif wanted:
                if wanted[0] not in INSIDE and code.fits(frame.f_lasti, wanted):
                    self.arrive(name)
        return self.follow


def show(step):
    number, name, _, span = step[:4]
    text = LINES[span[0] - 1].strip() if span[0] <= len(LINES) else ""
    say("step", number, name, where(span[0]), text)


def where(line):
    """A line, with the file that it stands in."""
    for module, first, last in FILES:
        if first < line <= last:
            return f"{line - first} ({module}.py)"
    return line


def text_of(first, last):
    """The text of a file, its lines numbered as in the whole program."""
    return "\n" * first + "\n".join(LINES[first:last]) + "\n"


class Files:
    """Where the files of the program are imported from."""

    def find_spec(self, name, path=None, target=None):
        is_there = any(name == module for module, _, _ in FILES[1:])
        return importlib.util.spec_from_loader(name, self) if is_there else None

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        first, last = next(lines for name, *lines in FILES if name == module.__name__)
        exec(compile(text_of(first, last), FILE, "exec"), module.__dict__)


def say(name, *words):
    print(WORDS[name].format(*words), file=sys.stderr, flush=True)


REAL_JOIN = threading.Thread.join
REAL_IS_ALIVE = threading.Thread.is_alive
REAL_START = threading.Thread.start
REAL_WAIT = threading.Condition.wait
REAL_NOTIFY = threading.Condition.notify
REAL_SLEEP = time.sleep
REAL_TIMER_RUN = threading.Timer.run


def start(thread):
    """Threads get the names that they have in the schedule, in the order in which they are started."""
    GATE.meet("start")
    name = GATE.started.popleft() if GATE.me() and GATE.started else None
    if name:
        run = thread.run

        def named_run():
            GATE.names[_thread.get_ident()] = name
            GATE.meet("begin")
            try:
                run()
            finally:
                GATE.meet("end")
                with GATE.news:
                    GATE.ending.append(thread)
                GATE.end(name)

        thread.run = named_run
        GATE.order[thread] = len(GATE.order)
    REAL_START(thread)


def join(thread, timeout=None):
    step = GATE.meet("join")
    if step is None or step[5] != "timeout":
        REAL_JOIN(thread, timeout)


def wait(condition, timeout=None):
    """As Python's own; but whoever waits is held by the gate, and goes on when the schedule says so."""
    GATE.meet("wait")
    name = GATE.me()
    if name is None or GATE.is_free or GATE.kind(name) != "woken":
        return REAL_WAIT(condition, timeout)
    if not condition._is_owned():
        raise RuntimeError("cannot wait on un-acquired lock")
    waiter = _thread.allocate_lock()
    waiter.acquire()
    GATE.waiting[waiter] = name
    condition._waiters.append(waiter)
    saved = condition._release_save()
    is_notified = False
    try:
        step = GATE.arrive(name)
        if step is None and timeout is not None:
            is_notified = waiter.acquire(True, max(timeout, 0))
        elif step is None:
            is_notified = waiter.acquire()
        else:
            is_notified = waiter.acquire(False) or step[5] == "spurious"
        return is_notified
    finally:
        condition._acquire_restore(saved)
        try:
            condition._waiters.remove(waiter)
        except ValueError:
            pass


def notify(condition, n=1):
    """As Python's own; but it wakes whom the schedule says."""
    name = GATE.me()
    step = STEPS[GATE.at - 1] if name and not GATE.is_free and GATE.at else None
    if step and step[1] == name and step[2] == "notify" and isinstance(step[5], list):
        by_itself = [GATE.waiting.get(it) for it in condition._waiters][: len(step[5])]
        if set(by_itself) != set(step[5]) and step[5]:
            rest = sorted(condition._waiters, key=lambda it: GATE.waiting.get(it) not in step[5])
            condition._waiters.clear()
            condition._waiters.extend(rest)
            GATE.notes.append(("order", step[0], ", ".join(step[5]), ", ".join(map(str, by_itself))))
    REAL_NOTIFY(condition, n)


def sleep(seconds):
    """While the gate holds the order, nobody has to wait for the time."""
    if seconds < 0:
        raise ValueError("sleep length must be non-negative")
    if GATE.me() is None or GATE.is_free:
        REAL_SLEEP(seconds)


def is_alive(thread):
    GATE.meet("alive")
    return REAL_IS_ALIVE(thread)


def timer_run(timer):
    step = GATE.meet("timer")
    if step is None:
        return REAL_TIMER_RUN(timer)
    GATE.meet("timer")
    if not timer.finished.is_set():
        timer.function(*timer.args, **timer.kwargs)
    timer.finished.set()


def hold_chance():
    """What is drawn by chance is what the schedule says, where it draws among so many."""
    import random

    def held(real, drawn):
        def with_its_turn(*arguments):
            step = STEPS[GATE.at - 1] if GATE.at and not GATE.is_free else None
            if step and step[1] == GATE.me() and step[2] == "chance":
                among = drawn(*arguments)
                if len(among) == int(step[4]):
                    GATE.drawn.add(step[0])
                    return among[step[5]]
            return real(*arguments)

        return with_its_turn

    random.randint = held(random.randint, lambda least, most: range(least, most + 1))
    random.randrange = held(random.randrange, range)
    random.choice = held(random.choice, lambda among: among)


def hold_pools():
    """A pool of threads hands out its tasks as the schedule says."""
    from concurrent.futures import Future, ThreadPoolExecutor

    real_shutdown, real_submit = ThreadPoolExecutor.shutdown, ThreadPoolExecutor.submit
    real_init, real_result, real_exception = ThreadPoolExecutor.__init__, Future.result, Future.exception
    real_set_result, real_set_exception = Future.set_result, Future.set_exception

    class Never:
        """Each task brings a thread, until there are all: whether one is idle is not asked."""

        def acquire(self, timeout=None):
            return False

        def release(self):
            pass

    class Tasks:
        def __init__(self, real):
            self.put, self.get_nowait, self.real = real.put, real.get_nowait, real

        def get(self, block=True):
            GATE.meet("task")
            return self.real.get(block)

    def init(pool, *arguments, **named):
        real_init(pool, *arguments, **named)
        pool._idle_semaphore = Never()
        pool._work_queue = Tasks(pool._work_queue)

    def submit(pool, /, *arguments, **named):
        GATE.meet("submit")
        return real_submit(pool, *arguments, **named)

    def shutdown(pool, wait=True, *, cancel_futures=False):
        GATE.meet("dismiss")
        real_shutdown(pool, False, cancel_futures=cancel_futures)
        if wait:
            for thread in sorted(pool._threads, key=lambda it: GATE.order.get(it, 0)):
                GATE.meet("alive")
                thread.join()

    def held(real, kind):
        def with_its_turn(future, *arguments, **named):
            step = GATE.meet(kind)
            if step and step[5] == "timeout":
                raise TimeoutError()
            return real(future, *arguments, **named)

        return with_its_turn

    ThreadPoolExecutor.__init__, ThreadPoolExecutor.submit, ThreadPoolExecutor.shutdown = init, submit, shutdown
    Future.result, Future.exception = held(real_result, "await"), held(real_exception, "await")
    Future.set_result = held(real_set_result, "result")
    Future.set_exception = held(real_set_exception, "result")


def note_exception(name, error):
    with GATE.news:
        GATE.raised[name] = type(error).__name__
        GATE.news.notify_all()


def excepthook(arguments):
    REAL_EXCEPTHOOK(arguments)
    name = GATE.me()
    if name and arguments.exc_value is not None:
        note_exception(name, arguments.exc_value)


REAL_EXCEPTHOOK = threading.excepthook


def run_program():
    """The program, as the thread that this script is."""
    module = types.ModuleType("__main__")
    module.__file__ = FILE
    sys.modules["__main__"] = module
    GATE.module = module
    code = compile(text_of(*FILES[0][1:]) if FILES else PROGRAM, FILE, "exec")
    try:
        sys.settrace(GATE.trace)
        exec(code, module.__dict__)
    except SystemExit:
        sys.settrace(None)
    except BaseException as error:
        sys.settrace(None)
        sys.excepthook(type(error), error, error.__traceback__.tb_next)
        note_exception(MAIN, error)
    finally:
        sys.settrace(None)
        GATE.meet("dismiss")
        GATE.end(MAIN)
        if HAS_POOL:
            sys.modules["concurrent.futures.thread"]._python_exit()


def watch():
    """Sees whether the schedule is held, and how the program ends; then ends it."""
    is_held, is_right = False, False
    with GATE.news:
        while GATE.at < len(STEPS) or GATE.moving is not None:
            GATE.news.wait(0.2)
            if time.monotonic() - GATE.begin > PATIENCE:
                break
        else:
            is_held = True
    if is_held:
        say("held", STEPS[-1][0] if STEPS else 0)
        is_right = see_the_end()
    else:
        step = STEPS[min(GATE.at, len(STEPS) - 1)]
        moving = "" if GATE.moving is None else f"({GATE.moving})"
        say("stuck", step[0], STEPS[-1][0], step[1], where(step[3][0]), moving)
        if "DEBUG" in os.environ:
            for ident, frame in sys._current_frames().items():
                name = GATE.names.get(ident)
                print(name, GATE.wanted(name) if name else None, frame.f_code.co_name, frame.f_lineno, file=sys.stderr)
    for number, _, kind, *_ in STEPS[: GATE.at]:
        if kind == "chance" and number not in GATE.drawn:
            GATE.notes.append(("chance", number))
    for what, number, *words in GATE.notes:
        say("cannot", number, WORDS[what].format(*words))
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0 if is_right else 1)


def see_the_end():
    is_right = True
    for name, value in VALUES.items():
        is_there = GATE.module.__dict__.get(name, value)
        if type(is_there) in (int, bool) and is_there != value:
            say("other_value", name, is_there, value)
            is_right = False
        elif name in GATE.module.__dict__:
            say("value", name, value)
    with GATE.news:
        GATE.is_free = True
        GATE.news.notify_all()
        if RAISED:
            who, what = RAISED
            GATE.news.wait_for(lambda: who in GATE.raised, PATIENCE)
            is_there = GATE.raised.get(who) == what
            say("raised" if is_there else "not_raised", who, what)
            return is_right and is_there
    if STANDS_STILL:
        REAL_SLEEP(A_MOMENT)
        for name in NEXT:
            if name in GATE.went_on or name in GATE.gone:
                say("moved", name)
                is_right = False
        if is_right and NEXT:
            stand = "; ".join(WORDS["stands"].format(name, where(NEXT[name][1][0])) for name in NEXT)
            say("still", stand)
    else:
        limit = time.monotonic() + PATIENCE
        with GATE.news:
            is_ended = GATE.news.wait_for(lambda: MAIN in GATE.gone and not others(), 3.0)
        say("ended" if is_ended else "goes_on")
    if SAID:
        say("expected", SAID)
    return is_right


def others():
    """The threads of the program that keep it from ending."""
    return [it for it in threading.enumerate() if it is not threading.main_thread() and not it.daemon]


if sys.version_info < (3, 11):
    sys.exit(WORDS["version"])
LINES = PROGRAM.split("\n")
linecache.cache[FILE] = (len(PROGRAM), None, PROGRAM.splitlines(True), FILE)
GATE = Gate()
GATE.waiting = {}  # Who waits at a condition, by the locks that stand for them there.
GATE.order = {}  # The threads, in the order in which they were started.
GATE.drawn = set()  # The steps whose number the gate has drawn.
sys.argv = [FILE]
sys.meta_path.insert(0, Files())
if HAS_POOL:
    hold_pools()
if any(step[2] == "chance" for step in STEPS):
    hold_chance()
threading.settrace(GATE.trace)
_thread.start_new_thread(watch, ())
threading.Thread.start = start
threading.Thread.join = join
threading.Thread.is_alive = is_alive
threading.Condition.wait = wait
threading.Condition.notify = notify
threading.Timer.run = timer_run
threading.excepthook = excepthook
time.sleep = sleep
run_program()
while True:
    REAL_SLEEP(60)  # What watches ends it.
