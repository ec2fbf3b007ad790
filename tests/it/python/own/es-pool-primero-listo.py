from concurrent.futures import ThreadPoolExecutor, as_completed


def tarea(n):
    return n


with ThreadPoolExecutor(max_workers=1) as executor:
    futuros = [executor.submit(tarea, n) for n in range(2)]
    for futuro in as_completed(futuros):
        primero = futuro.result()
        break
assert primero == 0
