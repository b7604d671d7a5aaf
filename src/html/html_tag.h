/* html_tag.h: the tag names that tree construction and cleaning know.
 *
 *   name bytes -> cw_html_tag_find -> cw_html_tag -> cw_html_tag_bits
 *
 * A tag is a small number, so rules compare and switch on it. Elements of SVG
 * and MathML have numbers of their own (CW_TAG_SVG_TITLE is not CW_TAG_TITLE);
 * a name that stands in no list is CW_TAG_OTHER, and only its bytes tell. */
#ifndef CW_HTML_TAG_H
#define CW_HTML_TAG_H

#include "base/bytes.h"

/* What a tag is, in bits. The first lists are WHATWG HTML 13.2.4.2. */
enum {
    CW_TAG_IS_SPECIAL = 1 << 0,
    CW_TAG_IS_SCOPE = 1 << 1,       // ends the search "in scope"
    CW_TAG_IS_FORMATTING = 1 << 2,  // b, i, a, ...
    CW_TAG_IS_VOID = 1 << 3,        // has no end tag: br, img, ...
    CW_TAG_IS_IMPLIED_END = 1 << 4, // closed by "generate implied end tags"
    CW_TAG_IS_IMPLIED_ALL = 1 << 5, // the same, "thoroughly"
    CW_TAG_IS_BLOCK = 1 << 6,       // begins and ends a line of the text
    CW_TAG_IS_PARAGRAPH = 1 << 7,   // and keeps a blank line
    CW_TAG_IS_CELL = 1 << 8,        // td, th
    CW_TAG_IS_UNREAD = 1 << 9,      // its text is no text of the page
    CW_TAG_IS_BREAKOUT = 1 << 10,   // its start tag ends foreign content
    CW_TAG_IS_TEXT_POINT = 1 << 11, // MathML text integration point
};

/* Short names of the rows below, undefined after them. */
#define S CW_TAG_IS_SPECIAL
#define C CW_TAG_IS_SCOPE
#define F CW_TAG_IS_FORMATTING
#define V CW_TAG_IS_VOID
#define I (CW_TAG_IS_IMPLIED_END | CW_TAG_IS_IMPLIED_ALL)
#define A CW_TAG_IS_IMPLIED_ALL
#define B CW_TAG_IS_BLOCK
#define P (CW_TAG_IS_BLOCK | CW_TAG_IS_PARAGRAPH)
#define L CW_TAG_IS_CELL
#define U CW_TAG_IS_UNREAD
#define X CW_TAG_IS_BREAKOUT
#define T CW_TAG_IS_TEXT_POINT

/* constant, name, bits. The foreign rows come last, below CW_TAG_SVG. */
#define CW_TAG_MAP(R)                               \
    R(A, "a", F)                                    \
    R(ABBR, "abbr", 0)                              \
    R(ADDRESS, "address", S | B)                    \
    R(APPLET, "applet", S | C)                      \
    R(AREA, "area", S | V)                          \
    R(ARTICLE, "article", S | B)                    \
    R(ASIDE, "aside", S | B)                        \
    R(AUDIO, "audio", 0)                            \
    R(B, "b", F | X)                                \
    R(BASE, "base", S | V)                          \
    R(BASEFONT, "basefont", S | V)                  \
    R(BGSOUND, "bgsound", S | V)                    \
    R(BIG, "big", F | X)                            \
    R(BLOCKQUOTE, "blockquote", S | B | X)          \
    R(BODY, "body", S | B | X)                      \
    R(BR, "br", S | V | X)                          \
    R(BUTTON, "button", S)                          \
    R(CAPTION, "caption", S | C | A | B)            \
    R(CENTER, "center", S | B | X)                  \
    R(CITE, "cite", 0)                              \
    R(CODE, "code", F | X)                          \
    R(COL, "col", S | V)                            \
    R(COLGROUP, "colgroup", S | A)                  \
    R(DATA, "data", 0)                              \
    R(DD, "dd", S | I | B | X)                      \
    R(DEL, "del", 0)                                \
    R(DETAILS, "details", S | B)                    \
    R(DIALOG, "dialog", B)                          \
    R(DIR, "dir", S | B)                            \
    R(DIV, "div", S | B | X)                        \
    R(DL, "dl", S | B | X)                          \
    R(DT, "dt", S | I | B | X)                      \
    R(EM, "em", F | X)                              \
    R(EMBED, "embed", S | V | X)                    \
    R(FIELDSET, "fieldset", S | B)                  \
    R(FIGCAPTION, "figcaption", S | B)              \
    R(FIGURE, "figure", S | B)                      \
    R(FONT, "font", F)                              \
    R(FOOTER, "footer", S | B)                      \
    R(FORM, "form", S | B)                          \
    R(FRAME, "frame", S | V)                        \
    R(FRAMESET, "frameset", S | B)                  \
    R(H1, "h1", S | B | X)                          \
    R(H2, "h2", S | B | X)                          \
    R(H3, "h3", S | B | X)                          \
    R(H4, "h4", S | B | X)                          \
    R(H5, "h5", S | B | X)                          \
    R(H6, "h6", S | B | X)                          \
    R(HEAD, "head", S | U | X)                      \
    R(HEADER, "header", S | B)                      \
    R(HGROUP, "hgroup", S | B)                      \
    R(HR, "hr", S | V | B | X)                      \
    R(HTML, "html", S | C | B)                      \
    R(I, "i", F | X)                                \
    R(IFRAME, "iframe", S)                          \
    R(IMAGE, "image", 0)                            \
    R(IMG, "img", S | V | X)                        \
    R(INPUT, "input", S | V)                        \
    R(INS, "ins", 0)                                \
    R(KEYGEN, "keygen", S | V)                      \
    R(LABEL, "label", 0)                            \
    R(LEGEND, "legend", B)                          \
    R(LI, "li", S | I | B | X)                      \
    R(LINK, "link", S | V)                          \
    R(LISTING, "listing", S | B | X)                \
    R(MAIN, "main", S | B)                          \
    R(MAP, "map", 0)                                \
    R(MARK, "mark", 0)                              \
    R(MARQUEE, "marquee", S | C)                    \
    R(MENU, "menu", S | B | X)                      \
    R(MENUITEM, "menuitem", 0)                      \
    R(META, "meta", S | V | X)                      \
    R(NAV, "nav", S | B)                            \
    R(NOBR, "nobr", F | X)                          \
    R(NOEMBED, "noembed", S)                        \
    R(NOFRAMES, "noframes", S)                      \
    R(NOSCRIPT, "noscript", S | U)                  \
    R(OBJECT, "object", S | C)                      \
    R(OL, "ol", S | B | X)                          \
    R(OPTGROUP, "optgroup", I | B)                  \
    R(OPTION, "option", I | B)                      \
    R(OUTPUT, "output", 0)                          \
    R(P, "p", S | I | P | X)                        \
    R(PARAM, "param", S | V)                        \
    R(PICTURE, "picture", 0)                        \
    R(PLAINTEXT, "plaintext", S | B)                \
    R(PRE, "pre", S | B | X)                        \
    R(Q, "q", 0)                                    \
    R(RB, "rb", I)                                  \
    R(RP, "rp", I)                                  \
    R(RT, "rt", I)                                  \
    R(RTC, "rtc", I)                                \
    R(RUBY, "ruby", X)                              \
    R(S, "s", F | X)                                \
    R(SCRIPT, "script", S | U)                      \
    R(SEARCH, "search", S | B)                      \
    R(SECTION, "section", S | B)                    \
    R(SELECT, "select", S | C)                      \
    R(SMALL, "small", F | X)                        \
    R(SOURCE, "source", S | V)                      \
    R(SPAN, "span", X)                              \
    R(STRIKE, "strike", F | X)                      \
    R(STRONG, "strong", F | X)                      \
    R(STYLE, "style", S | U)                        \
    R(SUB, "sub", X)                                \
    R(SUMMARY, "summary", S | B)                    \
    R(SUP, "sup", X)                                \
    R(TABLE, "table", S | C | B | X)                \
    R(TBODY, "tbody", S | A | B)                    \
    R(TD, "td", S | C | A | L)                      \
    R(TEMPLATE, "template", S | C | U)              \
    R(TEXTAREA, "textarea", S)                      \
    R(TFOOT, "tfoot", S | A | B)                    \
    R(TH, "th", S | C | A | L)                      \
    R(THEAD, "thead", S | A | B)                    \
    R(TIME, "time", 0)                              \
    R(TITLE, "title", S)                            \
    R(TR, "tr", S | A | B)                          \
    R(TRACK, "track", S | V)                        \
    R(TT, "tt", F | X)                              \
    R(U, "u", F | X)                                \
    R(UL, "ul", S | B | X)                          \
    R(VAR, "var", X)                                \
    R(VIDEO, "video", 0)                            \
    R(WBR, "wbr", S | V)                            \
    R(XMP, "xmp", S | B)                            \
    R(SVG, "svg", U)                                \
    R(MATH, "math", 0)                              \
    R(SVG_DESC, "desc", S | C)                      \
    R(SVG_FOREIGN_OBJECT, "foreignobject", S | C)   \
    R(SVG_SCRIPT, "", 0)                            \
    R(SVG_TITLE, "", S | C)                         \
    R(MATH_ANNOTATION_XML, "annotation-xml", S | C) \
    R(MATH_MALIGNMARK, "malignmark", 0)             \
    R(MATH_MGLYPH, "mglyph", 0)                     \
    R(MATH_MI, "mi", S | C | T)                     \
    R(MATH_MN, "mn", S | C | T)                     \
    R(MATH_MO, "mo", S | C | T)                     \
    R(MATH_MS, "ms", S | C | T)                     \
    R(MATH_MTEXT, "mtext", S | C | T)

typedef enum {
    CW_TAG_OTHER, // a name of no list
#define CW_TAG_ENUM(constant, name, bits) CW_TAG_##constant,
    CW_TAG_MAP(CW_TAG_ENUM)
#undef CW_TAG_ENUM
        CW_TAG_COUNT
} cw_html_tag;

/* The bits of every tag, for the table in html_tag.c. */
enum {
#define CW_TAG_ENUM(constant, name, bits) CW_TAG_BITS_##constant = (bits),
    CW_TAG_MAP(CW_TAG_ENUM)
#undef CW_TAG_ENUM
};

#undef S
#undef C
#undef F
#undef V
#undef I
#undef A
#undef B
#undef P
#undef L
#undef U
#undef X
#undef T

/* The tag of a lower-case name; CW_TAG_OTHER when it stands in no list. The
 * foreign names (desc, mi, ...) are found too: the tree drops that number
 * where the element turns out to be HTML. */
cw_html_tag cw_html_tag_find(cw_bytes name);

/* Its name in lower case; empty for CW_TAG_OTHER. */
cw_bytes cw_html_tag_name(cw_html_tag tag);

/* CW_TAG_IS_... of a tag. */
uint32_t cw_html_tag_bits(cw_html_tag tag);

#endif
