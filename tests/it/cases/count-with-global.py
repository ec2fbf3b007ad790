# check: 
# expect: safe
# not: warning

count = 0

def main():
    global count
    count += 1
    assert count == 1
