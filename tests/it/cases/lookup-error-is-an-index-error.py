# check: 
# expect: safe
# not: warning

xs = []

def main():
    try:
        xs.pop(0)
    except LookupError:
        pass
