import threading, time
values = []
def reader():
    time.sleep(0.05)
    values.append(10)
t = threading.Thread(target=reader)
t.start()
avg = sum(values) / len(values)
print("average", avg)
t.join()
