#include "read/input.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/limits.h"
#include "base/table.h"

/* A folder still to be read. The list of them is a queue, not a stack of
 * calls: the order does not matter, what it finds is sorted afterwards. */
typedef struct {
    const char *path; // ended by a 0
    size_t depth;
} folder;

typedef struct {
    cw_arena *keep;
    cw_input_list *list;
    folder *folders;
    size_t n_folders, folder_capacity;
    bool is_full; // CW_MAX_INPUTS reached
} finder;

const char *cw_errno_text(int number)
{
    const char *text = strerrordesc_np(number);
    return text ? text : "unknown system error";
}

static cw_status add(finder *f, const char *path, cw_input_kind kind,
                     cw_status why, const char *what, const char *remedy)
{
    cw_input *input;
    cw_bytes copy;
    cw_status status;
    if (f->is_full)
        return CW_OK;
    if (f->list->n == CW_MAX_INPUTS) {
        f->is_full = true;
        kind = CW_INPUT_ERROR;
        why = CW_LIMIT;
        what = "more files than one run may have; the rest was left out";
        remedy = "Give smaller folders, or one JSONL file";
    }
    status = cw_arena_copy(f->keep, cw_bytes_from(path), &copy);
    if (status == CW_OK)
        status = cw_grow(f->keep, (void **)&f->list->at, &f->list->capacity,
                         f->list->n + 1, sizeof *f->list->at,
                         (size_t)CW_MAX_INPUTS + 1);
    if (status != CW_OK)
        return CW_NO_MEMORY;
    input = &f->list->at[f->list->n++];
    *input = (cw_input){copy, kind, why, what, remedy};
    return CW_OK;
}

static cw_status add_error(finder *f, const char *path, cw_status why,
                           const char *what, const char *remedy)
{
    return add(f, path, CW_INPUT_ERROR, why, what, remedy);
}

static cw_status add_folder(finder *f, const char *path, size_t depth)
{
    cw_status status;
    if (depth > CW_MAX_FOLDER_DEPTH)
        return add_error(f, path, CW_LIMIT, "folders nested too deep",
                         "Give the inner folder itself");
    status = cw_grow(f->keep, (void **)&f->folders, &f->folder_capacity,
                     f->n_folders + 1, sizeof *f->folders, SIZE_MAX / 64);
    if (status == CW_OK)
        f->folders[f->n_folders++] = (folder){path, depth};
    return status == CW_OK ? CW_OK : CW_NO_MEMORY;
}

/* Why the file at path cannot be opened, as far as stat can tell. */
static cw_status add_missing(finder *f, const char *path, int number)
{
    const char *remedy = "Check the path and its permissions";
    if (number == ENOENT)
        remedy = "Check the spelling of the path";
    if (number == ELOOP)
        remedy = "Give the file that the link should lead to";
    return add_error(f, path, CW_UNREADABLE, cw_errno_text(number), remedy);
}

static cw_status add_special(finder *f, const char *path, mode_t mode)
{
    const char *what = "is a device, not a file";
    if (S_ISFIFO(mode))
        what = "is a named pipe inside a folder, and was not waited for";
    if (S_ISSOCK(mode))
        what = "is a socket, not a file";
    return add_error(f, path, CW_UNREADABLE, what,
                     "Give a file, or pass the text on standard input as -");
}

/* path as the user gave it: links are followed, a pipe is read. */
static cw_status add_given(finder *f, const char *path)
{
    struct stat st;
    if (strcmp(path, "-") == 0)
        return add(f, path, CW_INPUT_STDIN, CW_OK, NULL, NULL);
    if (path[0] == 0)
        return add_error(f, path, CW_UNREADABLE, "the path is empty",
                         "Give a file or folder");
    if (stat(path, &st) != 0)
        return add_missing(f, path, errno);
    if (S_ISDIR(st.st_mode))
        return add_folder(f, path, 1);
    if (S_ISREG(st.st_mode))
        return add(f, path, CW_INPUT_FILE, CW_OK, NULL, NULL);
    if (S_ISFIFO(st.st_mode))
        return add(f, path, CW_INPUT_PIPE, CW_OK, NULL, NULL);
    return add_special(f, path, st.st_mode);
}

/* Browsers save "X.html" with a folder of its pictures and scripts beside it;
 * none of them is a report. */
static bool is_page_companion(int dir, const char *name)
{
    static const char *const ends[] = {"_files", ".files"};
    static const char *const pages[] = {".html", ".htm", ".xhtml"};
    char page[NAME_MAX + 8];
    struct stat st;
    size_t n = strlen(name);
    for (size_t i = 0; i < 2; i++) {
        if (n <= 6 || n > NAME_MAX || strcmp(name + n - 6, ends[i]) != 0)
            continue;
        for (size_t j = 0; j < 3; j++) {
            memcpy(page, name, n - 6);
            memcpy(page + n - 6, pages[j], strlen(pages[j]) + 1);
            if (fstatat(dir, page, &st, 0) == 0 && S_ISREG(st.st_mode))
                return true;
        }
    }
    return false;
}

/* One name met in a folder; path is the whole path to it. */
static cw_status add_entry(finder *f, int dir, const char *name,
                           const char *path, size_t depth)
{
    struct stat st;
    bool is_link;
    if (fstatat(dir, name, &st, AT_SYMLINK_NOFOLLOW) != 0)
        return add_missing(f, path, errno);
    is_link = S_ISLNK(st.st_mode);
    if (is_link && fstatat(dir, name, &st, 0) != 0)
        return add_missing(f, path, errno);
    if (S_ISREG(st.st_mode))
        return add(f, path, CW_INPUT_FILE, CW_OK, NULL, NULL);
    if (!S_ISDIR(st.st_mode))
        return add_special(f, path, st.st_mode);
    if (is_link)
        return add_error(f, path, CW_UNREADABLE,
                         "is a link to a folder, and was not followed",
                         "Give the folder itself");
    return is_page_companion(dir, name) ? CW_OK
                                        : add_folder(f, path, depth + 1);
}

static cw_status join_path(finder *f, const char *folder_path, const char *name,
                           const char **out)
{
    size_t n_folder = strlen(folder_path), n_name = strlen(name);
    bool has_slash = n_folder > 0 && folder_path[n_folder - 1] == '/';
    char *path = cw_arena_alloc(f->keep, n_folder + n_name + 2);
    if (!path)
        return CW_NO_MEMORY;
    memcpy(path, folder_path, n_folder);
    if (!has_slash)
        path[n_folder++] = '/';
    memcpy(path + n_folder, name, n_name + 1);
    *out = path;
    return CW_OK;
}

static cw_status read_folder(finder *f, folder from)
{
    cw_status status = CW_OK;
    struct dirent *entry;
    DIR *dir = opendir(from.path);
    if (!dir)
        return add_missing(f, from.path, errno);
    while (status == CW_OK && !f->is_full) {
        const char *path;
        errno = 0;
        entry = readdir(dir);
        if (!entry && errno != 0)
            status = add_missing(f, from.path, errno);
        if (!entry)
            break;
        if (entry->d_name[0] == '.')
            continue;
        status = join_path(f, from.path, entry->d_name, &path);
        if (status == CW_OK && strlen(path) > CW_MAX_PATH_BYTES)
            status = add_error(f, path, CW_LIMIT, "the path is too long",
                               "Give the inner folder itself");
        else if (status == CW_OK)
            status = add_entry(f, dirfd(dir), entry->d_name, path, from.depth);
    }
    closedir(dir);
    return status;
}

static int path_order(const void *a, const void *b)
{
    return cw_bytes_compare(((const cw_input *)a)->path,
                            ((const cw_input *)b)->path);
}

/* The same path twice (overlapping patterns of the shell) is one input. */
static cw_status drop_repeats(cw_arena *keep, cw_input_list *list)
{
    cw_mark mark = cw_arena_mark(keep);
    cw_status status = CW_OK;
    size_t n = 0;
    cw_table seen;
    cw_table_init(&seen, keep, (size_t)CW_MAX_INPUTS + 1);
    for (size_t i = 0; i < list->n && status == CW_OK; i++) {
        cw_table_entry *entry;
        bool is_new = false;
        status = cw_table_add(&seen, list->at[i].path, &is_new, &entry);
        if (is_new)
            list->at[n++] = list->at[i];
    }
    if (status == CW_OK)
        list->n = n;
    cw_arena_reset(keep, mark);
    return status == CW_OK ? CW_OK : CW_NO_MEMORY;
}

cw_status cw_input_find(const char *const *paths, size_t n_paths,
                        cw_arena *keep, cw_input_list *out)
{
    finder f = {.keep = keep, .list = out};
    cw_status status = CW_OK;
    *out = (cw_input_list){0};
    for (size_t i = 0; i < n_paths && status == CW_OK; i++) {
        size_t first = out->n, n_sort;
        f.n_folders = 0;
        if (strlen(paths[i]) > CW_MAX_PATH_BYTES)
            status = add_error(&f, paths[i], CW_LIMIT, "the path is too long",
                               "Change to its folder and give the rest");
        else
            status = add_given(&f, paths[i]);
        for (size_t j = 0; j < f.n_folders && status == CW_OK; j++)
            status = read_folder(&f, f.folders[j]);
        n_sort = out->n - first - (f.is_full && out->n > first);
        if (status == CW_OK && n_sort > 1)
            qsort(out->at + first, n_sort, sizeof *out->at, path_order);
    }
    return status == CW_OK ? drop_repeats(keep, out) : status;
}
