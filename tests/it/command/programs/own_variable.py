count = 0

def main():
    count = 1
