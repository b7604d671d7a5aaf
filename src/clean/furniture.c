/* furniture.c: what the lexicon says of one piece, and what its neighbours
 * add: headlines after "Read more:", a line above a photo credit, the quiet
 * paragraphs in the middle of a donation appeal. */
#include "clean/furniture.h"

#include "furniture_res.h"

#define TOKENS_MAX 256u // a longer paragraph is judged by its beginning
#define N_KINDS    (CW_FURNITURE_LEGAL + 1)

/* A rule that one look at the first two tokens can refuse: most lists are
 * those of "the", "for" and "with", and most words stand in no rule. */
static bool may_match(const cw_phrase_rule *rule, const cw_phrase_token *tokens,
                      size_t n, size_t at)
{
    const cw_phrase_step *first = &furniture_table.steps[rule->first];
    const cw_phrase_token *token = &tokens[at];
    if (first->is_optional)
        return true;
    if (first->kind == CW_STEP_NUM)
        return token->is_number || token->mark != 0;
    if (first->kind == CW_STEP_MARK)
        return token->mark == first->first;
    return first->kind != CW_STEP_WORD || rule->n_steps < 2 ||
           first[1].kind != CW_STEP_WORD || first[1].is_optional ||
           at + 1 >= n || token[1].mark != 0 ||
           token[1].word != CW_PHRASE_NO_WORD;
}

/* has_before: a word stands before tokens[at], so no ^ holds there. The order
 * of the list (phrase.h) lets most blocks stop at its first rule. */
static void add_matches(const cw_phrase_token *tokens, size_t n, size_t at,
                        size_t list, size_t n_words, bool has_before,
                        cw_verdict *verdict, uint32_t *points)
{
    const cw_phrase_table *table = &furniture_table;
    for (size_t i = table->starts[list]; i < table->starts[list + 1]; i++) {
        const cw_phrase_rule *rule = &table->rules[table->by_word[i]];
        const cw_phrase_step *first = &table->steps[rule->first];
        bool is_long = rule->words_max > 0 && n_words > rule->words_max;
        size_t end;
        if (has_before && (is_long || first->kind == CW_STEP_START))
            return;
        if (is_long || !may_match(rule, tokens, n, at) ||
            !cw_phrase_match(table, rule, tokens, n, at, &end))
            continue;
        points[rule->kind] += rule->weight;
        if (rule->weight >= CW_PHRASE_SURE) {
            verdict->follows |= rule->follows;
            verdict->ends |= rule->ends;
        }
    }
}

static bool is_worth_judging(cw_bytes text, cw_range range)
{
    cw_furniture_look look = {.before = CW_WORD_NONE};
    size_t at = range.from;
    while (at < range.to && !look.is_worth) {
        size_t n = cw_gap_length(text, at, range.to);
        if (n == 0) {
            cw_word word;
            at = cw_word_read(text, at, range.to, &word);
            cw_furniture_see_word(&look, word.key.hash);
        } else {
            cw_furniture_see_gap(&look, text, at, n);
            at += n;
        }
    }
    return look.is_worth;
}

/* What the rules say of words that may hold one. */
static cw_verdict judge(cw_bytes text, cw_range range)
{
    const cw_phrase_table *table = &furniture_table;
    cw_phrase_token tokens[TOKENS_MAX];
    cw_verdict verdict = {0};
    uint32_t points[N_KINDS] = {0};
    size_t n = cw_phrase_tokens(table, text, range, tokens, TOKENS_MAX);
    size_t n_words = 0, best = 0;
    for (size_t i = 0; i < n; i++)
        n_words += tokens[i].mark == 0;
    bool has_before = false;
    for (size_t i = 0; i < n; i++) {
        if (tokens[i].word != CW_PHRASE_NO_WORD)
            add_matches(tokens, n, i, tokens[i].word, n_words, has_before,
                        &verdict, points);
        // behind the first word the others begin with a number or a mark
        if (!has_before || tokens[i].is_number || tokens[i].mark != 0)
            add_matches(tokens, n, i, table->n_words, n_words, has_before,
                        &verdict, points);
        has_before |= tokens[i].mark == 0;
    }
    for (size_t k = 1; k < N_KINDS; k++)
        if (points[k] > points[best])
            best = k;
    verdict.kind = (uint8_t)best;
    verdict.weight = (uint8_t)(points[best] < 255 ? points[best] : 255);
    return verdict;
}

cw_verdict cw_furniture_judge(cw_bytes text, cw_range range)
{
    return is_worth_judging(text, range) ? judge(text, range) : (cw_verdict){0};
}

bool cw_is_furniture(const cw_piece *piece)
{
    return piece->weight >= CW_PHRASE_SURE;
}

void cw_piece_mark(cw_piece *piece, cw_furniture kind)
{
    piece->furniture = (uint8_t)kind;
    piece->weight = CW_PHRASE_SURE;
}

bool cw_is_sentence(const cw_piece *piece)
{
    return (piece->end == '.' || piece->end == '!' || piece->end == '?' ||
            (piece->end == ':' && piece->n_words > 8)) &&
           piece->n_words >= 4;
}

/* Like a headline: no full stop, a few words, begins large. */
bool cw_is_headline(const cw_piece *piece)
{
    return piece->end != '.' && piece->n_words >= 2 && piece->n_words <= 28 &&
           !piece->starts_lower;
}

/* A short line that holds an explicit date and hardly anything beside it. */
static bool is_date_line(const cw_sheet *sheet, const cw_piece *piece)
{
    cw_stamp stamp;
    size_t at = piece->range.from, n_stamp = 0;
    if (piece->n_words > 30)
        return false;
    while (cw_stamp_next(sheet->text, &at, piece->range.to, &stamp))
        n_stamp += stamp.range.to - stamp.range.from;
    if (n_stamp == 0)
        return false;
    size_t rest = piece->range.to - piece->range.from - n_stamp;
    return rest <= n_stamp + 30 && piece->n_stop <= 4 &&
           (piece->end == 0 || piece->n_words <= 8);
}

static const char *const credit_names[] = {
    "getty",        "reuters", "ap",      "afp",     "epa",  "shutterstock",
    "pool",         "efe",     "anadolu", "dpa",     "pa",   "alamy",
    "handout",      "xinhua",  "tass",    "sputnik", "ansa", "ap photo",
    "getty images", "photo",   "file",    NULL};

#define CREDIT_NAME_MAX 12u // bytes of the longest of them

static bool is_credit_name(cw_bytes name)
{
    name = cw_bytes_trim(name);
    if (name.n > CREDIT_NAME_MAX)
        return false;
    return cw_bytes_among_fold(name, credit_names);
}

/* The words of a last bracket that names a photographer or an agency:
 * "[Ana Brook/Coast Press]", "(AP Photo/Ana Brook)", "(Picture: PA)". */
static bool is_credit_bracket(cw_bytes inner, bool is_square)
{
    static const char *const signs[] = {
        "photo",      "picture",      "image",    " via ",    "getty",
        "file",       "handout",      "pool",     "courtesy", "credit",
        "screengrab", "reuters/",     "/reuters", "/ap",      "/afp",
        "unsplash",   "shutterstock", "archive",  "supplied"};
    if (inner.n == 0 || inner.n > 120)
        return false;
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (cw_bytes_find_fold(inner, cw_bytes_from(signs[i]), 0) !=
            CW_NOT_FOUND)
            return true;
    return is_square && (is_credit_name(inner) ||
                         cw_bytes_find(inner, CW_LIT("/"), 0) != CW_NOT_FOUND);
}

/* Start of a photo credit that ends the line; line.n when there is none. */
static size_t credit_at(cw_bytes line)
{
    while (line.n > 0 &&
           (line.at[line.n - 1] == '.' || cw_is_space(line.at[line.n - 1])))
        line.n--;
    if (is_credit_name(line))
        return 0;
    if (line.n < 4)
        return line.n;
    uint8_t last = line.at[line.n - 1];
    if (last == ')' || last == ']') {
        size_t p = line.n - 1;
        uint8_t open = last == ')' ? '(' : '[';
        while (p > 0 && line.at[p] != open)
            p--;
        if (line.at[p] == open &&
            is_credit_bracket(cw_bytes_cut(line, p + 1, line.n - 1),
                              last == ']'))
            return p;
        return line.n;
    }
    /* "... in the bay. Photo/Coast Press", "Ana Brook/AFP", "Photo: X" */
    size_t stop = line.n;
    for (size_t p = line.n; p > 0 && line.n - p < 80; p--)
        if (line.at[p - 1] == '.' && p < line.n && cw_is_space(line.at[p])) {
            stop = p;
            break;
        }
    cw_bytes tail =
        cw_bytes_trim(cw_bytes_cut(line, stop == line.n ? 0 : stop, line.n));
    static const char *const leads[] = {"photo/",  "photo:",   "photo by",
                                        "image:",  "picture:", "photograph:",
                                        "photos:", "credit:",  "file photo"};
    for (size_t i = 0; i < sizeof leads / sizeof *leads; i++)
        if (cw_bytes_starts_fold(tail, cw_bytes_from(leads[i])) && tail.n <= 80)
            return (size_t)(tail.at - line.at);
    for (size_t p = 0; p < tail.n && tail.n <= 60; p++)
        if (tail.at[p] == '/' &&
            (is_credit_name(cw_bytes_cut(tail, p + 1, tail.n)) ||
             is_credit_name(cw_bytes_cut(tail, 0, p))))
            return (size_t)(tail.at - line.at);
    return line.n;
}

bool cw_is_credit_line(cw_bytes line)
{
    return credit_at(line) == 0 && line.n > 1;
}

/* A caption is short; its credit ends it. */
static bool is_caption(const cw_sheet *sheet, const cw_piece *piece)
{
    cw_bytes line = cw_bytes_at(sheet->text, piece->range);
    cw_bytes bare = line;
    while (bare.n > 0 &&
           (bare.at[bare.n - 1] == '.' || cw_is_space(bare.at[bare.n - 1])))
        bare.n--;
    return piece->n_words <= 70 && credit_at(line) < bare.n;
}

/* Some pages print the agency first and the caption below it. */
static bool is_under_credit(const cw_piece *piece)
{
    return !cw_is_furniture(piece) && piece->end == 0 && !piece->has_gap &&
           piece->n_words >= 3 && piece->n_words <= 25 && !piece->is_headline;
}

static void mark_captions(cw_sheet *sheet)
{
    for (size_t i = 0; i < sheet->n; i++) {
        cw_piece *piece = &sheet->pieces[i];
        if (cw_is_furniture(piece) && piece->furniture != CW_FURNITURE_CAPTION)
            continue;
        if (piece->furniture != CW_FURNITURE_CAPTION &&
            !is_caption(sheet, piece))
            continue;
        cw_piece_mark(piece, CW_FURNITURE_CAPTION);
        /* The line above: a description of the picture (it begins small), or
         * the caption itself when this line is nothing but a credit. */
        if (i == 0 || cw_is_furniture(piece - 1) || piece[-1].is_headline)
            continue;
        bool is_bare =
            cw_is_credit_line(cw_bytes_at(sheet->text, piece->range));
        if (is_bare && i + 1 < sheet->n && cw_is_sentence(piece - 1) &&
            is_under_credit(piece + 1)) {
            cw_piece_mark(&sheet->pieces[i + 1], CW_FURNITURE_CAPTION);
            continue;
        }
        bool is_near = !piece->has_gap || is_bare;
        if (is_near && piece[-1].n_words <= 45 && i >= 2 &&
            ((piece[-1].starts_lower && piece[-1].end != '.') ||
             (is_bare && piece[-1].n_sentences <= 1 && !piece[-1].is_quoted &&
              piece[-1].n_words <= 35)))
            cw_piece_mark(piece - 1, CW_FURNITURE_CAPTION);
    }
}

/* Headline-like lines after "Read more:" belong to it; not in the menus above
 * the report, where the next line may be its title. */
static void mark_followers(cw_sheet *sheet)
{
    size_t n_sentences = 0;
    for (size_t i = 0; i < sheet->n; i++) {
        const cw_piece *lead = &sheet->pieces[i];
        n_sentences += !cw_is_furniture(lead) && cw_is_sentence(lead) &&
                       lead->n_words >= 12;
        if (!lead->follows || n_sentences < 2)
            continue;
        for (size_t k = i + 1; k < sheet->n && k <= i + 12; k++) {
            cw_piece *piece = &sheet->pieces[k];
            if (cw_is_furniture(piece))
                continue;
            if (!cw_is_headline(piece) || piece->end == ':' ||
                piece->is_headline || piece->n_words > 22 ||
                cw_bytes_starts(cw_piece_text(sheet, k), CW_LIT("By ")))
                break;
            cw_piece_mark(piece, CW_FURNITURE_RELATED);
        }
    }
}

/* "News from the bay. Every day." directly between two lines of an appeal. */
static bool is_short_pitch(const cw_piece *piece)
{
    return piece->n_words <= 10 && !piece->is_quoted && !piece->is_headline;
}

/* Between two pieces of an appeal, and beside one, a paragraph in the first
 * person plural or with a hint of its own belongs to the appeal. */
static void mark_appeals(cw_sheet *sheet)
{
    size_t last = SIZE_MAX;
    for (size_t i = 0; i < sheet->n; i++) {
        const cw_piece *piece = &sheet->pieces[i];
        if (!cw_is_furniture(piece) || piece->furniture != CW_FURNITURE_APPEAL)
            continue;
        for (size_t k = last + 1; last != SIZE_MAX && i - last <= 5 && k < i;
             k++)
            if (!cw_is_furniture(&sheet->pieces[k]) &&
                ((i - last == 2 && is_short_pitch(&sheet->pieces[k])) ||
                 sheet->pieces[k].has_we ||
                 sheet->pieces[k].furniture == CW_FURNITURE_APPEAL))
                cw_piece_mark(&sheet->pieces[k], CW_FURNITURE_APPEAL);
        last = i;
    }
    for (int round = 0; round < 2; round++)
        for (size_t k = 0; k < sheet->n; k++) {
            size_t i = round == 0 ? k : sheet->n - 1 - k;
            cw_piece *piece = &sheet->pieces[i];
            if (cw_is_furniture(piece) || piece->weight < 3 ||
                piece->furniture != CW_FURNITURE_APPEAL || !piece->has_we)
                continue;
            if ((i > 0 && cw_is_furniture(piece - 1) &&
                 piece[-1].furniture == CW_FURNITURE_APPEAL) ||
                (i + 1 < sheet->n && cw_is_furniture(piece + 1) &&
                 piece[1].furniture == CW_FURNITURE_APPEAL))
                cw_piece_mark(piece, CW_FURNITURE_APPEAL);
        }
}

void cw_sheet_mark(cw_sheet *sheet)
{
    for (size_t i = 0; i < sheet->n; i++) {
        cw_piece *piece = &sheet->pieces[i];
        cw_verdict verdict = {0};
        if (piece->may_be_furniture)
            verdict = judge(sheet->text, piece->range);
        cw_stamp stamp;
        size_t at = piece->range.from;
        size_t end = piece->n_words <= 60 ? piece->range.to : at;
        piece->has_stamp = cw_stamp_next(sheet->text, &at, end, &stamp);
        piece->furniture = verdict.kind;
        piece->weight = verdict.weight;
        piece->follows = verdict.follows;
        piece->ends = verdict.ends;
        if (piece->has_stamp && is_date_line(sheet, piece) &&
            (piece->weight < CW_PHRASE_SURE ||
             piece->furniture != CW_FURNITURE_LEGAL))
            cw_piece_mark(piece, CW_FURNITURE_DATE_LINE);
        if (piece->is_headline) {
            piece->weight = 0;
            piece->follows = piece->ends = false;
        }
    }
    mark_captions(sheet);
    mark_followers(sheet);
    mark_appeals(sheet);
}
