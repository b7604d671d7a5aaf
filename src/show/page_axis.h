/* page_axis.h: the numbers behind the drawings: where a day stands, which
 * days get a label, in which row a dot fits. Integers only; the drawing
 * module turns them into SVG.
 *
 *   days   1   2     9                    400
 *   x      |---|------|---------//---------|
 *
 * A gap of d days is as wide as 1 + (log2 d) / 4 steps: a month is about two
 * times, 25 years four times as wide as a day, so that a story of a few days
 * can be read beside a background of years. Longer gaps than CW_AXIS_BREAK days
 * are marked as broken. */
#ifndef CW_SHOW_PAGE_AXIS_H
#define CW_SHOW_PAGE_AXIS_H

#include "base/arena.h"

#define CW_AXIS_BREAK 31

typedef struct {
    int32_t day;
    int32_t x;
    bool is_broken; // the gap before this day is
} cw_axis_day;

typedef struct {
    const cw_axis_day *at; // ascending
    size_t n;
} cw_axis;

/* 64 * (1 + (log2 days) / 4), the logarithm between powers of two by a straight
 * line; days >= 1. */
int32_t cw_axis_gap(int32_t days);

/* days[n] in any order, repeated or not; they come back sorted. One day alone
 * stands in the middle. CW_NO_MEMORY. */
CW_CHECK cw_status cw_axis_make(int32_t *days, size_t n, int32_t left,
                                int32_t right, cw_arena *keep, cw_axis *out);

/* Between two days of the axis in proportion; outside at the ends. n > 0. */
int32_t cw_axis_x(const cw_axis *axis, int32_t day);

/* Which days get a label of this width: the ends, then the heaviest that
 * leave room. weight[axis->n]; is_shown[axis->n], out. */
CW_CHECK cw_status cw_axis_labels(const cw_axis *axis, const uint32_t *weight,
                                  int32_t width, cw_arena *scratch,
                                  bool *is_shown);

/* The lowest of n_rows rows whose last item ends before `from`, and row_end
 * moves to `to`; n_rows when all are taken. */
size_t cw_axis_row(int32_t *row_end, size_t n_rows, int32_t from, int32_t to);

/* A value between low and high as a height between 0 and height. */
int32_t cw_axis_height(double value, double low, double high, int32_t height);

#endif
