from multiprocessing import Process, Queue

PICTURES = 2
SIZE = 100_000


def render(queue):
    for number in range(PICTURES):
        queue.put((number, "x" * SIZE))
        print("rendered", number)


if __name__ == "__main__":
    queue = Queue()
    renderer = Process(target=render, args=(queue,))
    renderer.start()
    renderer.join()
    for _ in range(PICTURES):
        number, picture = queue.get()
        print("picture", number, "has", len(picture), "bytes")
    print("all pictures are here")
