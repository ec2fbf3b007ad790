import threading, random
def w():
    k = random.choice([1, 2, 0])
    print(8 // k)
t = threading.Thread(target=w); t.start(); t.join()
print("end")
