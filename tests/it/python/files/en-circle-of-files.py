from threading import Thread
import ping

thread = Thread(target=ping.play, args=(2,))
thread.start()
thread.join()
print("over")
# file: ping.py
import pong

NAME = "ping"


def play(left):
    if left:
        print(NAME)
        pong.play(left - 1)
# file: pong.py
import ping

NAME = "pong"


def play(left):
    if left:
        print(NAME)
        ping.play(left - 1)
