/* MHTML and the transfer encodings: the first byte puts a header before the
 * bytes, or none. The root is not longer than the file, its url and charset
 * are parts of the file, and the page that comes of it has a good map. */
#include "check_html.h"
#include "read/mhtml.h"
#include "read/read.h"
#include "read/transfer.h"

static const char *const heads[] = {
    "",
    "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=B\n\n",
    "Content-Type: multipart/related; boundary=B; start=<a>\r\n\r\n--B\r\n",
    "Content-Type: multipart/related; boundary=B\n\n--B\nContent-Type: "
    "text/html\nContent-Transfer-Encoding: quoted-printable\n\n",
    "Content-Type: multipart/related; boundary=B\n\n--B\nContent-Type: "
    "text/html\nContent-Transfer-Encoding: base64\n\n",
};
enum { N_HEADS = sizeof heads / sizeof *heads };

static void check_inside(cw_bytes part, cw_bytes whole)
{
    CHECK(part.n == 0 ||
          (part.at >= whole.at && part.at + part.n <= whole.at + whole.n));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    cw_bytes bytes, out;
    cw_mhtml found;
    cw_error error;
    cw_arena arena;
    cw_page page;
    if (size == 0)
        return 0;
    cw_arena_init(&arena, FUZZ_ARENA);
    bytes = between(heads[data[0] % N_HEADS], data, size, "", &arena);
    (void)cw_mhtml_is(bytes);
    if (bytes.n > 0 && cw_mhtml_find(bytes, &arena, &found) == CW_OK) {
        CHECK(found.root.n <= bytes.n);
        check_inside(found.url, bytes);
        check_inside(found.charset, bytes);
    }
    CHECK(cw_transfer_decode(bytes, CW_LIT("base64"), &arena, &out) == CW_OK);
    CHECK(out.n <= bytes.n);
    if (cw_read_bytes(bytes, CW_LIT("a.mht"), &arena, &error, &page) == CW_OK)
        check_map(page.map, page.utf8, page.source);
    cw_arena_free(&arena);
    return 0;
}
