# check: 
# expect: safe
# not: warning

n = 0

def main():
    try:
        raise NotImplementedError
    except RuntimeError:
        pass
