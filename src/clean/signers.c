/* signers.c: who signs a web page.
 *
 *   JSON-LD, meta, itemprop      -> signs, as the markup is read
 *   links to /author/, classes   -> signs near the title, once it is known
 *   signs, best rank first       -> the byline
 *
 * The first rank that names a person speaks; a name of one word, a desk or an
 * organization signs only when no person does (cw_sheet_sign_loosely), and the
 * outlet itself last. */
#include "base/limits.h"
#include "clean/byline_int.h"
#include "clean/furniture.h"
#include "clean/outlets.h"
#include "clean/tree_int.h"

#define SIGN_BYTES_MAX  300u
#define LOOSE_BYTES_MAX 60u
#define NAME_BYTES_MAX  120u // of an element near the title
#define TOGETHER_BYTES  100u // between two names of one byline
#define SIGNERS_MAX     24u  // such elements
#define CLIMB_MAX       12u  // from a text node to its element

static size_t n_blanks(cw_bytes text)
{
    size_t n = 0;
    for (size_t i = 0; i < text.n; i++)
        n += text.at[i] == ' ';
    return n;
}

/* "page.extra.author" is a template's, "-" is nobody's, "/ana-brook" is an
 * address, and "Wednesday," belongs to a date that is cut off. */
static bool is_no_name(cw_bytes name)
{
    static const char *const weekdays[] = {"sun", "mon", "tue", "wed",
                                           "thu", "fri", "sat"};
    size_t n_letters = 0, n_dots = 0, at = 0;
    cw_stamp stamp;
    for (size_t i = 0; i < 7; i++)
        if (cw_bytes_starts_fold(name, cw_bytes_from(weekdays[i])) &&
            name.at[name.n - 1] == ',')
            return true;
    if (*name.at == '/' ||
        (cw_stamp_next(name, &at, name.n, &stamp) &&
         n_blanks(cw_bytes_cut(name, 0, stamp.range.from)) < 2))
        return true;
    for (size_t i = 0; i < name.n; i++) {
        n_letters += cw_is_alpha(name.at[i]) || name.at[i] >= 0x80;
        n_dots +=
            name.at[i] == '.' && i + 1 < name.n && cw_is_lower(name.at[i + 1]);
        if (name.at[i] < 0x80 && strchr("{}<>$%=@", name.at[i]))
            return true;
    }
    return n_letters < 2 || n_dots > 1 ||
           cw_bytes_find(name, CW_LIT("://"), 0) != CW_NOT_FOUND;
}

/* "Editor: Ana Brook" -> "Ana Brook"; empty when the label says that the name
 * is a photographer's. */
static cw_bytes without_label(cw_bytes name)
{
    static const char *const pictures[] = {"photo",
                                           "foto",
                                           "image",
                                           "bild",
                                           "picture",
                                           "\xD1\x84\xD0\xBE\xD1\x82\xD0\xBE",
                                           "\xD0\xA4\xD0\xBE\xD1\x82\xD0\xBE"};
    size_t at = cw_bytes_find(name, CW_LIT(": "), 0);
    if (at == CW_NOT_FOUND || n_blanks(cw_bytes_cut(name, 0, at)) > 0)
        return name;
    for (size_t i = 0; i < sizeof pictures / sizeof *pictures; i++)
        if (cw_bytes_starts_fold(name, cw_bytes_from(pictures[i])))
            return (cw_bytes){name.at, 0};
    return cw_bytes_cut(name, at + 2, name.n);
}

void cw_sheet_add_sign(cw_sheet *sheet, cw_sign sign)
{
    cw_bytes value = without_label(cw_bytes_trim(sign.fact.value));
    if (!cw_range_is_empty(sign.fact.span) && value.n > 0) {
        sign.fact.span.from += (uint32_t)(value.at - sign.fact.value.at);
        sign.fact.span.to = sign.fact.span.from + (uint32_t)value.n;
    }
    sign.fact.value = value;
    if (value.n == 0 || value.n > SIGN_BYTES_MAX ||
        sheet->n_signs == CW_MAX_SIGNS || is_no_name(value))
        return;
    sheet->signs[sheet->n_signs++] = sign;
}

/* "Harbour Mail" is the outlet, and so it is at harbourmail.example. */
static bool is_site(const cw_sheet *sheet, cw_bytes name)
{
    char joined[LOOSE_BYTES_MAX + 1];
    size_t n = 0;
    if (sheet->outlet.value.n > 0 &&
        cw_bytes_equal_fold(name, sheet->outlet.value))
        return true;
    for (size_t i = 0; i < name.n; i++)
        if (cw_is_alpha(name.at[i]) || cw_is_digit(name.at[i])) {
            if (n == LOOSE_BYTES_MAX)
                return false;
            joined[n++] = (char)cw_to_lower(name.at[i]);
        }
    joined[n] = 0;
    cw_bytes host = cw_url_host(sheet->url.value);
    return n >= 4 && cw_bytes_starts_fold(host, cw_bytes_from(joined)) &&
           (host.n == n || host.at[n] == '.');
}

/* "Brook, Ana" as catalogues write it: one word, a comma, and the rest. */
static CW_CHECK cw_status turn_around(cw_arena *memory, cw_bytes *name)
{
    cw_buf buf;
    size_t comma = cw_bytes_find(*name, CW_LIT(", "), 0);
    if (comma == CW_NOT_FOUND || comma == 0 ||
        cw_bytes_find(cw_bytes_cut(*name, 0, comma), CW_LIT(" "), 0) !=
            CW_NOT_FOUND)
        return CW_OK;
    cw_buf_init(&buf, memory, SIGN_BYTES_MAX + 1);
    cw_buf_add(&buf, cw_bytes_cut(*name, comma + 2, name->n));
    cw_buf_add_byte(&buf, ' ');
    cw_buf_add(&buf, cw_bytes_cut(*name, 0, comma));
    *name = cw_buf_bytes(&buf);
    return cw_buf_status(&buf);
}

/* The people of one sign; how many. */
static size_t add_people(cw_sheet *sheet, const cw_sign *sign)
{
    cw_range parts[CW_MAX_BYLINE];
    cw_bytes value = sign->fact.value;
    size_t n = 0, n_parts;
    if (sign->is_organization || (!sign->is_person && is_site(sheet, value)))
        return 0;
    n_parts = cw_byline_split(value, (cw_range){0, (uint32_t)value.n}, false,
                              parts, CW_MAX_BYLINE);
    if (n_parts == 1 && parts[0].from == 0 && value.n <= LOOSE_BYTES_MAX &&
        cw_bytes_starts(cw_bytes_cut(value, parts[0].to, value.n),
                        CW_LIT(" (")) &&
        value.at[value.n - 1] == ')')
        parts[0].to = (uint32_t)value.n; // "Ana Brook (HarbourFan)"
    for (size_t i = 0; i < n_parts; i++) {
        cw_draft_fact person = sign->fact;
        person.value = cw_bytes_at(value, parts[i]);
        if (!sign->is_person && is_site(sheet, person.value))
            continue;
        if (!cw_range_is_empty(person.span)) {
            person.span.to = person.span.from + parts[i].to;
            person.span.from += parts[i].from;
        }
        cw_sheet_add_person(sheet, person);
        n++;
    }
    return n;
}

static uint8_t next_rank(const cw_sheet *sheet, uint8_t after)
{
    uint8_t rank = UINT8_MAX;
    for (size_t i = 0; i < sheet->n_signs; i++)
        if (sheet->signs[i].rank > after && sheet->signs[i].rank < rank)
            rank = sheet->signs[i].rank;
    return rank;
}

static bool is_loose(const cw_sheet *sheet, const cw_sign *sign)
{
    return sign->fact.value.n <= LOOSE_BYTES_MAX &&
           !is_site(sheet, sign->fact.value);
}

/* Markup that is made to name a person may give one word, or small letters:
 * "Lena", "brook_a". */
static bool is_pen_name(const cw_sheet *sheet, const cw_sign *sign)
{
    return sign->rank <= CW_SIGN_META && !sign->is_organization &&
           is_loose(sheet, sign) &&
           (sign->is_person || !cw_names_a_role(sign->fact.value));
}

/* One capitalised word, of no role. */
static bool is_short_name(cw_bytes name)
{
    return name.n > 1 && (cw_is_upper(*name.at) || *name.at >= 0xC3) &&
           cw_bytes_find(name, CW_LIT(" "), 0) == CW_NOT_FOUND &&
           !cw_names_a_role(name);
}

/* "Lena & Tom" are two, and so are the staff codes "lbr; tma". */
static void add_short_names(cw_sheet *sheet, cw_draft_fact fact)
{
    static const char *const joins[] = {" & ",  " and ", " und ",
                                        " et ", " y ",   ";"};
    cw_range named = {0, (uint32_t)fact.value.n};
    if (cw_byline_skip_lead(fact.value, &named)) { // "Af Nordbureau"
        fact.value = cw_bytes_at(fact.value, named);
        fact.span = (cw_range){0, 0};
    }
    cw_bytes value = fact.value;
    for (size_t i = 0; i < sizeof joins / sizeof *joins; i++) {
        cw_bytes join = cw_bytes_from(joins[i]);
        size_t at = cw_bytes_find(value, join, 0);
        if (at == CW_NOT_FOUND)
            continue;
        cw_draft_fact first = fact, second = fact;
        first.value = cw_bytes_trim(cw_bytes_cut(value, 0, at));
        second.value = cw_bytes_trim(cw_bytes_cut(value, at + join.n, value.n));
        bool is_code = join.n == 1 && first.value.n <= 12 &&
                       second.value.n > 0 && second.value.n <= 12;
        if (!is_code &&
            !(is_short_name(first.value) && is_short_name(second.value)))
            continue;
        first.span = second.span = (cw_range){0, 0};
        cw_sheet_add_person(sheet, first);
        cw_sheet_add_person(sheet, second);
        return;
    }
    cw_sheet_add_person(sheet, fact);
}

cw_status cw_sheet_choose_signers(cw_sheet *sheet, uint8_t rank_max,
                                  cw_arena *memory)
{
    cw_status status = CW_OK;
    if (sheet->n_byline > 0)
        return CW_OK;
    for (size_t i = 0; i < sheet->n_signs && status == CW_OK; i++)
        if (sheet->signs[i].is_catalogued)
            status = turn_around(memory, &sheet->signs[i].fact.value);
    for (uint8_t rank = next_rank(sheet, 0);
         rank <= rank_max && rank < UINT8_MAX && sheet->n_byline == 0;
         rank = next_rank(sheet, rank)) {
        bool is_person[CW_MAX_SIGNS] = {false}, is_any = false;
        for (size_t i = 0; i < sheet->n_signs; i++)
            if (sheet->signs[i].rank == rank) {
                is_person[i] = add_people(sheet, &sheet->signs[i]) > 0;
                is_any |= is_person[i] || is_pen_name(sheet, &sheet->signs[i]);
            }
        /* beside a person a short name is one as well */
        for (size_t i = 0; i < sheet->n_signs && is_any; i++)
            if (sheet->signs[i].rank == rank && rank == CW_SIGN_LD &&
                !is_person[i] && is_loose(sheet, &sheet->signs[i]))
                add_short_names(sheet, sheet->signs[i].fact);
    }
    return status;
}

void cw_sheet_sign_loosely(cw_sheet *sheet)
{
    for (uint8_t rank = next_rank(sheet, 0);
         rank < UINT8_MAX && sheet->n_byline == 0;
         rank = next_rank(sheet, rank))
        for (size_t i = 0; i < sheet->n_signs; i++)
            if (sheet->signs[i].rank == rank &&
                is_loose(sheet, &sheet->signs[i]))
                add_short_names(sheet, sheet->signs[i].fact);
    for (size_t i = 0; i < sheet->n_signs && sheet->n_byline == 0; i++)
        if (sheet->signs[i].fact.value.n <= LOOSE_BYTES_MAX)
            add_short_names(sheet, sheet->signs[i].fact);
}

/* Several people, one of them the only signer so far: they all sign. */
static void sign_together(cw_sheet *sheet, const cw_draft_fact *people,
                          size_t n)
{
    bool has_signer = false;
    for (size_t i = 0; i < n; i++)
        has_signer |=
            cw_bytes_find_fold(people[i].value, sheet->byline[0].value, 0) !=
            CW_NOT_FOUND;
    if (n < 2 || !has_signer)
        return;
    sheet->n_byline = 0;
    for (size_t i = 0; i < n; i++)
        cw_sheet_add_person(sheet, people[i]);
}

/* "Written by A, B and C" under the title. */
static void fill_from_line(cw_sheet *sheet, size_t i)
{
    cw_range parts[CW_MAX_BYLINE];
    cw_draft_fact people[CW_MAX_BYLINE];
    cw_bytes line = cw_piece_text(sheet, i);
    if (sheet->pieces[i].n_words > 40 ||
        !(cw_bytes_starts_fold(line, CW_LIT("by ")) ||
          cw_bytes_starts_fold(line, CW_LIT("written by "))))
        return;
    size_t n = cw_byline_split(sheet->text, sheet->pieces[i].range, false,
                               parts, CW_MAX_BYLINE);
    for (size_t k = 0; k < n; k++)
        people[k] = (cw_draft_fact){.value = cw_bytes_at(sheet->text, parts[k]),
                                    .span = parts[k]};
    sign_together(sheet, people, n);
}

void cw_sheet_fill_byline(cw_sheet *sheet)
{
    for (size_t i = sheet->title_at; i < sheet->first; i++)
        if (sheet->n_byline == 1)
            fill_from_line(sheet, i);
}

/* ---- elements near the title ------------------------------------------- */

static bool has_any(cw_bytes text, const char *const *list, size_t n)
{
    for (size_t i = 0; text.n > 0 && i < n; i++)
        if (cw_bytes_find_fold(text, cw_bytes_from(list[i]), 0) != CW_NOT_FOUND)
            return true;
    return false;
}

#define HAS_ANY(text, list) has_any(text, list, sizeof(list) / sizeof *(list))

/* The rank of an element that holds a signer; 0: it does not. */
static uint8_t element_rank(const cw_html_tree *tree, uint32_t node)
{
    static const char *const folders[] = {
        "/author/",      "/authors/",      "/auteur/",     "/auteurs/",
        "/autor/",       "/autoren/",      "/autores/",    "/autore/",
        "/contributor/", "/contributors/", "/profile/",    "/profiles/",
        "/person/",      "/people/",       "/staff/",      "/writer/",
        "/writers/",     "/reporter/",     "/journalist/", "/journalists/",
        "/team/",        "/redaktion/",    "/by/",         "/byline/",
        "/firma/",       "/firmas/",       "author=",      "/expert/",
        "/experts/"};
    static const char *const classes[] = {
        "author-name",  "author__name",     "author_name",    "authorname",
        "byline-name",  "byline__name",     "byline-author",  "byline__author",
        "author-link",  "author__link",     "bylinename",     "authorlink",
        "post-author",  "entry-author",     "article-author", "article__author",
        "authors-name", "contributor-name", "writer-name"};
    static const char *const wide[] = {"author",    "byline", "autor", "auteur",
                                       "verfasser", "writer", "vcard"};
    const cw_html_node *element = &tree->nodes[node];
    if (element->kind != CW_NODE_ELEMENT || element->space != CW_SPACE_HTML ||
        element->n == 0 || element->tag == CW_TAG_BODY ||
        element->tag == CW_TAG_META)
        return 0;
    cw_bytes item = cw_html_attribute_value(tree, node, CW_LIT("itemprop"));
    if (cw_bytes_equal_fold(cw_bytes_trim(item), CW_LIT("author")))
        return CW_SIGN_ITEM;
    if (element->tag == CW_TAG_A) {
        cw_bytes rel = cw_html_attribute_value(tree, node, CW_LIT("rel"));
        cw_bytes href = cw_html_attribute_value(tree, node, CW_LIT("href"));
        if (cw_bytes_find_fold(rel, CW_LIT("author"), 0) != CW_NOT_FOUND ||
            HAS_ANY(href, folders))
            return CW_SIGN_LINK;
    }
    cw_bytes names = cw_html_attribute_value(tree, node, CW_LIT("class"));
    if (HAS_ANY(names, classes))
        return CW_SIGN_CLASS;
    return HAS_ANY(names, wide) ? CW_SIGN_WIDE : 0;
}

static bool is_below(const cw_html_tree *tree, uint32_t node, uint32_t top)
{
    for (size_t i = 0; node != 0 && i < CLIMB_MAX; i++) {
        if (node == top)
            return true;
        node = tree->nodes[node].parent;
    }
    return false;
}

/* Where the element's words stand in the text; empty: they are not read. */
static cw_range element_span(const cw_web *web, uint32_t node)
{
    cw_range span = {0, 0};
    for (size_t i = 0; i < web->text.n_runs; i++)
        if (web->text.runs[i].node > node &&
            is_below(&web->tree, web->text.runs[i].node, node)) {
            if (cw_range_is_empty(span))
                span.from = web->text.runs[i].text.from;
            span.to = web->text.runs[i].text.to;
        }
    return span;
}

/* "Reviewed by", "Photos by" just before it: not who wrote it. */
static bool is_other_work(const cw_sheet *sheet, cw_range span)
{
    static const char *const works[] = {
        "reviewed", "edited",   "fact",     "photo", "illustrat", "checked",
        "approved", "translat", "verified", "image", "medical",   "foto"};
    uint32_t from = span.from > 40 ? span.from - 40 : 0;
    cw_bytes before = cw_bytes_cut(sheet->text, from, span.from);
    size_t by = CW_NOT_FOUND;
    /* the last word of work before the name, unless "written by" follows */
    for (size_t i = 0; i < sizeof works / sizeof *works; i++) {
        size_t at = cw_bytes_find_fold(before, cw_bytes_from(works[i]), 0);
        if (at != CW_NOT_FOUND && (by == CW_NOT_FOUND || at > by))
            by = at;
    }
    return by != CW_NOT_FOUND &&
           cw_bytes_find_fold(before, CW_LIT("written"), by) == CW_NOT_FOUND &&
           cw_bytes_find(before, CW_LIT("\n\n"), by) == CW_NOT_FOUND;
}

void cw_web_find_signers(cw_sheet *sheet, const cw_web *web, cw_range place)
{
    const cw_html_tree *tree = &web->tree;
    size_t n = 0;
    uint32_t end[UINT8_MAX] = {0}; // of the last sign of each rank
    for (uint32_t node = 1; node < tree->n_nodes && n < SIGNERS_MAX; node++) {
        if (tree->nodes[node].range.from < place.from ||
            tree->nodes[node].range.from > place.to)
            continue;
        uint8_t rank = element_rank(tree, node);
        cw_range span = {0, 0};
        if (rank != 0)
            span = element_span(web, node);
        if (cw_range_is_empty(span) || span.to - span.from > NAME_BYTES_MAX ||
            is_other_work(sheet, span))
            continue;
        span = cw_byline_core(sheet->text, span);
        /* those who sign together stand together */
        if (cw_range_is_empty(span) ||
            (end[rank] > 0 && span.from > end[rank] + TOGETHER_BYTES))
            continue;
        end[rank] = span.to;
        cw_sheet_add_sign(
            sheet, (cw_sign){.fact = {.value = cw_bytes_at(sheet->text, span),
                                      .span = span},
                             .rank = rank});
        n++;
    }
}

void cw_web_find_lone_signer(cw_sheet *sheet, const cw_web *web)
{
    const cw_html_tree *tree = &web->tree;
    cw_range first[UINT8_MAX] = {{0, 0}};
    bool is_many[UINT8_MAX] = {false};
    for (uint32_t node = 1, n = 0; node < tree->n_nodes && n < SIGNERS_MAX;
         node++) {
        uint8_t rank = element_rank(tree, node);
        if (rank == 0 || rank > CW_SIGN_CLASS || is_many[rank])
            continue;
        cw_range span = element_span(web, node);
        n++;
        if (cw_range_is_empty(span) || span.to - span.from > NAME_BYTES_MAX ||
            is_other_work(sheet, span))
            continue;
        span = cw_byline_core(sheet->text, span);
        cw_bytes name = cw_bytes_at(sheet->text, span);
        if (!cw_is_person_name(name) || is_site(sheet, name))
            continue;
        is_many[rank] =
            !cw_range_is_empty(first[rank]) &&
            !cw_bytes_equal_fold(name, cw_bytes_at(sheet->text, first[rank]));
        if (cw_range_is_empty(first[rank]))
            first[rank] = span;
    }
    for (size_t rank = 0; rank <= CW_SIGN_CLASS && sheet->n_byline == 0; rank++)
        if (!cw_range_is_empty(first[rank]) && !is_many[rank])
            cw_sheet_add_person(
                sheet,
                (cw_draft_fact){.value = cw_bytes_at(sheet->text, first[rank]),
                                .span = first[rank]});
}
