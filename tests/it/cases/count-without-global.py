# check: 
# expect: exception
# says: warning: Without `global count`
# says: `NameError`

count = 0

def main():
    count += 1
