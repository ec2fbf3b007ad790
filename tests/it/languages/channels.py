tx, rx = channel()
done, wait_done = sync_channel(1)
turns = 0

def pass_on(sender, item):
    sender.send(item)

def take():
    taken = rx.recv()
    return taken

def take_within():
    while True:
        return rx.recv(timeout=100)

def producer():
    global turns
    while True:
        item = produce()
        try:
            pass_on(tx, item)
        finally:
            turns += 1

def consumer():
    global turns
    while True:
        try:
            item = rx.recv()
            if item is None:
                break
            consume(take_within())
            continue
        except RecvError:
            turns -= 1
            break
        finally:
            turns += 2
    consume(take())
    done.send(None)

def main():
    last = wait_done.recv()
    mine = tx.clone()
    drop(tx)
    mine.send(last)
    if last is None or last is not None:
        raise Closed
