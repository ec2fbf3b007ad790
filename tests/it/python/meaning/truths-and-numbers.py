import threading

flag = False
number = 0
one = 1


def work():
    global flag, number
    flag = True
    number = 1


t = threading.Thread(target=work)
t.start()
t.join()
print(one is True, flag is True, number is True, number == True, flag == 1, flag is one, number is one, [flag], number)
