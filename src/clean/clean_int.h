/* clean_int.h: a page while it is being judged; inside this room only.
 *
 *   lines or tree -> pieces -> measure -> mark -> select -> facts -> pack
 *
 * A piece is what becomes a block: a range of the text with its features.
 * Invariants: pieces ascend, do not overlap, are trimmed and not empty. */
#ifndef CW_CLEAN_CLEAN_INT_H
#define CW_CLEAN_CLEAN_INT_H

#include "base/limits.h"
#include "clean/clean.h"
#include "clean/phrase.h"
#include "clean/stamp.h"

/* What the tree says about a piece; all zero for flat text. */
typedef enum {
    CW_FORM_NONE,
    CW_FORM_PARAGRAPH,
    CW_FORM_HEADING,
    CW_FORM_TITLE, // h1
    CW_FORM_LIST,
    CW_FORM_QUOTE,
    CW_FORM_TABLE,
    CW_FORM_CAPTION,
    CW_FORM_TIME,
} cw_form;

typedef struct {
    cw_range range;
    uint32_t n_chars, n_words, n_stop, n_caps, n_digits, n_sentences;
    uint32_t n_marks, n_commas; // braces, brackets and the like of programs
    uint32_t n_link;            // characters inside links
    uint32_t long_from, n_long; // its long words: long_words[from ..)
    uint32_t group;             // parent element; 0: flat text
    uint32_t node;              // its block element
    uint32_t names;     // hash of the tags and classes of it and its parents
    uint16_t share[4];  // 1/1000 of the page's prose below parent, ...
    uint8_t depth;      // elements around it, at most 64
    uint8_t in_article; // 1: in the <article> with most prose; 2: in another
    int16_t tag_points; // from element, class and ancestors
    int16_t tag_down;   // the part of it that is below 0
    uint8_t tree_kind;  // furniture that the ancestors name
    uint8_t form;       // cw_form
    uint8_t end;        // last mark: . ? ! : or 0
    bool starts_lower;
    bool is_quoted;        // begins with a quotation mark
    bool has_we;           // first person plural outside quotation marks
    bool may_be_furniture; // see cw_furniture_look
    bool has_stamp;        // an explicit date stands in it
    bool has_gap;          // an empty line before it
    bool is_headline;      // h1 or a line equal to the page's own title
    /* judged */
    uint8_t role, furniture, weight;
    bool follows, ends; // of the rule that decided, see phrase.h
    int32_t score;
} cw_piece;

typedef struct {
    cw_bytes value;
    cw_range span, source;
} cw_draft_fact;

typedef struct {
    cw_moment moment;
    cw_precision precision;
    cw_evidence evidence;
    bool is_modified;
    uint32_t order; // smaller is better
    cw_range span, source;
    cw_bytes what;
} cw_draft_date;

/* One entry of a live blog: pieces [from, to), of which the first and the last
 * are body. */
typedef struct {
    uint32_t from, to;
    cw_draft_date date; // moment.day CW_NO_DAY: not said
} cw_draft_entry;

#define CW_MAX_AGENCIES 16u
#define CW_MAX_SIGNS    64u

/* Somebody who may have signed the page, see signers.c. */
typedef struct {
    cw_draft_fact fact;
    uint8_t rank;                    // smaller is better, from 1
    bool is_organization, is_person; // as the markup types it
    bool is_catalogued;              // perhaps "Brook, Ana"
} cw_sign;

typedef struct {
    const cw_page *page;
    cw_arena *scratch;
    cw_bytes text;
    cw_map map; // text to source of a tree; empty for flat text
    cw_piece *pieces;
    size_t n, capacity;
    uint32_t *long_words; // of a flat text, see recur.h; NULL: not gathered
    size_t n_long_words;
    size_t first, last; // the report: pieces[first .. last); equal: none
    size_t title_at;    // piece, or n
    const char *cut;    // which limit cut it, for the note; NULL: none
    const char *note;
    char language[8];
    cw_draft_fact title, outlet, url, dateline;
    cw_range dateline_block; // from the paragraph's start to its first word
    cw_draft_fact byline[CW_MAX_BYLINE], agency[CW_MAX_AGENCIES];
    size_t n_byline, n_agency;
    cw_draft_date dates[CW_MAX_CANDIDATES];
    size_t n_dates;
    int32_t latest_day;
    const cw_draft_entry *entries; // of a live blog
    size_t n_entries;
    /* of the markup; n == 0: it says nothing */
    cw_bytes headline;
    bool is_paid; // isAccessibleForFree is false
    bool is_news; // schema.org NewsArticle and its kind
    cw_draft_fact ld_title;
    cw_sign signs[CW_MAX_SIGNS];
    size_t n_signs;
    cw_draft_fact subject, sender; // of a pasted message
} cw_sheet;

static inline cw_bytes cw_piece_text(const cw_sheet *sheet, size_t i)
{
    return cw_bytes_at(sheet->text, sheet->pieces[i].range);
}

/* A new piece at the end; trimmed, dropped when empty. */
CW_CHECK cw_status cw_sheet_add(cw_sheet *sheet, cw_range range,
                                cw_piece **out);

/* lines.c: pieces of a flat text. */
CW_CHECK cw_status cw_sheet_read_lines(cw_sheet *sheet);
/* Split the pieces whose parts were glued without a space. */
CW_CHECK cw_status cw_sheet_unglue(cw_sheet *sheet);

/* peel.c: furniture sentences off the ends of paragraphs; the head of a page
 * that came as one line. */
CW_CHECK cw_status cw_sheet_peel(cw_sheet *sheet);

/* measure.c: features of every piece, and the language of the page. */
CW_CHECK cw_status cw_sheet_measure(cw_sheet *sheet);
void cw_piece_measure(cw_sheet *sheet, cw_piece *piece);
void cw_sheet_find_language(cw_sheet *sheet);

/* furniture.c: the lexicon, one piece at a time, then neighbours. */
typedef struct {
    uint8_t kind, weight;
    bool follows, ends;
} cw_verdict;
cw_verdict cw_furniture_judge(cw_bytes text, cw_range range);
void cw_sheet_mark(cw_sheet *sheet);
bool cw_is_credit_line(cw_bytes line); // "Photo/Coast Press", "[X via AP]"

/* mail.c: the head of a message that a pasted text begins with; what it says
 * stands in where the text says nothing. */
void cw_sheet_read_mail(cw_sheet *sheet);
void cw_sheet_sign_mail(cw_sheet *sheet);

/* select.c: which pieces are the report, then what each of them is. */
CW_CHECK cw_status cw_sheet_select(cw_sheet *sheet);
void cw_sheet_give_roles(cw_sheet *sheet);

/* title.c, byline.c, source.c, published.c: what the page says of itself. */
void cw_sheet_find_title(cw_sheet *sheet);
void cw_sheet_find_dateline(cw_sheet *sheet);
void cw_sheet_find_byline(cw_sheet *sheet);
void cw_sheet_find_source(cw_sheet *sheet); // outlet, agencies
void cw_sheet_find_dates(cw_sheet *sheet);

/* verdict.c: the status of the report, and the note to it or NULL. */
const char *cw_sheet_verdict(const cw_sheet *sheet, uint8_t *status);

/* The two letters of "en-GB", unless the language is known. */
void cw_sheet_set_language(cw_sheet *sheet, cw_bytes code);
/* The character references that are common inside JSON strings. */
CW_CHECK cw_status cw_markup_unescape(cw_bytes text, cw_arena *memory,
                                      cw_bytes *out);

/* People of a byline in out[0 .. n_max); how many. `is_bare`: no "By" stands
 * before them, so that everything must look like a name. */
size_t cw_byline_split(cw_bytes text, cw_range range, bool is_bare,
                       cw_range *out, size_t n_max);
/* Without "By", and without what stands behind the names. */
cw_range cw_byline_core(cw_bytes text, cw_range range);
bool cw_is_person_name(cw_bytes text);
bool cw_names_a_role(cw_bytes text); // "staff", "editor", "newsroom"
void cw_sheet_add_person(cw_sheet *sheet, cw_draft_fact person);
void cw_sheet_sign(cw_sheet *sheet, cw_range name); // who stands in the text

/* signers.c: signs are gathered, then the best people among them sign; last,
 * when nobody else was found, those who are no people. */
void cw_sheet_add_sign(cw_sheet *sheet, cw_sign sign);
/* People of signs up to this rank. */
CW_CHECK cw_status cw_sheet_choose_signers(cw_sheet *sheet, uint8_t rank_max,
                                           cw_arena *memory);
void cw_sheet_sign_loosely(cw_sheet *sheet);
/* byline_given.c: people that no markup names. */
void cw_sheet_sign_by_given_name(cw_sheet *sheet);
/* The others who sign with the one that the markup names. */
void cw_sheet_fill_byline(cw_sheet *sheet);
/* Add credits an agency that the name is known to mean, or that is named like
 * one; sign takes the value as it stands. */
void cw_sheet_add_agency(cw_sheet *sheet, cw_bytes name, cw_range span);
void cw_sheet_sign_agency(cw_sheet *sheet, cw_bytes value, cw_range span);
void cw_sheet_add_date(cw_sheet *sheet, cw_draft_date date);

#endif
