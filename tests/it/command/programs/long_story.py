count = 0

def main():
    global count
    for i in range(120):
        count += 1
    assert count == 0
