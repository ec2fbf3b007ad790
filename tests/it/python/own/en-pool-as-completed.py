from concurrent.futures import ThreadPoolExecutor, as_completed


def fetch(url):
    if url == "bad":
        raise ValueError(url)
    return len(url)


urls = ["one", "three", "bad"]
with ThreadPoolExecutor(max_workers=3) as executor:
    future_to_url = {executor.submit(fetch, url): url for url in urls}
    for future in as_completed(future_to_url):
        url = future_to_url[future]
        try:
            size = future.result()
        except Exception as error:
            print(url, "failed:", error)
        else:
            print(url, "has", size, "letters")
