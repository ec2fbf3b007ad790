# check: 
# expect: safe
# says: warning: Without `global n`, this `n` is a variable of `set_it` alone

n = 0

def set_it():
    n = 5
    return n

def main():
    x = set_it()
    assert x == 5
    assert n == 0
