answer = 0

def worker():
    global answer
    sleep(10)
    answer = 42

def main():
    sleep(1000)
    assert answer == 42
