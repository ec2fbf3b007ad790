import threading

condition = threading.Condition()
settings = []

def loader():
    with condition:
        settings.append("dark")
        condition.notify()

def main():
    thread = threading.Thread(target=loader)
    thread.start()
    with condition:
        condition.wait()
        print("theme:", settings[0])
    thread.join()

if __name__ == "__main__":
    main()
