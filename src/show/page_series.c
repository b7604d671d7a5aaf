/* page_series.c: a small chart of a figure that moved, and its values as
 * words for those who cannot see it. */
#include <stdio.h>

#include "show/dossier_text_int.h"
#include "show/page_axis.h"
#include "show/page_int.h"

enum { WIDTH = 240, HEIGHT = 64, LEFT = 10, RIGHT = 10, TOP = 18, FOOT = 16 };

typedef struct {
    int32_t x, y;
} point;

/* Days in proportion; points without a day stand in their order. */
static cw_status place(const cw_story_figure *figure, cw_arena *scratch,
                       point *out)
{
    size_t n = figure->n_series, n_days = 0;
    double low = figure->series[0].value, high = low;
    int32_t *days = cw_arena_array(scratch, n, sizeof *days);
    cw_axis axis;
    cw_status status;
    if (days == NULL)
        return CW_NO_MEMORY;
    for (size_t i = 0; i < n; i++) {
        double value = figure->series[i].value;
        low = value < low ? value : low;
        high = value > high ? value : high;
        if (figure->series[i].as_of_day != CW_NO_DAY)
            days[n_days++] = figure->series[i].as_of_day;
    }
    status = cw_axis_make(days, n_days, LEFT, WIDTH - RIGHT, scratch, &axis);
    for (size_t i = 0; status == CW_OK && i < n; i++) {
        const cw_series_point *at = &figure->series[i];
        out[i].x = n_days == n ? cw_axis_x(&axis, at->as_of_day)
                               : LEFT + (WIDTH - LEFT - RIGHT) * (int32_t)i /
                                            (int32_t)(n - 1);
        out[i].y = HEIGHT - FOOT -
                   cw_axis_height(at->value, low, high, HEIGHT - FOOT - TOP);
    }
    return status;
}

static void put_end(cw_sheet *sheet, const cw_series_point *at, point where,
                    const char *anchor)
{
    char value[48];
    cw_tell_number(at->value, value);
    cw_sheet_markupf(sheet,
                     "<text class=\"value\" text-anchor=\"%s\" x=\"%d\" "
                     "y=\"%d\">%s</text>",
                     anchor, where.x, where.y - 7, value);
}

static void put_chart(cw_sheet *sheet, const cw_story_figure *figure,
                      const point *points)
{
    size_t n = figure->n_series;
    cw_sheet_markupf(
        sheet,
        "<svg class=\"series\" viewBox=\"0 0 %d %d\" "
        "aria-hidden=\"true\"><path class=\"base\" d=\"M0 %dH%d\"/>"
        "<path class=\"course\" d=\"",
        WIDTH, HEIGHT, HEIGHT - FOOT + 6, WIDTH);
    for (size_t i = 0; i < n; i++) // two values of one day are two points
        cw_sheet_markupf(sheet, "%c%d %d",
                         i == 0 || points[i].x == points[i - 1].x ? 'M' : 'L',
                         points[i].x, points[i].y);
    cw_sheet_markup(sheet, "\"/>");
    for (size_t i = 0; i < n; i++)
        cw_sheet_markupf(sheet, "<circle cx=\"%d\" cy=\"%d\" r=\"3\"/>",
                         points[i].x, points[i].y);
    put_end(sheet, &figure->series[0], points[0], "start");
    put_end(sheet, &figure->series[n - 1], points[n - 1], "end");
    cw_sheet_markup(sheet, "</svg>\n");
}

static void put_values(cw_sheet *sheet, const cw_story_figure *figure)
{
    cw_sheet_markup(sheet, "<p class=\"course meta\">");
    for (size_t i = 0; i < figure->n_series; i++) {
        const cw_series_point *at = &figure->series[i];
        char value[48];
        cw_tell_number(at->value, value);
        cw_sheet_markupf(sheet, "%s<b>%s</b> ", i > 0 ? " → " : "", value);
        if (at->as_of_day != CW_NO_DAY)
            cw_sheet_days(sheet, at->as_of_day, at->as_of_day, CW_GRAIN_DAY);
        cw_sheet_markup(sheet, " ");
        cw_sheet_report(sheet, at->report);
    }
    cw_sheet_markup(sheet, "</p>\n");
}

/* Of a long series the last values. */
void cw_sheet_series(cw_sheet *sheet, const cw_story_figure *figure)
{
    enum { POINTS = 60 };
    cw_story_figure shown = *figure;
    cw_mark mark = cw_arena_mark(sheet->scratch);
    point points[POINTS];
    if (shown.n_series > POINTS) {
        shown.series += shown.n_series - POINTS;
        shown.n_series = POINTS;
    }
    if (place(&shown, sheet->scratch, points) != CW_OK) {
        sheet->status = CW_NO_MEMORY;
        return;
    }
    put_chart(sheet, &shown, points);
    put_values(sheet, &shown);
    if (shown.n_series < figure->n_series)
        cw_sheet_markupf(sheet,
                         "<p class=\"note\">the last %zu of %zu "
                         "values</p>\n",
                         shown.n_series, figure->n_series);
    cw_arena_reset(sheet->scratch, mark);
}
