/* page_drawing.c: SVG of the timeline and of series.
 *
 *   dots      | (3)                     each line of the list, by its number
 *             | (1)(2)      (4)(5)      heavier ones nearer to the axis
 *   axis    --+--+----//-----+--+--
 *             May 3        June 1       labels where there is room
 *   density   #  #           ##         reports published that day
 *
 * Drawn twice, for wide and for narrow screens; the style shows one. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "show/dossier_text_int.h"
#include "show/page_axis.h"
#include "show/page_int.h"

enum {
    RADIUS = 9,
    STEP = 2 * RADIUS + 4, // from row to row
    ROWS = 12,
    STUB = 2 * RADIUS, // the shortest bar of several days
    MARGIN = 34,       // left and right of the axis
    DENSITY = 36,
    LABELS = 34, // height of the labels below the axis
};

typedef struct {
    int32_t width;
    size_t n_dots;
    const char *classes;
} drawing_size;

static const drawing_size sizes[] = {{920, 48, "drawing wide"},
                                     {360, 18, "drawing narrow"}};

typedef struct {
    const cw_timeline_line *line;
    size_t number; // in the list, from 1
    int32_t x, from, to;
    size_t row;
} dot;

typedef struct {
    cw_sheet *sheet;
    const drawing_size *size;
    dot *dots;
    size_t n_dots, n_rows, n_hidden;
    cw_axis axis;
    uint32_t *weight;            // [axis.n]
    uint8_t *grain;              // [axis.n] the finest that begins there
    bool *is_labelled;           // [axis.n]
    uint32_t *stated, *inferred; // [axis.n] reports published
    uint32_t n_most;             // of one day
} drawing;

/* ---- what is drawn ----------------------------------------------------- */

static bool is_drawn(const cw_timeline_line *line)
{
    return line->from_day != CW_NO_DAY && line->to_day != CW_NO_DAY;
}

static int compare_weight(const void *left, const void *right)
{
    const dot *a = left, *b = right;
    if (a->line->weight != b->line->weight)
        return a->line->weight > b->line->weight ? -1 : 1;
    return (a->number > b->number) - (a->number < b->number);
}

/* As in the list, which is by day: of one day the first gets the lowest row. */
static int compare_number(const void *left, const void *right)
{
    const dot *a = left, *b = right;
    if (a->line->from_day != b->line->from_day)
        return a->line->from_day < b->line->from_day ? -1 : 1;
    return (a->number > b->number) - (a->number < b->number);
}

static bool choose_dots(drawing *d, const size_t *shown, size_t n_shown)
{
    const cw_story *story = d->sheet->story;
    d->dots = cw_arena_array(d->sheet->scratch, n_shown, sizeof *d->dots);
    if (d->dots == NULL)
        return false;
    for (size_t i = 0; i < n_shown; i++)
        if (is_drawn(&story->timeline[shown[i]]))
            d->dots[d->n_dots++] =
                (dot){.line = &story->timeline[shown[i]], .number = i + 1};
    qsort(d->dots, d->n_dots, sizeof *d->dots, compare_weight);
    if (d->n_dots > d->size->n_dots) {
        d->n_hidden = d->n_dots - d->size->n_dots;
        d->n_dots = d->size->n_dots;
    }
    qsort(d->dots, d->n_dots, sizeof *d->dots, compare_number);
    return true;
}

/* The day on which a report counts: published, if that is known to a day. */
static int32_t report_day(const cw_told_report *told)
{
    if (told->precision == CW_PRECISION_MONTH ||
        told->precision == CW_PRECISION_YEAR)
        return CW_NO_DAY;
    return told->published.day;
}

/* "May 2024", "1998": its end needs no place of its own. */
static bool is_coarse(const cw_timeline_line *line)
{
    return line->grain >= CW_GRAIN_MONTH;
}

static bool make_axis(drawing *d)
{
    cw_sheet *sheet = d->sheet;
    const cw_story *story = sheet->story;
    size_t n = 0;
    int32_t *days = cw_arena_array(
        sheet->scratch, 2 * d->n_dots + story->reports.n, sizeof *days);
    if (days == NULL)
        return false;
    for (size_t i = 0; i < d->n_dots; i++) {
        days[n++] = d->dots[i].line->from_day;
        if (!is_coarse(d->dots[i].line))
            days[n++] = d->dots[i].line->to_day;
    }
    for (size_t i = 0; i < story->reports.n; i++) {
        int32_t day =
            report_day(&sheet->dossier->reports[story->reports.at[i]]);
        if (day != CW_NO_DAY)
            days[n++] = day;
    }
    return cw_axis_make(days, n, MARGIN, d->size->width - MARGIN,
                        sheet->scratch, &d->axis) == CW_OK;
}

static size_t axis_place(const cw_axis *axis, int32_t day)
{
    size_t low = 0, high = axis->n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (axis->at[middle].day < day)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* A season or quarter is labelled by its first month, a decade by its first
 * year. */
static uint8_t label_grain(const cw_timeline_line *line)
{
    if (line->grain >= CW_GRAIN_YEAR)
        return CW_GRAIN_YEAR;
    return is_coarse(line) ? CW_GRAIN_MONTH : CW_GRAIN_DAY;
}

static void find_grains(drawing *d)
{
    memset(d->grain, CW_GRAIN_DAY, d->axis.n);
    for (int round = 0; round < 2; round++) // the finer one wins
        for (size_t i = 0; i < d->n_dots; i++) {
            const cw_timeline_line *line = d->dots[i].line;
            size_t at = axis_place(&d->axis, line->from_day);
            if (is_coarse(line) == (round == 0))
                d->grain[at] = label_grain(line);
        }
}

static void count_reports(drawing *d)
{
    const cw_story *story = d->sheet->story;
    for (size_t i = 0; i < story->reports.n; i++) {
        const cw_told_report *told =
            &d->sheet->dossier->reports[story->reports.at[i]];
        int32_t day = report_day(told);
        size_t at;
        if (day == CW_NO_DAY)
            continue;
        at = axis_place(&d->axis, day);
        d->grain[at] = CW_GRAIN_DAY;
        if (told->evidence == CW_EVIDENCE_INFERRED)
            d->inferred[at]++;
        else
            d->stated[at]++;
        if (d->stated[at] + d->inferred[at] > d->n_most)
            d->n_most = d->stated[at] + d->inferred[at];
    }
}

/* A line of several days covers them all; its number stands where it begins. */
static void place_dots(drawing *d)
{
    int32_t row_end[ROWS];
    size_t n = 0;
    for (size_t i = 0; i < ROWS; i++)
        row_end[i] = INT32_MIN;
    for (size_t i = 0; i < d->n_dots; i++) {
        dot at = d->dots[i];
        at.x = cw_axis_x(&d->axis, at.line->from_day);
        at.to = cw_axis_x(&d->axis, at.line->to_day);
        if (at.line->to_day > at.line->from_day && at.to < at.x + STUB)
            at.to = at.x + STUB;
        at.from = at.x;
        at.row = cw_axis_row(row_end, ROWS, at.x - RADIUS, at.to + RADIUS + 2);
        if (at.row == ROWS) {
            d->n_hidden++;
            continue;
        }
        if (at.row + 1 > d->n_rows)
            d->n_rows = at.row + 1;
        d->dots[n++] = at;
        d->weight[axis_place(&d->axis, at.line->from_day)] +=
            at.line->weight < 100000 ? at.line->weight : 100000;
    }
    d->n_dots = n;
}

static bool make_drawing(drawing *d, const size_t *shown, size_t n_shown)
{
    cw_arena *arena = d->sheet->scratch;
    if (!choose_dots(d, shown, n_shown) || !make_axis(d))
        return false;
    d->weight = cw_arena_array(arena, d->axis.n, sizeof *d->weight);
    d->grain = cw_arena_array(arena, d->axis.n, sizeof *d->grain);
    d->stated = cw_arena_array(arena, d->axis.n, sizeof *d->stated);
    d->inferred = cw_arena_array(arena, d->axis.n, sizeof *d->inferred);
    d->is_labelled = cw_arena_array(arena, d->axis.n, sizeof *d->is_labelled);
    if (d->weight == NULL || d->grain == NULL || d->stated == NULL ||
        d->inferred == NULL || d->is_labelled == NULL)
        return false;
    find_grains(d);
    count_reports(d);
    place_dots(d);
    return cw_axis_labels(&d->axis, d->weight, 50, arena, d->is_labelled) ==
           CW_OK;
}

/* ---- SVG --------------------------------------------------------------- */

static const char *dot_class(const cw_timeline_line *line)
{
    if (line->status == CW_FACT_PLANNED)
        return line->outcome == CW_OUTCOME_CAME_TRUE ? "planned fulfilled"
               : line->outcome == CW_OUTCOME_DID_NOT ? "planned failed"
                                                     : "planned";
    if (line->status == CW_FACT_NOT)
        return "not";
    return line->status == CW_FACT_HAPPENED ? "happened" : "unsure";
}

static void put_dot(drawing *d, const dot *at, int32_t axis_y)
{
    cw_sheet *sheet = d->sheet;
    int32_t y = axis_y - RADIUS - 6 - (int32_t)at->row * STEP;
    cw_sheet_markupf(sheet, "<a class=\"dot %s %s\" href=\"#%s\"",
                     dot_class(at->line), cw_basis_name(at->line->basis),
                     at->line->id.text);
    cw_sheet_markup(sheet, " tabindex=\"-1\"><title>");
    cw_sheet_text(sheet, at->line->text.n > 200
                             ? cw_bytes_cut(at->line->text, 0, 200)
                             : at->line->text);
    cw_sheet_markup(sheet, "</title>");
    if (at->to > at->x + RADIUS)
        cw_sheet_markupf(sheet,
                         "<rect class=\"span\" x=\"%d\" y=\"%d\" width=\"%d\" "
                         "height=\"5\" rx=\"2\"/>",
                         at->x, y - 2, at->to - at->x);
    cw_sheet_markupf(sheet,
                     "<circle cx=\"%d\" cy=\"%d\" r=\"%d\"/><text x=\"%d\" "
                     "y=\"%d\">%zu</text></a>\n",
                     at->x, y, RADIUS, at->x, y + 4, at->number);
}

static void put_break(drawing *d, size_t i, int32_t y)
{
    int32_t x = (d->axis.at[i].x + d->axis.at[i - 1].x) / 2;
    cw_sheet_markupf(d->sheet,
                     "<path class=\"gap\" d=\"M%d %dh8\"/><path "
                     "class=\"break\" d=\"M%d %dl4 -10m4 0l-4 10\"/>\n",
                     x - 4, y, x - 4, y + 5);
}

static void put_tick(drawing *d, int32_t x, int32_t y, const char *label)
{
    cw_sheet_markupf(d->sheet,
                     "<path class=\"tick\" d=\"M%d %dv5\"/><text class=\"day\" "
                     "x=\"%d\" y=\"%d\">%s</text>\n",
                     x, y, x, y + 17, label);
}

/* "17 Oct", and below it the year where it is another than to the left; only
 * "Oct" or "1998" where nothing finer than a month or a year begins. */
static void put_labels(drawing *d, int32_t axis_y)
{
    int32_t year = 0;
    for (size_t i = 0; i < d->axis.n; i++) {
        const cw_axis_day *at = &d->axis.at[i];
        cw_date date = cw_date_from_day(at->day);
        char label[40];
        if (at->is_broken)
            put_break(d, i, axis_y);
        if (!d->is_labelled[i])
            continue;
        cw_tell_days(at->day, at->day, d->grain[i], label);
        if (strrchr(label, ' ') != NULL)
            *strrchr(label, ' ') = 0; // the year has a line of its own
        put_tick(d, at->x, axis_y, label);
        if (date.year != year && d->grain[i] < CW_GRAIN_YEAR)
            cw_sheet_markupf(d->sheet,
                             "<text class=\"year\" x=\"%d\" y=\"%d\">%d"
                             "</text>\n",
                             at->x, axis_y + 29, (int)date.year);
        year = date.year;
    }
}

static void put_bar(drawing *d, const char *classes, int32_t x, int32_t y,
                    int32_t height)
{
    if (height > 0)
        cw_sheet_markupf(d->sheet,
                         "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"8\" "
                         "height=\"%d\"/>\n",
                         classes, x - 4, y, height);
}

/* Bars hang below the labels: stated first, inferred beneath. */
static void put_density(drawing *d, int32_t y)
{
    for (size_t i = 0; i < d->axis.n; i++) {
        uint32_t n = d->stated[i] + d->inferred[i];
        int32_t stated, all;
        if (n == 0)
            continue;
        stated = cw_axis_height(d->stated[i], 0, d->n_most, DENSITY);
        all = cw_axis_height(n, 0, d->n_most, DENSITY);
        all = all < 3 ? 3 : all;
        put_bar(d, "reports", d->axis.at[i].x, y, stated);
        put_bar(d, "reports inferred", d->axis.at[i].x, y + stated,
                all - stated);
        if (d->size->width > 500 || d->is_labelled[i])
            cw_sheet_markupf(d->sheet,
                             "<text class=\"many\" x=\"%d\" y=\"%d\">%u"
                             "</text>\n",
                             d->axis.at[i].x, y + all + 11, n);
    }
}

static void put_drawing(drawing *d)
{
    cw_sheet *sheet = d->sheet;
    int32_t axis_y = (int32_t)d->n_rows * STEP + 8;
    int32_t density_y = axis_y + LABELS + 4;
    int32_t height = density_y + DENSITY + 16;
    char id[40];
    cw_sheet_name(sheet, "drawing", (size_t)(d->size - sizes) + 1, id);
    cw_sheet_markupf(sheet,
                     "<svg class=\"%s\" viewBox=\"0 0 %d %d\" role=\"group\" "
                     "aria-labelledby=\"%s\">\n<title id=\"%s\">The timeline, "
                     "drawn; the list below tells the same</title>\n",
                     d->size->classes, d->size->width, height, id, id);
    cw_sheet_markupf(sheet, "<path class=\"axis\" d=\"M%d %dH%d\"/>\n",
                     MARGIN / 2, axis_y, d->size->width - MARGIN / 2);
    put_labels(d, axis_y);
    put_density(d, density_y);
    for (size_t i = d->n_dots; i-- > 0;)
        put_dot(d, &d->dots[i], axis_y);
    cw_sheet_markup(sheet, "</svg>\n");
    if (d->n_hidden > 0)
        cw_sheet_markupf(sheet,
                         "<p class=\"note %s\">The %zu heaviest lines are "
                         "drawn, %zu more stand in the list.</p>\n",
                         d->size->width > 500 ? "wide" : "narrow", d->n_dots,
                         d->n_hidden);
}

static void put_key(cw_sheet *sheet, const char *classes, const char *words)
{
    cw_sheet_markupf(sheet,
                     "<li><svg class=\"key\" viewBox=\"0 0 18 18\" "
                     "aria-hidden=\"true\"><g class=\"dot %s\"><circle "
                     "cx=\"9\" cy=\"9\" r=\"7\"/></g></svg> %s</li>\n",
                     classes, words);
}

/* Only what the drawing has. */
static void put_legend(const drawing *d)
{
    bool has[8] = {false};
    for (size_t i = 0; i < d->n_dots; i++) {
        const cw_timeline_line *line = d->dots[i].line;
        bool is_plan = line->status == CW_FACT_PLANNED;
        has[0] |=
            line->status == CW_FACT_HAPPENED && line->basis == CW_BASIS_STATED;
        has[1] |=
            line->status == CW_FACT_HAPPENED && line->basis != CW_BASIS_STATED;
        has[2] |= is_plan && line->outcome != CW_OUTCOME_CAME_TRUE &&
                  line->outcome != CW_OUTCOME_DID_NOT;
        has[3] |= is_plan && line->outcome == CW_OUTCOME_CAME_TRUE;
        has[4] |= is_plan && line->outcome == CW_OUTCOME_DID_NOT;
        has[5] |= line->status == CW_FACT_NOT;
        has[6] |=
            line->status == CW_FACT_POSSIBLE || line->status == CW_FACT_ALLEGED;
    }
    static const char *const keys[][2] = {
        {"happened stated", "day stated"},
        {"happened resolved", "day inferred"},
        {"planned stated", "planned"},
        {"planned fulfilled stated", "planned, came true"},
        {"planned failed stated", "planned, did not come true"},
        {"not stated", "did not happen"},
        {"unsure stated", "possible or alleged"}};
    cw_sheet_markup(d->sheet, "<ul class=\"legend\">\n");
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (has[i])
            put_key(d->sheet, keys[i][0], keys[i][1]);
    if (d->n_most > 0)
        cw_sheet_markup(d->sheet,
                        "<li><svg class=\"key\" viewBox=\"0 0 18 18\" "
                        "aria-hidden=\"true\"><rect class=\"reports\" x=\"5\" "
                        "y=\"3\" width=\"8\" height=\"12\"/></svg> reports "
                        "published</li>\n");
    cw_sheet_markup(d->sheet, "<li class=\"scale\">Longer gaps are drawn "
                              "shorter.</li>\n</ul>\n");
}

void cw_sheet_drawing(cw_sheet *sheet, const size_t *shown, size_t n_shown)
{
    enum { N = sizeof sizes / sizeof *sizes };
    cw_mark mark = cw_arena_mark(sheet->scratch);
    drawing drawings[N];
    for (size_t i = 0; i < N; i++) {
        drawings[i] = (drawing){.sheet = sheet, .size = &sizes[i]};
        if (!make_drawing(&drawings[i], shown, n_shown)) {
            sheet->status = CW_NO_MEMORY;
            return;
        }
    }
    for (size_t i = 0; i < N && drawings[i].n_dots > 0; i++)
        put_drawing(&drawings[i]);
    if (drawings[0].n_dots > 0)
        put_legend(&drawings[0]);
    cw_arena_reset(sheet->scratch, mark);
}
