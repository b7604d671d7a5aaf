/* features.c: one row of numbers for each piece, after a few passes over the
 * page. Sums over a stretch of pieces are differences of running totals, so
 * that the whole is linear. */
#include "clean/features.h"
#include "clean/furniture.h"
#include "clean/recur.h"

#define NEAR        4u // pieces on each side
#define FAR         12u
#define COUNT_MAX   400
#define PROSE_WORDS 12u // of a sentence that counts as prose

typedef struct {
    uint32_t words, prose, link_chars, chars, n_lex;
} totals;

/* The same of a flat text, for CW_FLAT_FEATURE_MAP. */
typedef struct {
    uint32_t ends, caps, stop, digits, stamps, we, quoted, n_long, n_shared;
} flat_totals;

/* What pieces with the same key (parent, names of the elements, text) have
 * together. */
typedef struct {
    uint32_t key, words, link_chars, chars, n;
    uint32_t first; // piece
} class_sums;

/* An open table of the page. */
typedef struct {
    uint32_t *slots;  // [n_slots], a power of two; 1 + index, 0: free
    class_sums *sums; // [n] of at most as many as there are pieces
    uint32_t *of;     // [pieces] which of them a piece is in
    size_t n_slots, n;
} class_table;

struct cw_features {
    const cw_sheet *sheet;
    totals *sum;                   // [pieces + 1]: sums of pieces [0, i)
    flat_totals *flat_sum;         // the same; NULL: not a flat text
    cw_recurring_words *recurring; // [pieces] of a flat text
    class_table names, groups, texts;
    size_t i;        // of the next row
    size_t title;    // piece, or sheet->n
    size_t to_prose; // the next prose from piece i on, or sheet->n
    size_t n_ends, since_end, since_prose; // before piece i
};

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
    table->n = 0;
    while (table->n_slots < sheet->n * 2)
        table->n_slots *= 2;
    table->slots =
        cw_arena_array(sheet->scratch, table->n_slots, sizeof *table->slots);
    table->sums =
        cw_arena_alloc(sheet->scratch, sheet->n * sizeof *table->sums);
    table->of = cw_arena_alloc(sheet->scratch, sheet->n * sizeof *table->of);
    return table->slots && table->sums && table->of ? CW_OK : CW_NO_MEMORY;
}

/* Keys are of the page itself and spread by a multiplication; a page that
 * makes them collide on purpose is held by PROBES_MAX, and loses sums. */
#define PROBES_MAX 32u
static uint32_t find_class(class_table *table, uint32_t key, size_t piece)
{
    size_t first = (key * 2654435761u) >> 7;
    key += key == 0;
    for (size_t i = 0; i < PROBES_MAX; i++) {
        uint32_t *slot = &table->slots[(first + i) & (table->n_slots - 1)];
        if (*slot == 0) {
            table->sums[table->n++] =
                (class_sums){.key = key, .first = (uint32_t)piece};
            *slot = (uint32_t)table->n;
        }
        if (table->sums[*slot - 1].key == key)
            return *slot - 1;
    }
    return table->slots[first & (table->n_slots - 1)] - 1;
}

static void add_to_class(class_table *table, uint32_t key, size_t i,
                         const cw_piece *piece)
{
    class_sums *sums = &table->sums[table->of[i] = find_class(table, key, i)];
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

/* Stretch b - a of the running totals, into the row from `first` on, where
 * every second column is of this stretch. */
static void fill_stretch(const cw_features *f, size_t a, size_t b,
                         int16_t *column)
{
    const flat_totals *from = &f->flat_sum[a], *to = &f->flat_sum[b];
    uint32_t words = f->sum[b].words - f->sum[a].words;
    uint32_t chars = f->sum[b].chars - f->sum[a].chars;
    column[0] = capped(words, 4000);
    column[2] = (int16_t)(to->ends - from->ends);
    column[4] = permille(to->caps - from->caps, words);
    column[6] = permille(to->stop - from->stop, words);
    column[8] = permille(to->digits - from->digits, chars);
    column[10] = (int16_t)(to->stamps - from->stamps);
    column[12] = (int16_t)(to->we - from->we);
    column[14] = (int16_t)(to->quoted - from->quoted);
    column[16] =
        permille(to->n_shared - from->n_shared, to->n_long - from->n_long);
}
_Static_assert(CW_FEATURE_NEAR_SHARED == CW_FEATURE_NEAR_WORDS + 16 &&
                   CW_FEATURE_FAR_SHARED == CW_FEATURE_FAR_WORDS + 16,
               "near and far columns take turns");

static void fill_flat(const cw_features *f, int16_t *row)
{
    const cw_piece *pieces = f->sheet->pieces;
    size_t i = f->i, n = f->sheet->n;
    const cw_recurring_words *words = &f->recurring[i];
    row[CW_FEATURE_MARKS] = permille(pieces[i].n_marks, pieces[i].n_chars);
    row[CW_FEATURE_COMMAS] = permille(pieces[i].n_commas, pieces[i].n_chars);
    row[CW_FEATURE_SHARED_1] = permille(words->n_1, words->n);
    row[CW_FEATURE_SHARED_3] = permille(words->n_3, words->n);
    row[CW_FEATURE_SHARED_CAPS] =
        words->n_caps > 0 ? permille(words->n_caps_1, words->n_caps) : -1;
    fill_stretch(f, i > NEAR ? i - NEAR : 0, i + NEAR < n ? i + NEAR + 1 : n,
                 &row[CW_FEATURE_NEAR_WORDS]);
    fill_stretch(f, i > FAR ? i - FAR : 0, i + FAR < n ? i + FAR + 1 : n,
                 &row[CW_FEATURE_FAR_WORDS]);
    if (i > 0) {
        const cw_piece *p = &pieces[i - 1];
        row[CW_FEATURE_CAPS_P1] = permille(p->n_caps, p->n_words);
        row[CW_FEATURE_STOP_P1] = permille(p->n_stop, p->n_words);
        row[CW_FEATURE_KIND_P1] = p->furniture;
    }
    if (i + 1 < n) {
        const cw_piece *p = &pieces[i + 1];
        row[CW_FEATURE_CAPS_N1] = permille(p->n_caps, p->n_words);
        row[CW_FEATURE_STOP_N1] = permille(p->n_stop, p->n_words);
        row[CW_FEATURE_KIND_N1] = p->furniture;
    }
    if (i > 2)
        row[CW_FEATURE_WORDS_P3] = capped(pieces[i - 3].n_words, COUNT_MAX);
    if (i + 3 < n)
        row[CW_FEATURE_WORDS_N3] = capped(pieces[i + 3].n_words, COUNT_MAX);
}

static CW_CHECK cw_status sum_flat(cw_features *f)
{
    const cw_sheet *sheet = f->sheet;
    cw_recurrence recurrence;
    cw_status status = cw_recurrence_open(&recurrence, sheet, is_prose);
    if (status != CW_OK)
        return status;
    f->flat_sum =
        cw_arena_array(sheet->scratch, sheet->n + 1, sizeof *f->flat_sum);
    f->recurring =
        cw_arena_alloc(sheet->scratch, (sheet->n + 1) * sizeof *f->recurring);
    if (!f->flat_sum || !f->recurring)
        return CW_NO_MEMORY;
    for (size_t i = 0; i < sheet->n; i++) {
        const cw_piece *piece = &sheet->pieces[i];
        flat_totals sum = f->flat_sum[i];
        f->recurring[i] = cw_recurrence_of(&recurrence, piece, is_prose(piece));
        sum.ends += piece->end != 0;
        sum.caps += piece->n_caps;
        sum.stop += piece->n_stop;
        sum.digits += piece->n_digits;
        sum.stamps += piece->has_stamp;
        sum.we += piece->has_we;
        sum.quoted += piece->is_quoted;
        sum.n_long += f->recurring[i].n;
        sum.n_shared += f->recurring[i].n_1;
        f->flat_sum[i + 1] = sum;
    }
    return CW_OK;
}

/* The piece that is the page's title; n: none is. */
static size_t find_title(const cw_sheet *sheet)
{
    for (size_t i = 0; i < sheet->n && sheet->headline.n > 0; i++)
        if (cw_bytes_equal_fold(cw_piece_text(sheet, i), sheet->headline))
            return i;
    for (size_t i = 0; i < sheet->n; i++)
        if (sheet->pieces[i].form == CW_FORM_TITLE)
            return i;
    return sheet->n;
}

static CW_CHECK cw_status sum_classes(cw_features *f)
{
    const cw_sheet *sheet = f->sheet;
    bool is_tree = sheet->page->kind == CW_PAGE_HTML;
    cw_status status = open_table(sheet, &f->texts);
    if (status == CW_OK && is_tree)
        status = open_table(sheet, &f->names);
    if (status == CW_OK && is_tree)
        status = open_table(sheet, &f->groups);
    for (size_t i = 0; i < sheet->n && status == CW_OK; i++) {
        const cw_piece *piece = &sheet->pieces[i];
        add_to_class(&f->texts, text_key(cw_piece_text(sheet, i)), i, piece);
        if (!is_tree)
            continue;
        add_to_class(&f->names, piece->names, i, piece);
        add_to_class(&f->groups, piece->group, i, piece);
    }
    return status;
}

/* Columns that count from something met before, or behind. */
static void fill_distances(cw_features *f, int16_t *row)
{
    const cw_sheet *sheet = f->sheet;
    const cw_piece *piece = &sheet->pieces[f->i];
    row[CW_FEATURE_N_ENDS] = capped(f->n_ends, 100);
    row[CW_FEATURE_SINCE_END] = capped(f->since_end, COUNT_MAX);
    row[CW_FEATURE_SINCE_PROSE] = capped(f->since_prose, COUNT_MAX);
    if (f->title == sheet->n)
        row[CW_FEATURE_SINCE_TITLE] = -COUNT_MAX - 1;
    else if (f->i < f->title)
        row[CW_FEATURE_SINCE_TITLE] =
            (int16_t)-capped(f->title - f->i, COUNT_MAX);
    else
        row[CW_FEATURE_SINCE_TITLE] = capped(f->i - f->title, COUNT_MAX);
    f->n_ends += piece->ends;
    f->since_end = piece->ends ? 0 : f->since_end + 1;
    f->since_prose = is_prose(piece) ? 0 : f->since_prose + 1;
    if (f->to_prose <= f->i)
        f->to_prose = f->i + 1;
    while (f->to_prose < sheet->n && !is_prose(&sheet->pieces[f->to_prose]))
        f->to_prose++;
    row[CW_FEATURE_TO_PROSE] = f->to_prose < sheet->n
                                   ? capped(f->to_prose - f->i - 1, COUNT_MAX)
                                   : COUNT_MAX;
}

static void fill_classes(const cw_features *f, int16_t *row)
{
    /* 1, 2 ... 1, or 2 when this text stands in the page again; below 0
     * when it is not for the first time */
    const class_sums *same = &f->texts.sums[f->texts.of[f->i]];
    row[CW_FEATURE_REPEAT] = capped(same->n, 2);
    if (same->first < f->i)
        row[CW_FEATURE_REPEAT] = (int16_t)-row[CW_FEATURE_REPEAT];
    if (f->sheet->page->kind != CW_PAGE_HTML)
        return;
    const class_sums *like = &f->names.sums[f->names.of[f->i]];
    const class_sums *group = &f->groups.sums[f->groups.of[f->i]];
    row[CW_FEATURE_SIGN_SHARE] =
        permille(like->words, f->sum[f->sheet->n].words);
    row[CW_FEATURE_SIGN_LINK] = permille(like->link_chars, like->chars);
    row[CW_FEATURE_SIGN_N] = capped(like->n, COUNT_MAX);
    row[CW_FEATURE_GROUP_LINK] = permille(group->link_chars, group->chars);
    row[CW_FEATURE_GROUP_N] = capped(group->n, COUNT_MAX);
}

cw_status cw_features_open(const cw_sheet *sheet, cw_features **out)
{
    cw_features *f = cw_arena_array(sheet->scratch, 1, sizeof *f);
    *out = f;
    if (!f)
        return CW_NO_MEMORY;
    f->sheet = sheet;
    f->title = find_title(sheet);
    f->since_end = f->since_prose = COUNT_MAX;
    f->sum = cw_arena_alloc(sheet->scratch, (sheet->n + 1) * sizeof *f->sum);
    if (!f->sum)
        return CW_NO_MEMORY;
    f->sum[0] = (totals){0};
    for (size_t i = 0; i < sheet->n; i++) {
        const cw_piece *piece = &sheet->pieces[i];
        totals sum = f->sum[i];
        sum.words += piece->n_words;
        sum.chars += piece->n_chars;
        sum.link_chars += piece->n_link;
        sum.prose += is_prose(piece) ? piece->n_words : 0;
        sum.n_lex += cw_is_furniture(piece);
        f->sum[i + 1] = sum;
    }
    cw_status status = sum_classes(f);
    if (status == CW_OK && sheet->long_words)
        status = sum_flat(f);
    return status;
}

void cw_features_next(cw_features *f, int16_t *row)
{
    memset(row, 0, sizeof(cw_feature_row));
    fill_own(f->sheet, &f->sheet->pieces[f->i], row);
    fill_near(f->sheet, f->sum, f->i, row);
    fill_distances(f, row);
    fill_classes(f, row);
    if (f->flat_sum)
        fill_flat(f, row);
    f->i++;
}
