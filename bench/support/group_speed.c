/* group_speed.c: how fast reports whose words are read already are grouped.
 *
 *   usage: group_speed FILE.jsonl
 *
 * FILE holds {"title", "text"} a line. Prints reports a second of processor
 * time, three numbers: the words of reports read into sketches; sketches
 * placed, each in the story it is most like; and placed and then all linked
 * anew, as `clew group` does at the end. */
#include <jansson.h>

#include "base/limits.h"
#include "speed.h"
#include "story/group.h"

enum { REPORTS_MAX = 100000 };

int main(int n_arguments, char **arguments)
{
    static cw_group_item items[REPORTS_MAX];
    static cw_sketch sketches[REPORTS_MAX];
    cw_arena keep, scratch;
    cw_grouper *grouper;
    char *line = NULL;
    size_t n = 0, room = 0;
    double begun, read, placed, done;
    FILE *file = n_arguments == 2 ? fopen(arguments[1], "r") : NULL;
    if (!file)
        fail("usage: group_speed FILE.jsonl");
    cw_arena_init(&keep, CW_MAX_STORY_ARENA);
    cw_arena_init(&scratch, CW_MAX_STORY_ARENA);
    if (cw_grouper_open(&keep, &grouper) != CW_OK)
        fail("memory ran out");
    while (n < REPORTS_MAX && getline(&line, &room, file) > 0) {
        json_t *row = json_loads(line, 0, NULL); // lives until the end
        const char *text = json_string_value(json_object_get(row, "text"));
        if (!text)
            continue;
        items[n++] = (cw_group_item){.title = cw_bytes_from(json_string_value(
                                         json_object_get(row, "title"))),
                                     .text = cw_bytes_from(text),
                                     .day = CW_NO_DAY};
    }
    begun = seconds();
    for (size_t i = 0; i < n; i++)
        if (cw_group_read(grouper, &items[i], &scratch, &sketches[i]) != CW_OK)
            fail("a report could not be read");
    read = seconds();
    for (size_t i = 0; i < n; i++) {
        uint32_t story;
        if (cw_group_add(grouper, &sketches[i], &items[i], &story) != CW_OK)
            fail("a report could not be placed");
    }
    placed = seconds();
    if (cw_group_repair(grouper, &scratch) != CW_OK)
        fail("the reports could not be linked");
    done = seconds();
    printf("%.0f %.0f %.0f\n", (double)n / (read - begun),
           (double)n / (placed - read), (double)n / (done - read));
    return 0;
}
