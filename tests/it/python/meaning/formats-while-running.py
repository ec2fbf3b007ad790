import threading

count = 0
name = ""
lock = threading.Lock()


def work():
    global count, name
    with lock:
        count += 21
        name = "ab"


threads = [threading.Thread(target=work) for _ in range(2)]
for t in threads:
    t.start()
for t in threads:
    t.join()
less = -count
print(f"[{count:5}|{count:<5}|{count:05}|{less:05d}|{count:*^6}|{count:x}|{count:.1f}|{name:>4}|{name:4}]",
      "%4d|%-4d|%03d" % (count, count, count), "%5s|%-5s|%5s" % (name, name, "x"), "{:>3}".format(count), "ab".center(5, "-"))
