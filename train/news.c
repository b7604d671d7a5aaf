/* news.c: reading one annotated report. Marks nest, so open ones stand on a
 * stack of NEWS_MAX_DEPTH; they never reach over the end of their line. */
#include "train/news.h"

#include "base/buf.h"

typedef struct {
    const char *path;
    cw_arena *keep;
    cw_error *error;
    news_report *out;
    cw_buf text;
    size_t marks_capacity, sentences_capacity;
    uint32_t line;
    bool is_break;                 // an empty line came before
    uint32_t open[NEWS_MAX_DEPTH]; // numbers of the marks that are open
    uint32_t n_open;
} reader;

static cw_status fail(const reader *r, const char *what, cw_bytes word)
{
    return cw_fail(r->error, CW_BAD_INPUT, r->path, CW_NO_BYTE,
                   "See train/corpus/README.md", "line %u: %s '%.*s'", r->line,
                   what, (int)(word.n < 60 ? word.n : 60),
                   (const char *)word.at);
}

const char *news_kind_name(news_kind kind)
{
    static const char *const names[] = {
#define NEWS_KIND_NAME(letter, name) #name,
        NEWS_KIND_MAP(NEWS_KIND_NAME)
#undef NEWS_KIND_NAME
    };
    return kind < NEWS_N_KINDS ? names[kind] : "";
}

cw_bytes news_argument_of(const news_mark *mark, const char *key)
{
    for (uint32_t i = 0; i < mark->n_arguments; i++)
        if (cw_bytes_are(mark->arguments[i].key, key))
            return mark->arguments[i].value;
    return (cw_bytes){0};
}

static bool kind_of(uint8_t letter, news_kind *out)
{
    static const char letters[] = {
#define NEWS_KIND_LETTER(letter, name) letter,
        NEWS_KIND_MAP(NEWS_KIND_LETTER)
#undef NEWS_KIND_LETTER
    };
    for (uint32_t i = 0; i < NEWS_N_KINDS; i++)
        if ((uint8_t)letters[i] == letter) {
            *out = (news_kind)i;
            return true;
        }
    return false;
}

/* #key value */
static cw_status read_head_line(reader *r, cw_bytes line)
{
    static const char *const keys[] = {"date",     "register",       "region",
                                       "outlet",   "case",           "writer",
                                       "reviewed", "translated-from"};
    cw_bytes *const places[] = {
        &r->out->date,          &r->out->reg,
        &r->out->region,        &r->out->outlet,
        &r->out->headline_case, &r->out->writer,
        &r->out->reviewed,      &r->out->translated_from};
    size_t blank = cw_bytes_find(line, CW_LIT(" "), 0);
    cw_bytes key = cw_bytes_cut(line, 1, blank < line.n ? blank : line.n);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        if (!cw_bytes_are(key, keys[i]))
            continue;
        if (places[i]->n > 0)
            return fail(r, "this line of the head came before:", key);
        *places[i] = cw_bytes_trim(cw_bytes_cut(line, 1 + key.n, line.n));
        return CW_OK;
    }
    return fail(r, "the head has no such line:", key);
}

static bool is_id(cw_bytes id)
{
    for (size_t i = 0; i < id.n; i++)
        if (!cw_is_lower(id.at[i]) && !cw_is_digit(id.at[i]) && id.at[i] != '-')
            return false;
    return id.n > 0;
}

static bool takes(news_kind kind, cw_bytes key)
{
    static const char *const keys[NEWS_N_KINDS][6] = {
        [NEWS_TIME] = {"set", "mod", "freq", "quant"},
        [NEWS_FIGURE] = {"unit", "bound", "of"},
        [NEWS_EVENT] = {"who", "whom", "where", "when", "by"},
    };
    for (size_t i = 0; i < 6 && keys[kind][i]; i++)
        if (cw_bytes_are(key, keys[kind][i]))
            return true;
    return false;
}

/* The words before the bar, from the second on. */
static cw_status add_argument(reader *r, news_mark *mark, cw_bytes word)
{
    size_t sign = cw_bytes_find(word, CW_LIT("="), 0);
    news_argument argument = {.key = word};
    if (mark->kind == NEWS_EVENT && mark->sort == 0) {
        mark->sort = cw_bytes_are(word, "+")       ? '+'
                     : cw_bytes_are(word, "plan")  ? 'p'
                     : cw_bytes_are(word, "not")   ? 'n'
                     : cw_bytes_are(word, "maybe") ? 'm'
                                                   : 0;
        return mark->sort ? CW_OK : fail(r, "no such factuality:", word);
    }
    if (sign != CW_NOT_FOUND) {
        argument.key = cw_bytes_cut(word, 0, sign);
        argument.value = cw_bytes_cut(word, sign + 1, word.n);
    }
    if (!takes(mark->kind, argument.key) ||
        (argument.value.n == 0) != cw_bytes_are(argument.key, "set"))
        return fail(r, "this mark takes no such argument:", word);
    if (news_argument_of(mark, "set").at ||
        mark->n_arguments == NEWS_MAX_ARGUMENTS)
        return fail(r, "too many arguments at", word);
    for (uint32_t i = 0; i < mark->n_arguments; i++)
        if (cw_bytes_equal(mark->arguments[i].key, argument.key))
            return fail(r, "this argument came before:", word);
    mark->arguments[mark->n_arguments++] = argument;
    return CW_OK;
}

/* The first word before the bar. */
static cw_status set_head(reader *r, news_mark *mark, cw_bytes word)
{
    uint64_t number;
    mark->head = word;
    switch (mark->kind) {
    case NEWS_PER:
    case NEWS_LOC:
    case NEWS_ORG:
    case NEWS_MISC:
    case NEWS_REFERENCE:
        return is_id(word) ? CW_OK : fail(r, "this is no id:", word);
    case NEWS_CONTENT:
        if (word.n > 1 && strchr("dim", (int)word.at[word.n - 1])) {
            mark->sort = (char)word.at[word.n - 1];
            mark->head.n--;
        } else {
            return fail(r, "a content is 1d, 1i or 1m, not", word);
        }
        /* fall through */
    case NEWS_SOURCE:
    case NEWS_CUE:
        return cw_bytes_number(mark->head, 999, &number)
                   ? CW_OK
                   : fail(r, "a statement has a number, not", word);
    case NEWS_EVENT:
        for (size_t i = 0; i < word.n; i++)
            if (!cw_is_upper(word.at[i]))
                return fail(r, "this is no class:", word);
        return CW_OK;
    default:
        return CW_OK;
    }
}

/* line[*at] is '['; *at moves behind the bar. */
static cw_status open_mark(reader *r, cw_bytes line, size_t *at)
{
    news_report *out = r->out;
    news_mark mark = {.line = r->line, .depth = r->n_open};
    size_t bar = cw_bytes_find(line, CW_LIT("|"), *at);
    cw_bytes inside;
    bool is_first = true;
    if (bar == CW_NOT_FOUND || bar < *at + 2 ||
        !kind_of(line.at[*at + 1], &mark.kind) ||
        (line.at[*at + 2] != ' ' && line.at[*at + 2] != '|'))
        return fail(r, "no such mark:", cw_bytes_cut(line, *at, line.n));
    if (r->n_open == NEWS_MAX_DEPTH)
        return fail(r, "too many marks inside each other at",
                    cw_bytes_cut(line, *at, line.n));
    inside = cw_bytes_cut(line, *at + 2, bar);
    *at = bar + 1;
    for (size_t i = 0; i < inside.n;) {
        size_t to = cw_bytes_find(inside, CW_LIT(" "), i);
        cw_bytes word;
        cw_status status;
        to = to == CW_NOT_FOUND ? inside.n : to;
        word = cw_bytes_cut(inside, i, to);
        i = to + 1;
        if (word.n == 0)
            continue;
        status =
            is_first ? set_head(r, &mark, word) : add_argument(r, &mark, word);
        if (status != CW_OK)
            return status;
        is_first = false;
    }
    if ((is_first && mark.kind > NEWS_MISC) ||
        (mark.kind == NEWS_EVENT && mark.sort == 0))
        return fail(r, "this mark lacks its argument:", inside);
    mark.range.from = mark.range.to = (uint32_t)r->text.n;
    if (cw_grow(r->keep, (void **)&out->marks, &r->marks_capacity,
                out->n_marks + 1, sizeof mark, NEWS_MAX_BYTES) != CW_OK)
        return CW_NO_MEMORY;
    r->open[r->n_open++] = out->n_marks;
    out->marks[out->n_marks++] = mark;
    return CW_OK;
}

static cw_status close_mark(reader *r, cw_bytes line)
{
    news_mark *mark;
    cw_bytes words;
    if (r->n_open == 0)
        return fail(r, "a mark ends that never began in", line);
    mark = &r->out->marks[r->open[--r->n_open]];
    mark->range.to = (uint32_t)r->text.n;
    if (mark->range.to == mark->range.from)
        return fail(r, "a mark is empty in", line);
    words = cw_bytes_at(cw_buf_bytes(&r->text), mark->range);
    if (cw_bytes_trim(words).n != words.n)
        return fail(r, "a mark holds the blank beside it:", words);
    return CW_OK;
}

/* The words of one line, with their marks, to the end of the text. */
static cw_status read_words(reader *r, cw_bytes line)
{
    cw_status status = CW_OK;
    for (size_t at = 0; at < line.n && status == CW_OK;) {
        uint8_t c = line.at[at];
        if (c == '[') {
            status = open_mark(r, line, &at);
        } else if (c == ']') {
            status = close_mark(r, line);
            at++;
        } else {
            if (c == '\\' && at + 1 < line.n)
                at++;
            status = cw_buf_add_byte(&r->text, line.at[at++]);
        }
    }
    if (status == CW_OK && r->n_open > 0)
        return fail(r, "a mark does not end on its line:", line);
    return status;
}

static cw_status read_line(reader *r, cw_bytes line)
{
    news_report *out = r->out;
    news_sentence sentence = {.line = r->line, .role = ' '};
    cw_status status;
    if (line.n > 2 && line.at[1] == ' ' && strchr("hsbcft", line.at[0])) {
        sentence.role = (char)line.at[0];
        line = cw_bytes_cut(line, 2, line.n);
    }
    if (out->n_sentences > 0) {
        bool is_joined = !r->is_break && sentence.role == ' ' &&
                         out->sentences[out->n_sentences - 1].role == ' ';
        cw_buf_add_text(&r->text, is_joined ? " " : "\n\n");
    }
    sentence.range.from = (uint32_t)r->text.n;
    status = read_words(r, line);
    sentence.range.to = (uint32_t)r->text.n;
    if (status == CW_OK)
        status = cw_buf_status(&r->text);
    if (status == CW_OK)
        status =
            cw_grow(r->keep, (void **)&out->sentences, &r->sentences_capacity,
                    out->n_sentences + 1, sizeof sentence, NEWS_MAX_BYTES);
    if (status == CW_OK)
        out->sentences[out->n_sentences++] = sentence;
    r->is_break = false;
    return status;
}

cw_status news_read(const char *path, cw_bytes file, cw_arena *keep,
                    cw_error *error, news_report *out)
{
    reader r = {.path = path, .keep = keep, .error = error, .out = out};
    cw_status status = CW_OK;
    cw_range range;
    size_t at = 0;
    bool is_head = true;
    *out = (news_report){0};
    cw_buf_init(&r.text, keep, NEWS_MAX_BYTES);
    while (status == CW_OK && cw_bytes_line(file, &at, &range)) {
        cw_bytes line = cw_bytes_at(file, range);
        r.line++;
        if (is_head && line.n > 0 && line.at[0] == '#') {
            status = read_head_line(&r, line);
        } else if (line.n == 0) {
            is_head = false;
            r.is_break = true;
        } else {
            status = is_head
                         ? fail(&r, "an empty line ends the head, not", line)
                         : read_line(&r, line);
        }
    }
    out->text = cw_buf_bytes(&r.text);
    if (status == CW_OK && (out->date.n == 0 || out->n_sentences == 0))
        status = fail(&r, "a report has a date and a sentence", out->date);
    return status;
}
