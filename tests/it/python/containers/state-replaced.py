import threading


class Open:
    def act(self):
        return "open"


class Closed:
    def act(self):
        return "closed"


state = Closed()


def opens():
    global state
    state = Open()


def looks():
    global seen
    seen = state.act()


seen = ""
threads = [threading.Thread(target=opens), threading.Thread(target=looks)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(seen)
