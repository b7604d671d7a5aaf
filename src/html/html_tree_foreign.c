/* html_tree_foreign.c: SVG and MathML inside a page (13.2.6.5). */
#include "html/html_tree_int.h"

/* Names that SVG writes with capitals; in lower case they are sorted. */
static const char *const svg_tags[] = {
    "altGlyph",
    "altGlyphDef",
    "altGlyphItem",
    "animateColor",
    "animateMotion",
    "animateTransform",
    "clipPath",
    "feBlend",
    "feColorMatrix",
    "feComponentTransfer",
    "feComposite",
    "feConvolveMatrix",
    "feDiffuseLighting",
    "feDisplacementMap",
    "feDistantLight",
    "feDropShadow",
    "feFlood",
    "feFuncA",
    "feFuncB",
    "feFuncG",
    "feFuncR",
    "feGaussianBlur",
    "feImage",
    "feMerge",
    "feMergeNode",
    "feMorphology",
    "feOffset",
    "fePointLight",
    "feSpecularLighting",
    "feSpotLight",
    "feTile",
    "feTurbulence",
    "foreignObject",
    "glyphRef",
    "linearGradient",
    "radialGradient",
    "textPath",
};

static const char *const svg_attributes[] = {
    "attributeName",
    "attributeType",
    "baseFrequency",
    "baseProfile",
    "calcMode",
    "clipPathUnits",
    "diffuseConstant",
    "edgeMode",
    "filterUnits",
    "glyphRef",
    "gradientTransform",
    "gradientUnits",
    "kernelMatrix",
    "kernelUnitLength",
    "keyPoints",
    "keySplines",
    "keyTimes",
    "lengthAdjust",
    "limitingConeAngle",
    "markerHeight",
    "markerUnits",
    "markerWidth",
    "maskContentUnits",
    "maskUnits",
    "numOctaves",
    "pathLength",
    "patternContentUnits",
    "patternTransform",
    "patternUnits",
    "pointsAtX",
    "pointsAtY",
    "pointsAtZ",
    "preserveAlpha",
    "preserveAspectRatio",
    "primitiveUnits",
    "refX",
    "refY",
    "repeatCount",
    "repeatDur",
    "requiredExtensions",
    "requiredFeatures",
    "specularConstant",
    "specularExponent",
    "spreadMethod",
    "startOffset",
    "stdDeviation",
    "stitchTiles",
    "surfaceScale",
    "systemLanguage",
    "tableValues",
    "targetX",
    "targetY",
    "textLength",
    "viewBox",
    "viewTarget",
    "xChannelSelector",
    "yChannelSelector",
    "zoomAndPan",
};

/* memcmp order of a lower-case name against another in any case. */
static int compare_fold(cw_bytes lower, const char *name)
{
    size_t i = 0;
    for (; i < lower.n && name[i] != '\0'; i++) {
        uint8_t c = cw_to_lower((uint8_t)name[i]);
        if (lower.at[i] != c)
            return lower.at[i] < c ? -1 : 1;
    }
    return i < lower.n ? 1 : (name[i] != '\0' ? -1 : 0);
}

static cw_bytes adjusted(cw_bytes name, const char *const *names, size_t n)
{
    size_t low = 0, high = n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = compare_fold(name, names[middle]);
        if (order == 0)
            return cw_bytes_from(names[middle]);
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return name;
}

/* Adjust foreign attributes: which prefixes mean a namespace. */
static cw_html_space attribute_space(cw_bytes name)
{
    static const char *const xlink[] = {"actuate", "arcrole", "href", "role",
                                        "show",    "title",   "type"};
    if (name.n < 5 || name.at[0] != 'x')
        return CW_SPACE_NONE;
    if (cw_bytes_equal(name, CW_LIT("xmlns")) ||
        cw_bytes_equal(name, CW_LIT("xmlns:xlink")))
        return CW_SPACE_XMLNS;
    if (cw_bytes_equal(name, CW_LIT("xml:lang")) ||
        cw_bytes_equal(name, CW_LIT("xml:space")))
        return CW_SPACE_XML;
    if (!cw_bytes_starts(name, CW_LIT("xlink:")))
        return CW_SPACE_NONE;
    for (size_t i = 0; i < sizeof xlink / sizeof *xlink; i++)
        if (cw_bytes_equal(cw_bytes_cut(name, 6, name.n),
                           cw_bytes_from(xlink[i])))
            return CW_SPACE_XLINK;
    return CW_SPACE_NONE;
}

static void adjust_attributes(cw_html_attribute *attributes, size_t n,
                              cw_html_space space)
{
    for (size_t i = 0; i < n; i++) {
        cw_html_attribute *at = &attributes[i];
        at->space = (uint8_t)attribute_space(at->name);
        if (space == CW_SPACE_SVG)
            at->name = adjusted(at->name, svg_attributes,
                                sizeof svg_attributes / sizeof *svg_attributes);
        else if (cw_bytes_equal(at->name, CW_LIT("definitionurl")))
            at->name = CW_LIT("definitionURL");
    }
}

cw_html_tag tree_tag_in(cw_html_tag tag, cw_html_space space)
{
    if (space == CW_SPACE_SVG) {
        switch (tag) {
        case CW_TAG_TITLE:
            return CW_TAG_SVG_TITLE;
        case CW_TAG_SCRIPT:
            return CW_TAG_SVG_SCRIPT;
        case CW_TAG_SVG:
        case CW_TAG_SVG_DESC:
        case CW_TAG_SVG_FOREIGN_OBJECT:
            return tag;
        default:
            return CW_TAG_OTHER;
        }
    }
    if (space == CW_SPACE_MATH)
        return tag == CW_TAG_MATH || tag >= CW_TAG_MATH_ANNOTATION_XML
                   ? tag
                   : CW_TAG_OTHER;
    return tag > CW_TAG_MATH ? CW_TAG_OTHER : tag;
}

void tree_start_foreign(tree_builder *b, cw_html_token *t, cw_html_space space)
{
    cw_html_tag tag = tree_tag_in(cw_html_tag_find(t->name), space);
    t->tag = tag;
    if (space == CW_SPACE_SVG)
        t->name =
            adjusted(t->name, svg_tags, sizeof svg_tags / sizeof *svg_tags);
    uint32_t node = tree_insert_foreign(b, t, space);
    cw_html_node *element = tree_node(b, node);
    adjust_attributes(b->tree->attributes + element->first, element->n, space);
    if (t->is_self_closing)
        tree_pop(b, t);
}

uint32_t tree_adjusted_current(const tree_builder *b)
{
    return b->context != 0 && b->n_open == 1 ? b->context : tree_current(b);
}

static bool is_text_point(const tree_builder *b, uint32_t node)
{
    return (tree_bits(b, node) & CW_TAG_IS_TEXT_POINT) != 0;
}

static bool is_html_point(const tree_builder *b, uint32_t node)
{
    cw_html_tag tag = tree_tag(b, node);
    return tag == CW_TAG_SVG_FOREIGN_OBJECT || tag == CW_TAG_SVG_DESC ||
           tag == CW_TAG_SVG_TITLE ||
           (tree_node(b, node)->flags & NODE_IS_HTML_POINT) != 0;
}

/* The tree construction dispatcher: does the token go by foreign rules? */
bool tree_is_foreign(const tree_builder *b, const cw_html_token *t)
{
    uint32_t node = tree_adjusted_current(b);
    bool is_start = t->kind == CW_HTML_START_TAG;
    bool is_text = t->kind == CW_HTML_TEXT;
    if (b->n_open == 0 || t->kind == CW_HTML_EOF ||
        tree_node(b, node)->space == CW_SPACE_HTML)
        return false;
    if (is_text_point(b, node) &&
        (is_text || (is_start && t->tag != CW_TAG_MATH_MGLYPH &&
                     t->tag != CW_TAG_MATH_MALIGNMARK)))
        return false;
    if (tree_tag(b, node) == CW_TAG_MATH_ANNOTATION_XML && is_start &&
        t->tag == CW_TAG_SVG)
        return false;
    return !(is_html_point(b, node) && (is_start || is_text));
}

static bool breaks_out(const cw_html_token *t)
{
    if (t->kind == CW_HTML_END_TAG)
        return t->tag == CW_TAG_BR || t->tag == CW_TAG_P;
    if (t->tag == CW_TAG_FONT)
        return tree_token_attribute(t, CW_LIT("color")) != NULL ||
               tree_token_attribute(t, CW_LIT("face")) != NULL ||
               tree_token_attribute(t, CW_LIT("size")) != NULL;
    return (cw_html_tag_bits(t->tag) & CW_TAG_IS_BREAKOUT) != 0;
}

static bool break_out(tree_builder *b, cw_html_token *t)
{
    for (;;) {
        uint32_t node = tree_current(b);
        if (tree_node(b, node)->space == CW_SPACE_HTML ||
            is_text_point(b, node) || is_html_point(b, node))
            return tree_apply_mode(b, t);
        tree_pop(b, t);
    }
}

static bool end_foreign(tree_builder *b, cw_html_token *t)
{
    for (uint32_t i = b->n_open; i-- > 1;) {
        const cw_html_node *node = tree_node(b, b->open[i]);
        if (node->space == CW_SPACE_HTML)
            return tree_apply_mode(b, t);
        if (cw_bytes_equal_fold(node->name, t->name)) {
            tree_pop_to(b, i, t);
            return false;
        }
    }
    return false;
}

bool tree_foreign(tree_builder *b, cw_html_token *t)
{
    switch (t->kind) {
    case CW_HTML_TEXT:
        if (t->is_nul) {
            tree_insert_replaced(b, t);
            return false;
        }
        tree_insert_text(b, t);
        b->is_frameset_ok = b->is_frameset_ok && tree_is_blank(t->data);
        return false;
    case CW_HTML_COMMENT:
        tree_insert_comment(b, t);
        return false;
    case CW_HTML_START_TAG:
        if (breaks_out(t))
            return break_out(b, t);
        tree_start_foreign(
            b, t, (cw_html_space)tree_node(b, tree_adjusted_current(b))->space);
        return false;
    case CW_HTML_END_TAG:
        return breaks_out(t) ? break_out(b, t) : end_foreign(b, t);
    case CW_HTML_DOCTYPE:
    case CW_HTML_EOF:
        break;
    }
    return false;
}
