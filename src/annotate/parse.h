/* parse.h: who depends on whom in a sentence.
 *
 *   stack  ... s2 s1 s0 | b0 b1 b2 ... ROOT  buffer
 *
 *   SHIFT  b0 goes onto the stack
 *   LEFT   s0 gets b0 as its head, and leaves
 *   RIGHT  s0 gets s1 as its head, and leaves
 *
 * The arc-hybrid system (Kuhlmann, Gomez-Rodriguez, Satta, ACL 2011) with the
 * root at the end (Ballesteros and Nivre 2013): n tokens take 2 n moves, each
 * the best by a linear model. When all have heads, a second model names each
 * relation from both ends of its arc. Trained with the dynamic oracle of
 * Goldberg and Nivre (TACL 1, 2013), so that it has seen its own mistakes. */
#ifndef CW_ANNOTATE_PARSE_H
#define CW_ANNOTATE_PARSE_H

#include "annotate/traits.h"

enum {
    CW_PARSE_MAX = CW_MAX_SENTENCE_TOKENS,
    CW_MOVE_FEATURES = 60,
    CW_RELATION_FEATURES = 40,
    CW_NO_NODE = UINT16_MAX,
};

/* A node of the tree being built; node n is the root. */
typedef struct {
    uint16_t head;           // or CW_NO_NODE
    uint16_t left, right;    // first and last child, or CW_NO_NODE
    uint8_t n_left, n_right; // children, at most 255 counted
} cw_node;

typedef struct {
    const cw_trait *traits; // [n]
    const cw_token *tokens; // [n]
    uint16_t n;
    uint16_t next;    // b0; n: the root
    uint16_t n_stack; // s0 is stack[n_stack - 1]
    uint16_t stack[CW_PARSE_MAX];
    cw_node node[CW_PARSE_MAX + 1];
} cw_parse;

void cw_parse_begin(cw_parse *p, const cw_trait *traits, const cw_token *tokens,
                    size_t n);

/* Bits of the moves that may be made; 0: all tokens have heads. */
uint8_t cw_parse_moves(const cw_parse *p);
void cw_parse_move(cw_parse *p, cw_move move);

/* One arc; of the same head's right children the last one comes last. */
void cw_parse_arc(cw_parse *p, uint16_t head, uint16_t child);

size_t cw_parse_features(const cw_parse *p, uint32_t out[CW_MOVE_FEATURES]);

/* Features of the relation of token i to its head, of a finished tree. */
size_t cw_relation_features(const cw_parse *p, size_t i,
                            uint32_t out[CW_RELATION_FEATURES]);

#endif
