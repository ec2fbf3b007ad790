# check: 
# expect: exception
# says: `Broken`, and nothing caught it
# not: went round

def main():
    try:
        raise Broken
    except KeyError:
        pass
