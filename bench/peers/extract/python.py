"""python.py PEER < pages: one peer that is a Python package."""
import json
import sys
import time


def trafilatura():
    from trafilatura import bare_extraction

    def extract(html, url):
        found = bare_extraction(html, url=url, with_metadata=True)
        found = found.as_dict() if found is not None else {}
        return (found.get("title"), found.get("author"), found.get("date"),
                found.get("text"))
    return extract


def newspaper4k():
    from newspaper import Article

    def extract(html, url):
        # else it asks the network for the sizes of pictures
        article = Article(url, fetch_images=False)
        article.download(input_html=html.decode("utf-8", "replace"))
        article.parse()
        day = article.publish_date
        return (article.title, article.authors,
                day.isoformat() if day else None, article.text)
    return extract


def resiliparse():
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.encoding import detect_encoding
    from resiliparse.parse.html import HTMLTree

    def extract(html, url):
        tree = HTMLTree.parse_from_bytes(html, detect_encoding(html))
        return (tree.title, None, None,
                extract_plain_text(tree, main_content=True))
    return extract


def readability_lxml():
    from lxml.html import fromstring
    from readability import Document

    def extract(html, url):
        document = Document(html)
        body = fromstring(document.summary())
        text = "\n".join(part.strip() for part in body.itertext()
                         if part.strip())
        return document.short_title(), None, None, text
    return extract


PEERS = {"trafilatura": trafilatura, "newspaper4k": newspaper4k,
         "resiliparse": resiliparse, "readability-lxml": readability_lxml}


def main():
    extract = PEERS[sys.argv[1]]()
    seconds = 0.0
    for line in sys.stdin:
        page = json.loads(line)
        with open(page["path"], "rb") as file:
            html = file.read()
        begun = time.process_time()
        try:
            title, people, day, body = extract(html, page["url"])
        except Exception as problem:  # a page it cannot read is an empty one
            print("%s: %s" % (page["path"], problem), file=sys.stderr)
            title = people = day = body = None
        seconds += time.process_time() - begun
        print(json.dumps({"path": page["path"], "title": title,
                          "byline": people or [], "body": body,
                          "published": {"value": day} if day else None}))
    print("seconds %f" % seconds, file=sys.stderr)


if __name__ == "__main__":
    main()
