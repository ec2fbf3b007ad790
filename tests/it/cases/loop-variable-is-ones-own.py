# check: 
# expect: safe
# says: warning: Without `global i`

i = 7

def main():
    for i in range(3):
        pass
    other()

def other():
    assert i == 7
