import multiprocessing

class Worker(multiprocessing.Process):
    def __init__(self, number, out):
        super().__init__(name=f"worker {number}")
        self.number = number
        self.out = out
        self.done = False

    def run(self):
        self.done = True
        self.out.put(self.number * 10)

if __name__ == "__main__":
    out = multiprocessing.SimpleQueue()
    ws = [Worker(i, out) for i in range(2)]
    for w in ws:
        w.start()
    for w in ws:
        w.join()
    print(sorted([out.get(), out.get()]), [w.done for w in ws], ws[1].name)
