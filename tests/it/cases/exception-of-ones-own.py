# check: 
# expect: safe
# not: warning

xs = []

def main():
    try:
        raise Stop
    except Stop:
        pass
