import sys
import threading

count = 0


def work():
    global count
    count = 3


t = threading.Thread(target=work)
t.start()
t.join()
print("count is", count)
sys.stdout.write(f"written: {count}\n")
print("to the other", count, file=sys.stderr)
sys.stderr.write("and more\n")
sys.stdout.flush()
