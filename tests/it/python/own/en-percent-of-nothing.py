import threading, time
done = 0
seconds = 0
lock = threading.Lock()
def work():
    global done, seconds
    for _ in range(2):
        time.sleep(0.05)
        with lock:
            done += 1
            seconds += 3
def report():
    with lock:
        print("rate: %.2f" % (seconds / done))
a = threading.Thread(target=work); b = threading.Thread(target=report)
a.start(); b.start(); a.join(); b.join()
print("end")
