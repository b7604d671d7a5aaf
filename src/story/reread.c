/* reread.c: the names of a story's reports, read again when all are read.
 *
 *   marks of the members -> what they say of each name (annotate/known.h)
 *                        -> marks with weak names put right
 *
 * Each report is read by itself, so the first reading knows "Elsen" only from
 * one text. Here the mentions of all reports are one testimony. What becomes
 * of a report does not depend on the other reports' second reading. */
#include "annotate/known.h"
#include "story/share.h"
#include "story/story_int.h"

enum { JOB_REPORTS = 16 };

typedef struct {
    cw_told_report *reports;
    cw_reports members;
    const cw_known *known;
    cw_arena *keep;
} rereading;

/* New marks of members [from, to), NULL where the old ones stay. */
typedef struct {
    size_t from, n;
    const cw_marks **marks; // [n]
} reread;

static cw_status work_reports(void *shared, cw_worker *worker, size_t from,
                              size_t to, cw_arena *arena, void **result)
{
    const rereading *on = shared;
    reread *out = cw_arena_array(arena, 1, sizeof *out);
    cw_status status = CW_OK;
    if (!out)
        return CW_NO_MEMORY;
    *out = (reread){from, to - from,
                    cw_arena_array(arena, to - from, sizeof *out->marks)};
    if (!out->marks)
        return CW_NO_MEMORY;
    for (size_t i = 0; i < out->n && status == CW_OK; i++) {
        const cw_told_report *told = &on->reports[on->members.at[from + i]];
        status = cw_annotate_again(on->known, cw_report_text(told->report),
                                   told->marks, arena, &worker->scratch,
                                   &out->marks[i]);
        if (out->marks[i] == told->marks)
            out->marks[i] = NULL;
    }
    *result = out;
    return status;
}

static cw_status take_reports(void *shared, const void *result)
{
    const rereading *on = shared;
    const reread *done = result;
    for (size_t i = 0; i < done->n; i++) {
        cw_told_report *told = &on->reports[on->members.at[done->from + i]];
        if (!done->marks[i])
            continue;
        told->marks = cw_block_copy(done->marks[i], on->keep);
        if (!told->marks)
            return CW_NO_MEMORY;
    }
    return CW_OK;
}

cw_status cw_names_reread(cw_told_report *reports, cw_reports members,
                          size_t n_workers, cw_arena *keep, cw_arena *scratch)
{
    static const cw_share_calls calls = {work_reports, take_reports};
    cw_mark mark = cw_arena_mark(scratch);
    cw_known known;
    rereading on = {reports, members, &known, keep};
    cw_known_report *read = cw_arena_array(scratch, members.n, sizeof *read);
    cw_status status = CW_NO_MEMORY;
    if (read) {
        for (size_t m = 0; m < members.n; m++)
            read[m] = cw_known_report_of(
                cw_report_text(reports[members.at[m]].report),
                reports[members.at[m]].marks);
        status = cw_known_make(&known, read, members.n, scratch);
    }
    if (status == CW_OK)
        status = cw_share_out(members.n, JOB_REPORTS, n_workers, &calls, &on);
    cw_arena_reset(scratch, mark);
    return status;
}
