# Every operation that all languages can do, whether it makes sense here or not.
limit = 3
gate = BoundedSemaphore(2)
pool = Semaphore(capacity)
door = Lock()
bell = Condition()
full = Condition(door)
open = Event()
ring = Buffer(capacity)
stock = []
line = Queue(0)
rank = PriorityQueue(2)
flags = Array(2)
slots = Array(limit)
cell = Atomic(0)
count = 0
is_open = False

def twice(number, offset=1):
    return 2 * number + offset

def is_small(number):
    if number < limit:
        return True
    elif number == limit or not number != limit:  # both
        return False
    else:
        return -number // 2 == 1 and (number - 7) % 3 == me

def producer():
    global count
    flags[me] = True
    while True:
        item = produce()
        if gate.acquire(timeout=500):
            gate.release()
        with pool, door:
            stock.append(item)
            full.notify(1)
            full.notify_all()
        slots[0] = item
        ring.put(item)
        rank.put(item)
        line.put(item)
        count += 1
        count -= twice(1, offset=0)
        count = count * (count + 1)
        open.set()
        if open.wait(timeout=1000):
            open.clear()
        cell.store(cell.load() + 1)
        seen = cell.add(1)
        seen += cell.swap(2)
        if not cell.cas(seen, seen - 1) and is_small(seen):
            cell.notify()
            continue
        assert cell.sub(1) >= 0
        assert cell.add() < cell.sub()

def consumer():
    for turn in range(limit):
        bell.acquire()
        bell.notify()
        bell.release()
        door.acquire()
        if not stock:
            full.wait()
        if stock and len(stock) > 0:
            item = stock.pop()
        else:
            item = stock.pop(0)
        door.release()
        consume(item)
        item = ring.get()
        item = line.get()
        if line.full() or line.empty() or line.qsize() == len(flags):
            item = rank.get()
        if flags[0] and is_open:
            pass

def watcher():
    me_too = me
    try:
        if me_too == 0:
            raise Closed
        raise Opened
    except:
        sleep(5)
    with bell:
        bell.wait_for(lambda: is_open)
    join(producer)

def main():
    is_open = True
    with bell:
        bell.notify_all()
    return
