import threading

lock = threading.Lock()
connections = []

def connect():
    if not connections:
        with lock:
            connections.append("connection")
    return connections[0]

threads = [threading.Thread(target=connect) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("connections:", len(connections))
assert len(connections) == 1
