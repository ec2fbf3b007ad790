import threading
def work():
    try:
        threading.current_thread().join()
    except RuntimeError:
        print("cannot join current thread")
t = threading.Thread(target=work, name="worker")
t.start()
t.join()
print(t.name, threading.current_thread().name)
