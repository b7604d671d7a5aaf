"""Invented news in quantity, for speed: reports of stories that never were.

Each report has a title, a byline, a date line, a dateline and about n words of
sentences put together from parts, so that names, times, figures and quotations
stand in it as often as in news. The same seed gives the same bytes.
"""
import datetime
import json
import random

TOWNS = ("Averley Brook Carrow Dunmere Eastholt Farrowby Gildon Harrant Ilsworth "
         "Jarrow Kestrel Lowmoor Marden Norhaven Ossing Pelham Quarrick Ruddle "
         "Stavely Thornwick Ulverton Velling Wexmouth Yarrow").split()
GIVEN = ("Ana Boris Clara Dmitri Elena Farid Greta Hugo Irene Jonas Karin Leo "
         "Mara Nils Olga Petra Quentin Rosa Samir Tilda Umar Vera Walter Yusuf"
         ).split()
FAMILY = ("Albrecht Barlow Castillo Drummond Eklund Ferreira Gruber Haddad "
          "Ivanov Jansen Kovacs Lindqvist Moreau Novak Okafor Petrov Quist "
          "Rossi Sandoval Tanaka Ueda Varga Whitlock Zeman").split()
OFFICES = ("Mayor", "Governor", "fire chief", "police spokeswoman",
           "hospital director", "Transport Minister", "harbour master",
           "opposition leader", "union secretary", "professor of geology")
THINGS = ("flood", "strike", "bridge collapse", "wildfire", "election",
          "power cut", "ferry accident", "factory closure", "landslide",
          "water shortage")
COUNTED = ("homes", "people", "shops", "vehicles", "workers", "schools",
           "patients", "passengers", "farms", "volunteers")
BODIES = ("the Regional Rescue Service", "the Ministry of Transport",
          "the Coastal Workers Union", "the National Weather Office",
          "the Farrow Steel Company", "the City Council", "the Red Lantern Fund",
          "the Supreme Audit Chamber")
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
        "Sunday")
MONTHS = ("January", "February", "March", "April", "May", "June", "July",
          "August", "September", "October", "November", "December")
SAID = ("said", "told reporters", "announced", "warned", "wrote in a statement",
        "told a news conference")
SENTENCES = (
    "{person}, the {office} of {town}, {said} on {day} that {number} {counted} had been affected by the {thing}.",
    "“We will not leave anybody behind, and {body} will stay here until the last of the {counted} is safe,” {person} {said}.",
    "At least {number} {counted} were evacuated from {town} on {day} as the {thing} spread towards {town2}.",
    "{body_cap} plans to reopen the road between {town} and {town2} by {date}.",
    "In {month} {year}, a similar {thing} cost the region ${number} million.",
    "According to {body}, nearly {number} per cent of the {counted} in {town} have been without electricity since {day} morning.",
    "Critics of {person} say the warning came too late.",
    "The {thing} began shortly after {hour} a.m. on {day} and lasted for {small} hours.",
    "“Nobody asked us,” said {person}, who has lived in {town} for {small} years.",
    "{person} is expected to visit {town2} next week, {body} confirmed.",
    "Officials denied that more than {number} {counted} were still missing.",
    "It was the third {thing} in the {town} district in {small} years.",
    "The number of {counted} rose from {number} on {day} to {number2} a day later, {body} said.",
    "{person} did not answer questions about the contract with {body}.",
    "Rain is forecast for {town} until {day2}, when the talks between {body} and the {town2} authorities are due to resume.",
    "A spokesman for {body} said that the investigation would take several weeks.",
)
# Wider sentences, so that two reports seldom share a run of words by chance.
NOUNS = ("archive barrier budget cable channel chimney clinic committee contract "
         "court crane cyclist decision delegation depot deputy document draft "
         "driver engine estuary ferry fisherman fund gallery garage gate grant "
         "harbour harvest hearing inquiry inspector island journey jury kitchen "
         "ladder lawyer ledger library licence market measure meeting merchant "
         "mill museum neighbour notice nurse orchard parcel parliament passage "
         "pensioner permit pilot pipeline platform pledge pump quarry railway "
         "reactor receipt refinery reservoir resident route sailor school "
         "season shelter signal station statue student studio subsidy survey "
         "teacher temple tenant theatre ticket tower treaty tunnel turbine "
         "valley vault verdict village visitor voter warehouse wharf winter "
         "witness workshop").split()
KINDS = ("abandoned ageing annual bitter broken central cheap coastal costly "
         "crowded damaged distant early eastern empty faulty final former "
         "fragile frozen generous hidden hollow independent joint late leaky "
         "local modern muddy narrow new northern old open orderly patient "
         "private public quiet rapid remote repaired rural rusty secret "
         "shallow silent small southern stubborn sudden temporary unpaid "
         "unusual vacant wealthy western wooden").split()
DEEDS = ("abandoned approved blocked bought cancelled carried checked cleared "
         "closed counted defended delayed delivered described divided doubled "
         "emptied examined financed found guarded halted improved inspected "
         "joined leased lifted moved named opened painted passed postponed "
         "praised protected questioned raised reached rebuilt refused removed "
         "rented repaired replaced sealed searched sold struck supplied "
         "suspended tested toured traded visited welcomed").split()
WIDER = (
    "The {kind} {noun} {deed} the {kind2} {noun2} near {town}, {person} {said}.",
    "{person} {deed} a {kind} {noun} and two {noun2}s before the {noun3} {deed2} them.",
    "“A {kind} {noun} is no {noun2},” {person} {said}, “and every {noun3} knows it.”",
    "When the {noun} {deed} the {noun2}, a {kind} {noun3} in {town2} was {deed2} by {body}.",
    "On {day}, {body} {deed} its {kind} {noun} for ${number} million after the {kind2} {noun2} {deed2} nothing.",
    "Few {noun}s in {town} had {deed} a {kind} {noun2} since {month} {year}.",
    "The {kind} {noun}, which {person} {deed} in {year}, holds {number} {noun2}s and a {kind2} {noun3}.",
    "{body_cap} {deed} the {noun} because the {noun2} of the {kind} {noun3} had been {deed2}.",
    "Neither the {noun} nor the {kind} {noun2} was {deed} by {date}, {person} {said}.",
    "Between {town} and {town2} a {kind} {noun} {deed} the {noun2}, and {number} {counted} {deed2} the {kind2} {noun3}.",
)


class Invention:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.cast = [self.name() for _ in range(6)]

    def name(self):
        return "%s %s" % (self.random.choice(GIVEN), self.random.choice(FAMILY))

    def sentence(self, day, towns, thing):
        pick, body = self.random.choice, self.random.choice(BODIES)
        number = self.random.choice((7, 12, 40, 85, 130, 450, 1200, 19000))
        date = day + datetime.timedelta(self.random.randrange(3, 40))
        person = pick(self.cast)
        if self.random.random() < .6:
            person = person.split()[-1]
        shape = pick(SENTENCES if self.random.random() < .4 else WIDER)
        return shape.format(
            noun=pick(NOUNS), noun2=pick(NOUNS), noun3=pick(NOUNS),
            kind=pick(KINDS), kind2=pick(KINDS), deed=pick(DEEDS),
            deed2=pick(DEEDS), person=person, office=pick(OFFICES), town=towns[0], town2=towns[1],
            said=pick(SAID), day=pick(DAYS), day2=pick(DAYS),
            number="{:,}".format(number), number2="{:,}".format(number + 9),
            counted=pick(COUNTED), thing=thing, body=body,
            body_cap=body[0].upper() + body[1:],
            date="%d %s" % (date.day, MONTHS[date.month - 1]),
            month=pick(MONTHS), year=pick((2009, 2014, 2019, 2021)),
            hour=self.random.randrange(1, 12), small=self.random.randrange(2, 12))

    def report(self, words, day, towns, thing):
        """(title, byline, body paragraphs)."""
        title = "%s in %s: %s %s affected" % (
            thing.capitalize(), towns[0], self.random.randrange(20, 900),
            self.random.choice(COUNTED))
        paragraphs, n = [], 0
        while n < words:
            lines = [self.sentence(day, towns, thing)
                     for _ in range(self.random.randrange(1, 4))]
            paragraphs.append(" ".join(lines))
            n += sum(len(line.split()) for line in lines)
        return title, self.name(), paragraphs


def reports(n, words=600, per_story=5, seed=1):
    """n reports as dictionaries, five to a story, over half a year."""
    told = []
    for number in range(n):
        story = number // per_story
        # Cast, towns and thing belong to the story, words to the report.
        invention = Invention(seed * 1000003 + story)
        towns = invention.random.sample(TOWNS, 2)
        thing = invention.random.choice(THINGS)
        invention.random.seed(seed * 1000003 + number + 500000)
        day = datetime.date(2024, 1, 8) + datetime.timedelta(
            story * 3 % 180 + number % per_story)
        title, byline, paragraphs = invention.report(words, day, towns, thing)
        told.append({"id": "r%06d" % number, "outlet": "The %s Post" %
                     TOWNS[number % len(TOWNS)], "title": title,
                     "byline": byline, "published": day.isoformat(),
                     "paragraphs": paragraphs, "town": towns[0]})
    return told


def copied_reports(n, words=600, seed=1, own=10):
    """n reports of one story: every `own`-th has words of its own, the others
    took one of the newest five of those over and cut a paragraph or more."""
    chance, told, originals = random.Random(seed), [], []
    for number, report in enumerate(reports(n, words, per_story=n, seed=seed)):
        if number % own == 0:
            originals.append(report["paragraphs"])
        else:
            taken = chance.choice(originals[-5:])
            kept = len(taken) - chance.randrange(1, len(taken) // 2)
            report["paragraphs"] = taken[:kept]
        told.append(report)
    return told


def words_of_a_paper(seed):
    """12 000 words that never were, the k-th about 1/k as often as the first,
    as in any language."""
    chance = random.Random(seed)
    parts = ["".join((a, b, c)) for a in ("", "b", "d", "gr", "k", "l", "m", "n",
                                          "pr", "s", "st", "t", "v")
             for b in "aeiou" for c in ("", "l", "n", "r", "s", "t")]
    words = sorted({"".join(chance.choice(parts)
                            for _ in range(1 + chance.randrange(3)))
                    for _ in range(12000)})
    chance.shuffle(words)
    weights, total = [], 0.0
    for rank in range(len(words)):
        total += 1 / (rank + 2.7)
        weights.append(total)
    return words, weights


def loose_reports(n, words=600, seed=1, copied=10):
    """n reports of words at random, so that two share a run of words only when
    one took it over: of every `copied` reports one takes half of its sentences
    in a row from one of the last 500."""
    chance = random.Random(seed)
    vocabulary, weights = words_of_a_paper(seed)
    told, texts = [], []
    for number in range(n):
        taken = chance.choices(vocabulary, cum_weights=weights, k=words)
        sentences, at = [], 0
        while at < words:
            size = chance.randrange(8, 31)
            sentences.append(" ".join(taken[at:at + size]).capitalize() + ".")
            at += size
        if number % copied == copied - 1:
            source = texts[chance.randrange(max(0, number - 500), number)]
            half = len(source) // 2
            first = chance.randrange(len(source) - half + 1)
            sentences[:half] = source[first:first + half]
        texts.append(sentences)
        day = datetime.date(2024, 1, 8) + datetime.timedelta(number * 30 // n)
        told.append({"id": "r%06d" % number, "byline": "",
                     "outlet": "The %s Post" % TOWNS[number % len(TOWNS)],
                     "title": sentences[-1][:-1], "published": day.isoformat(),
                     "paragraphs": [" ".join(sentences[i:i + 3])
                                    for i in range(0, len(sentences), 3)]})
    return told


def flat(report):
    """A report as people paste it from a page, with some furniture."""
    day = datetime.date.fromisoformat(report["published"])
    head = [report["title"], "By " + report["byline"],
            "Published %d %s %d" % (day.day, MONTHS[day.month - 1], day.year),
            "Share this article"]
    first = "%s — %s" % (report["town"].upper(), report["paragraphs"][0])
    tail = ["Read also: what the new timetable means for you",
            "Sign up for our newsletter"]
    return "\n".join(head + [first] + report["paragraphs"][1:] + tail) + "\n"


def page(report):
    """The same as a page of HTML."""
    def escaped(text):
        return text.replace("&", "&amp;").replace("<", "&lt;")
    menu = "".join("<li><a href='/%s'>%s</a></li>" % (w, w.capitalize())
                   for w in ("news", "sport", "culture", "weather", "jobs"))
    body = "".join("<p>%s</p>\n" % escaped(p) for p in report["paragraphs"])
    return ("<!doctype html><html lang=en><head><meta charset=utf-8>"
            "<title>%s | %s</title><meta property='article:published_time' "
            "content='%sT09:30:00Z'></head><body><nav><ul>%s</ul></nav>"
            "<article><h1>%s</h1><div class=byline>By %s</div>\n%s</article>"
            "<aside><h2>More news</h2><ul>%s</ul></aside><footer>All rights "
            "reserved</footer></body></html>\n") % (
                escaped(report["title"]), report["outlet"],
                report["published"], menu, escaped(report["title"]),
                report["byline"], body, menu)


def row(report):
    """The same as a line of JSON lines, for json.dumps."""
    return {"id": report["id"], "outlet": report["outlet"],
            "title": report["title"], "byline": report["byline"],
            "published": report["published"],
            "text": "\n\n".join(report["paragraphs"])}


def write_lines(path, reports):
    """The reports as JSON lines; their words in all."""
    with open(path, "w", encoding="utf-8") as file:
        for report in reports:
            file.write(json.dumps(row(report), ensure_ascii=False))
            file.write("\n")
    return sum(len(" ".join(r["paragraphs"]).split()) for r in reports)
