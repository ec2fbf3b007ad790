import threading

from enum import Enum
class State(Enum):
    IDLE = 0
    BUSY = 1
state = State.IDLE
lock = threading.Lock()
def work():
    global state
    with lock:
        state = State.BUSY
t = threading.Thread(target=work)
t.start(); t.join()
print(state == State.BUSY, state.name)
