/* features.c: one row of numbers for each piece, in a few passes over the
 * page. Sums over a stretch of pieces are differences of running totals, so
 * that the whole is linear. */
#include "clean/features.h"
#include "clean/furniture.h"

#define NEAR        4u // pieces on each side
#define FAR         12u
#define COUNT_MAX   400
#define PROSE_WORDS 12u // of a sentence that counts as prose

typedef struct {
    uint32_t words, prose, link_chars, chars, n_lex;
} totals;

/* What pieces with the same key (parent, names of the elements, text) have
 * together; an open table of the page. */
typedef struct {
    uint32_t key, words, link_chars, chars, n, n_seen;
} class_sums;

typedef struct {
    class_sums *at; // [n_slots], a power of two
    size_t n_slots;
} class_table;

static int16_t capped(uint64_t n, int16_t max)
{
    return n < (uint64_t)max ? (int16_t)n : max;
}

static int16_t permille(uint64_t part, uint64_t whole)
{
    return whole > 0 ? capped(part * 1000 / whole, 1000) : 0;
}

static CW_CHECK cw_status open_table(const cw_sheet *sheet, class_table *table)
{
    table->n_slots = 16;
    while (table->n_slots < sheet->n * 2)
        table->n_slots *= 2;
    table->at =
        cw_arena_array(sheet->scratch, table->n_slots, sizeof *table->at);
    return table->at ? CW_OK : CW_NO_MEMORY;
}

/* Keys are of the page itself and spread by a multiplication; a page that
 * makes them collide on purpose is held by PROBES_MAX, and loses sums. */
#define PROBES_MAX 32u
static class_sums *find_class(class_table *table, uint32_t key)
{
    size_t slot = (key * 2654435761u) >> 7;
    key += key == 0;
    for (size_t i = 0; i < PROBES_MAX; i++) {
        class_sums *sums = &table->at[(slot + i) & (table->n_slots - 1)];
        if (sums->key == 0)
            sums->key = key;
        if (sums->key == key)
            return sums;
    }
    return &table->at[slot & (table->n_slots - 1)];
}

static void add_to_class(class_table *table, uint32_t key,
                         const cw_piece *piece)
{
    class_sums *sums = find_class(table, key);
    sums->words += piece->n_words;
    sums->link_chars += piece->n_link;
    sums->chars += piece->n_chars;
    sums->n++;
}

/* FNV-1a of the first and last bytes, and the length. */
static uint32_t text_key(cw_bytes text)
{
    uint32_t hash = 2166136261u ^ (uint32_t)text.n;
    size_t n = text.n < 32 ? text.n : 32;
    for (size_t i = 0; i < n; i++)
        hash = (hash ^ text.at[i]) * 16777619u;
    for (size_t i = text.n - n; i < text.n; i++)
        hash = (hash ^ text.at[i]) * 16777619u;
    return hash;
}

static bool is_prose(const cw_piece *piece)
{
    return cw_is_sentence(piece) && piece->n_words >= PROSE_WORDS &&
           piece->n_link * 2 <= piece->n_chars;
}

static int16_t end_of(const cw_piece *piece)
{
    switch (piece->end) {
    case 0:
        return 0;
    case '.':
        return 3;
    case ':':
        return 1;
    default:
        return 2;
    }
}

static void fill_own(const cw_sheet *sheet, const cw_piece *piece, int16_t *row)
{
    row[CW_FEATURE_WORDS] = capped(piece->n_words, COUNT_MAX);
    row[CW_FEATURE_SENTENCES] = capped(piece->n_sentences, 30);
    row[CW_FEATURE_STOP] =
        sheet->language[0] ? permille(piece->n_stop, piece->n_words) : -1;
    row[CW_FEATURE_CAPS] = permille(piece->n_caps, piece->n_words);
    row[CW_FEATURE_DIGITS] = permille(piece->n_digits, piece->n_chars);
    row[CW_FEATURE_LINK] = permille(piece->n_link, piece->n_chars);
    row[CW_FEATURE_WORD_CHARS] =
        capped((uint64_t)piece->n_chars * 10 / (piece->n_words + 1), COUNT_MAX);
    row[CW_FEATURE_END] = end_of(piece);
    row[CW_FEATURE_LOWER] = piece->starts_lower;
    row[CW_FEATURE_QUOTED] = piece->is_quoted;
    row[CW_FEATURE_WE] = piece->has_we;
    row[CW_FEATURE_STAMP] = piece->has_stamp;
    row[CW_FEATURE_GAP] = piece->has_gap;
    row[CW_FEATURE_LEX_WEIGHT] = piece->weight;
    row[CW_FEATURE_LEX_KIND] = piece->furniture;
    row[CW_FEATURE_LEX_ENDS] = piece->ends;
    if (sheet->page->kind != CW_PAGE_HTML)
        return;
    row[CW_FEATURE_FORM] = piece->form;
    row[CW_FEATURE_TAG_POINTS] = piece->tag_points;
    row[CW_FEATURE_TAG_DOWN] = piece->tag_down;
    row[CW_FEATURE_TREE_KIND] = piece->tree_kind;
    row[CW_FEATURE_DEPTH] = piece->depth;
    for (size_t k = 0; k < 4; k++)
        row[CW_FEATURE_SHARE_1 + k] = (int16_t)piece->share[k];
    row[CW_FEATURE_IN_ARTICLE] = piece->in_article;
}

/* Columns that need the pieces around: totals[i] are sums of pieces [0, i). */
static void fill_near(const cw_sheet *sheet, const totals *sum, size_t i,
                      int16_t *row)
{
    size_t n = sheet->n;
    size_t a = i > NEAR ? i - NEAR : 0, b = i + NEAR < n ? i + NEAR + 1 : n;
    size_t c = i > FAR ? i - FAR : 0, d = i + FAR < n ? i + FAR + 1 : n;
    row[CW_FEATURE_NEAR_PROSE] = capped(sum[b].prose - sum[a].prose, 2000);
    row[CW_FEATURE_FAR_PROSE] = capped(sum[d].prose - sum[c].prose, 4000);
    row[CW_FEATURE_NEAR_LINK] = permille(sum[b].link_chars - sum[a].link_chars,
                                         sum[b].chars - sum[a].chars);
    row[CW_FEATURE_FAR_LINK] = permille(sum[d].link_chars - sum[c].link_chars,
                                        sum[d].chars - sum[c].chars);
    row[CW_FEATURE_NEAR_LEX] = (int16_t)(sum[b].n_lex - sum[a].n_lex);
    row[CW_FEATURE_INDEX] = capped(i, 1000);
    row[CW_FEATURE_FROM_END] = capped(n - 1 - i, 1000);
    row[CW_FEATURE_PLACE] = permille(sum[i].chars, sum[n].chars);
    row[CW_FEATURE_PROSE_BEFORE] = permille(sum[i].prose, sum[n].prose);
    row[CW_FEATURE_PAGE_PIECES] = capped(n, 2000);
    row[CW_FEATURE_PAGE_PROSE] = capped(sum[n].prose, 4000);
    row[CW_FEATURE_PAGE_LINK] = permille(sum[n].link_chars, sum[n].chars);
    if (i > 0) {
        const cw_piece *p = &sheet->pieces[i - 1];
        row[CW_FEATURE_WORDS_P1] = capped(p->n_words, COUNT_MAX);
        row[CW_FEATURE_LINK_P1] = permille(p->n_link, p->n_chars);
        row[CW_FEATURE_END_P1] = end_of(p);
        row[CW_FEATURE_FORM_P1] = p->form;
        row[CW_FEATURE_LEX_P1] = p->weight;
    }
    if (i + 1 < n) {
        const cw_piece *p = &sheet->pieces[i + 1];
        row[CW_FEATURE_WORDS_N1] = capped(p->n_words, COUNT_MAX);
        row[CW_FEATURE_LINK_N1] = permille(p->n_link, p->n_chars);
        row[CW_FEATURE_END_N1] = end_of(p);
        row[CW_FEATURE_FORM_N1] = p->form;
        row[CW_FEATURE_LEX_N1] = p->weight;
    }
    if (i > 1)
        row[CW_FEATURE_WORDS_P2] =
            capped(sheet->pieces[i - 2].n_words, COUNT_MAX);
    if (i + 2 < n)
        row[CW_FEATURE_WORDS_N2] =
            capped(sheet->pieces[i + 2].n_words, COUNT_MAX);
}

/* Columns that count from something met before, or behind. */
static void fill_distances(const cw_sheet *sheet, cw_feature_row *rows)
{
    size_t n_ends = 0, since_end = COUNT_MAX, since_prose = COUNT_MAX;
    size_t to_prose = COUNT_MAX, title = sheet->n;
    for (size_t i = 0; i < sheet->n && title == sheet->n; i++)
        if (sheet->headline.n > 0 &&
            cw_bytes_equal_fold(cw_piece_text(sheet, i), sheet->headline))
            title = i;
    for (size_t i = 0; i < sheet->n && title == sheet->n; i++)
        if (sheet->pieces[i].form == CW_FORM_TITLE)
            title = i;
    for (size_t i = 0; i < sheet->n; i++) {
        const cw_piece *piece = &sheet->pieces[i];
        int16_t *row = rows[i];
        row[CW_FEATURE_N_ENDS] = capped(n_ends, 100);
        row[CW_FEATURE_SINCE_END] = capped(since_end, COUNT_MAX);
        row[CW_FEATURE_SINCE_PROSE] = capped(since_prose, COUNT_MAX);
        if (title == sheet->n)
            row[CW_FEATURE_SINCE_TITLE] = -COUNT_MAX - 1;
        else if (i < title)
            row[CW_FEATURE_SINCE_TITLE] =
                (int16_t)-capped(title - i, COUNT_MAX);
        else
            row[CW_FEATURE_SINCE_TITLE] = capped(i - title, COUNT_MAX);
        n_ends += piece->ends;
        since_end = piece->ends ? 0 : since_end + 1;
        since_prose = is_prose(piece) ? 0 : since_prose + 1;
    }
    for (size_t i = sheet->n; i > 0; i--) {
        rows[i - 1][CW_FEATURE_TO_PROSE] = capped(to_prose, COUNT_MAX);
        to_prose = is_prose(&sheet->pieces[i - 1]) ? 0 : to_prose + 1;
    }
}

static CW_CHECK cw_status fill_classes(const cw_sheet *sheet,
                                       cw_feature_row *rows, uint32_t n_words)
{
    class_table names, groups, texts;
    cw_status status = open_table(sheet, &names);
    if (status == CW_OK)
        status = open_table(sheet, &groups);
    if (status == CW_OK)
        status = open_table(sheet, &texts);
    if (status != CW_OK)
        return status;
    bool is_tree = sheet->page->kind == CW_PAGE_HTML;
    for (size_t i = 0; i < sheet->n; i++) {
        const cw_piece *piece = &sheet->pieces[i];
        if (is_tree) {
            add_to_class(&names, piece->names, piece);
            add_to_class(&groups, piece->group, piece);
        }
        add_to_class(&texts, text_key(cw_piece_text(sheet, i)), piece);
    }
    for (size_t i = 0; i < sheet->n; i++) {
        const cw_piece *piece = &sheet->pieces[i];
        int16_t *row = rows[i];
        /* 1, 2 ... 1, or 2 when this text stands in the page again; below 0
         * when it is not for the first time */
        class_sums *same =
            find_class(&texts, text_key(cw_piece_text(sheet, i)));
        row[CW_FEATURE_REPEAT] = capped(same->n, 2);
        if (same->n_seen++ > 0)
            row[CW_FEATURE_REPEAT] = (int16_t)-row[CW_FEATURE_REPEAT];
        if (!is_tree)
            continue;
        const class_sums *like = find_class(&names, piece->names);
        const class_sums *group = find_class(&groups, piece->group);
        row[CW_FEATURE_SIGN_SHARE] = permille(like->words, n_words);
        row[CW_FEATURE_SIGN_LINK] = permille(like->link_chars, like->chars);
        row[CW_FEATURE_SIGN_N] = capped(like->n, COUNT_MAX);
        row[CW_FEATURE_GROUP_LINK] = permille(group->link_chars, group->chars);
        row[CW_FEATURE_GROUP_N] = capped(group->n, COUNT_MAX);
    }
    return CW_OK;
}

cw_status cw_features_read(const cw_sheet *sheet, cw_feature_row **out)
{
    cw_feature_row *rows =
        cw_arena_array(sheet->scratch, sheet->n, sizeof *rows);
    totals *sum = cw_arena_array(sheet->scratch, sheet->n + 1, sizeof *sum);
    *out = rows;
    if (!rows || !sum)
        return CW_NO_MEMORY;
    for (size_t i = 0; i < sheet->n; i++) {
        const cw_piece *piece = &sheet->pieces[i];
        sum[i + 1] = sum[i];
        sum[i + 1].words += piece->n_words;
        sum[i + 1].chars += piece->n_chars;
        sum[i + 1].link_chars += piece->n_link;
        sum[i + 1].prose += is_prose(piece) ? piece->n_words : 0;
        sum[i + 1].n_lex += cw_is_furniture(piece);
    }
    for (size_t i = 0; i < sheet->n; i++) {
        fill_own(sheet, &sheet->pieces[i], rows[i]);
        fill_near(sheet, sum, i, rows[i]);
    }
    fill_distances(sheet, rows);
    return fill_classes(sheet, rows, sum[sheet->n].words);
}
