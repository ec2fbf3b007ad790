import queue
import threading

lines = queue.Queue()
written = []

def writer():
    while True:
        line = lines.get()
        written.append(line)
        lines.task_done()

def log(text):
    lines.put(text)

threading.Thread(target=writer, daemon=True).start()
log("start")
log("work")
log("end")
print("bye")
