import string
import threading
import time
import traceback
from datetime import datetime

lines = []


def work(letter):
    begin = datetime.now()
    print(f"{begin.strftime('%H:%M')} {letter} begins at {time.strftime('%X')}")
    try:
        if letter not in string.digits:
            raise ValueError(letter)
        lines.append(letter)
    except ValueError:
        trace = traceback.format_exc()
        lines.append(len(letter))
    print(letter, (datetime.now() - begin).total_seconds(), time.ctime())


threads = [threading.Thread(target=work, args=(it,)) for it in string.ascii_uppercase[:2]]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("lines:", len(lines))
