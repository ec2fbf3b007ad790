import registry
import plugin
import registry as again
from registry import loaded
import threading

registry.loaded += 1


def show():
    assert plugin.seen == 1
    registry.loaded += 1


thread = threading.Thread(target=show)
thread.start()
thread.join()
print(registry.loaded, again.loaded, loaded)
# file: plugin.py
import registry

registry.loaded += 1
seen = registry.loaded
# file: registry.py
loaded = 0
print("loading")
