import threading
state = None
seen = []
def work():
    global state
    seen.append(state is None)
    state = 0
    seen.append(state is None)
    seen.append(not state)
    seen.append(state == False)
    state = 2
    seen.append(1 < state <= 2)
    seen.append(1 < state < 2)
t = threading.Thread(target=work)
t.start()
t.join()
print(seen[0], seen[1], seen[2], seen[3], seen[4], seen[5], state is not None)
