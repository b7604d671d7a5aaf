/* example.c: the library in one page. Tells the story of the paths given.
 *
 *   gcc -std=c17 docs/example.c $(pkg-config --cflags --libs clew) -o example
 *   ./example reports/ */
#include <clew/clew.h>
#include <stdio.h>

/* Output comes in pieces; anything but 0 stops it. */
static int print(void *shared, const char *bytes, size_t n)
{
    return fwrite(bytes, 1, n, shared) == n ? 0 : 1;
}

/* A bad input never stops the others. */
static void complain(void *shared, const char *line)
{
    fprintf(shared, "%s\n", line);
}

int main(int argc, char **argv)
{
    clew_dossier *dossier = NULL;
    clew_status status;
    clew *run;
    if (clew_open(&run) != CLEW_OK)
        return 3;
    clew_on_problem(run, complain, stderr);
    status = CLEW_OK;
    for (int i = 1; i < argc && status == CLEW_OK; i++)
        status = clew_add_path(run, argv[i]);
    if (status == CLEW_OK)
        status = clew_tell(run, NULL, &dossier);
    if (dossier != NULL) {
        printf("%zu stories in %zu reports\n\n", clew_dossier_stories(dossier),
               clew_dossier_reports(dossier));
        if (clew_dossier_text(dossier, NULL, print, stdout) != CLEW_OK)
            status = CLEW_UNWRITABLE;
    } else if (status != CLEW_NOTHING) {
        fprintf(stderr, "%s\n", clew_message(run));
    }
    clew_dossier_free(dossier);
    clew_close(run);
    return status == CLEW_OK ? 0 : 1;
}
