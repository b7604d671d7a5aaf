/* parse.c: the moves, their features, and writing heads. */
#include "annotate/parse.h"

void cw_parse_begin(cw_parse *p, const cw_trait *traits, const cw_token *tokens,
                    size_t n)
{
    static const cw_node alone = {CW_NO_NODE, CW_NO_NODE, CW_NO_NODE, 0, 0};
    p->traits = traits;
    p->tokens = tokens;
    p->n = (uint16_t)n;
    p->next = 0;
    p->n_stack = 0;
    for (size_t i = 0; i <= n; i++)
        p->node[i] = alone;
}

/* Only one token may hang on the root: the last one of the stack. */
uint8_t cw_parse_moves(const cw_parse *p)
{
    bool is_end = p->next == p->n;
    unsigned moves = is_end ? 0 : 1 << CW_MOVE_SHIFT;
    if (p->n_stack > 0 && (!is_end || p->n_stack == 1))
        moves |= 1 << CW_MOVE_LEFT;
    if (p->n_stack > 1)
        moves |= 1 << CW_MOVE_RIGHT;
    return (uint8_t)moves;
}

void cw_parse_arc(cw_parse *p, uint16_t head, uint16_t child)
{
    cw_node *node = &p->node[head];
    p->node[child].head = head;
    if (child < head) {
        node->left = node->left < child ? node->left : child;
        if (node->n_left < UINT8_MAX)
            node->n_left++;
    } else {
        node->right = child; // attached from left to right
        if (node->n_right < UINT8_MAX)
            node->n_right++;
    }
}

void cw_parse_move(cw_parse *p, cw_move move)
{
    uint16_t s0 = p->n_stack > 0 ? p->stack[p->n_stack - 1] : 0;
    if (move == CW_MOVE_SHIFT) {
        p->stack[p->n_stack++] = p->next++;
        return;
    }
    cw_parse_arc(p, move == CW_MOVE_LEFT ? p->next : p->stack[p->n_stack - 2],
                 s0);
    p->n_stack--;
}

/* What a feature sees of a node: no token is word 0, the root word 1. */
typedef struct {
    uint32_t word, tag, fine, coarse;
} glance;

static glance look_at(const cw_parse *p, uint32_t node)
{
    if (node < p->n)
        return (glance){p->traits[node].lower,
                        (uint32_t)p->tokens[node].xpos << 5 |
                            p->tokens[node].tag,
                        p->traits[node].fine, p->traits[node].coarse};
    return node == p->n ? (glance){1, 1, 0, 0} : (glance){0, 0, 0, 0};
}

static uint32_t stack_at(const cw_parse *p, uint32_t depth)
{
    return depth < p->n_stack ? p->stack[p->n_stack - 1 - depth]
                              : (uint32_t)CW_NO_NODE;
}

static uint32_t buffer_at(const cw_parse *p, uint32_t ahead)
{
    uint32_t at = (uint32_t)p->next + ahead;
    return at <= p->n ? at : (uint32_t)CW_NO_NODE;
}

static const cw_node *node_at(const cw_parse *p, uint32_t at)
{
    static const cw_node none = {CW_NO_NODE, CW_NO_NODE, CW_NO_NODE, 0, 0};
    return at <= p->n ? &p->node[at] : &none;
}

/* Tokens between, 1 to 4, then in steps. */
static uint32_t distance(uint32_t a, uint32_t b)
{
    uint32_t d = a == CW_NO_NODE || b == CW_NO_NODE ? 0 : b - a;
    return d < 5 ? d : d < 8 ? 5 : d < 14 ? 6 : 7;
}

static uint32_t few(uint32_t n)
{
    return n < 4 ? n : 4;
}

size_t cw_parse_features(const cw_parse *p, uint32_t out[CW_MOVE_FEATURES])
{
    uint32_t at_s0 = stack_at(p, 0), at_s1 = stack_at(p, 1);
    uint32_t at_b0 = buffer_at(p, 0);
    const cw_node *n_s0 = node_at(p, at_s0), *n_s1 = node_at(p, at_s1);
    const cw_node *n_b0 = node_at(p, at_b0);
    glance s0 = look_at(p, at_s0), s1 = look_at(p, at_s1);
    glance s2 = look_at(p, stack_at(p, 2)), b0 = look_at(p, at_b0);
    glance b1 = look_at(p, buffer_at(p, 1)), b2 = look_at(p, buffer_at(p, 2));
    glance s0l = look_at(p, n_s0->left), s0r = look_at(p, n_s0->right);
    glance s1r = look_at(p, n_s1->right), s1l = look_at(p, n_s1->left);
    glance b0l = look_at(p, n_b0->left);
    glance before =
        look_at(p, at_s0 > 0 && at_s0 < p->n ? at_s0 - 1 : CW_NO_NODE);
    uint32_t gap = distance(at_s0, at_b0), gap1 = distance(at_s1, at_s0);
    uint32_t s0b0 = s0.tag << 12 | b0.tag, s1s0 = s1.tag << 12 | s0.tag;
    size_t k = 0;
#define ADD(a_, b_) out[k] = cw_feature((uint32_t)k + 201, (a_), (b_)), k++
    ADD(s0.word, s0.tag);
    ADD(s1.word, s1.tag);
    ADD(b0.word, b0.tag);
    ADD(b1.word, b1.tag);
    ADD(s0.tag, 0);
    ADD(s1s0, 0);
    ADD(s0b0, 0);
    ADD(b0.tag, b1.tag);
    ADD(s0.word, b0.word);
    ADD(s0.word, s0b0);
    ADD(b0.word, s0b0);
    ADD(s1.word, s1s0);
    ADD(s0.word, s1s0);
    ADD(s1.word, s0.word);
    ADD(s1s0, b0.tag);
    ADD(s0b0, b1.tag);
    ADD(b0.tag << 12 | b1.tag, b2.tag);
    ADD(s2.tag << 12 | s1.tag, s0.tag);
    ADD(s0b0, s0l.tag);
    ADD(s0b0, s0r.tag);
    ADD(s0b0, b0l.tag);
    ADD(s1s0, s1r.tag);
    ADD(s1s0, s1l.tag);
    ADD(s1s0, s0l.tag);
    ADD(s1s0, s0r.tag);
    ADD(s0b0, gap);
    ADD(s1s0, gap1);
    ADD(s0.word, gap);
    ADD(b0.word, gap);
    ADD(s0.tag << 8 | few(n_s0->n_left) << 4 | few(n_s0->n_right), b0.tag);
    ADD(s1.tag << 8 | few(n_s1->n_left) << 4 | few(n_s1->n_right), s0.tag);
    ADD(b0.tag << 4 | few(n_b0->n_left), s0.tag);
    ADD(s0.word, few(n_s0->n_left) << 4 | few(n_s0->n_right));
    ADD(s0.fine, b0.fine);
    ADD(s1.fine, s0.fine);
    ADD(s0.fine, b0.tag);
    ADD(s0.tag, b0.fine);
    ADD(s1.fine, s0.tag);
    ADD(s1.tag, s0.fine);
    ADD(s1.word, b0.tag << 12 | s0.tag);
    ADD(s1s0 ^ b0.tag * 0x9E3779B1u, b1.tag);
    ADD(s0b0 ^ b1.tag * 0x9E3779B1u, b2.tag);
    ADD(before.tag, s0b0);
    ADD(s1.word, s0r.word);
    ADD(s0.coarse | b0.coarse << 8 | s1.coarse << 16, 0);
    ADD(s1.word, b0.word);
    ADD(s0r.word, s1s0);
    ADD(s2.tag << 12 | b0.tag, s1s0);
#undef ADD
    return k;
}

size_t cw_relation_features(const cw_parse *p, size_t i,
                            uint32_t out[CW_RELATION_FEATURES])
{
    const cw_node *node = &p->node[i], *above = node_at(p, node->head);
    uint32_t head = node->head;
    glance w = look_at(p, (uint32_t)i), h = look_at(p, head);
    glance a = look_at(p, i > 0 ? (uint32_t)i - 1 : CW_NO_NODE);
    glance b = look_at(p, (uint32_t)i + 1);
    glance l = look_at(p, node->left), r = look_at(p, node->right);
    glance hl = look_at(p, above->left), hr = look_at(p, above->right);
    glance hh = look_at(p, above->head);
    uint32_t side = head > i;
    uint32_t place =
        side | (uint32_t)(above->left == i) << 1 |
        (uint32_t)(above->right == i) << 2 |
        (side ? distance((uint32_t)i, head) : distance(head, (uint32_t)i)) << 3;
    uint32_t pair = (w.tag << 12 | h.tag) << 1 | side;
    uint32_t ends = i < p->n ? p->traits[i].ends & 0xFFFFFF : 0;
    size_t k = 0;
#define ADD(a_, b_) out[k] = cw_feature((uint32_t)k + 301, (a_), (b_)), k++
    ADD(w.word, side);
    ADD(w.tag, side);
    ADD(h.word, side);
    ADD(pair, 0);
    ADD(pair, place);
    ADD(pair, w.word);
    ADD(pair, h.word);
    ADD(w.word, h.word);
    ADD(pair, l.tag);
    ADD(pair, r.tag);
    ADD(pair, l.word);
    ADD(h.word, l.word);
    ADD(pair, hl.tag);
    ADD(pair, hr.tag);
    ADD(pair, few(node->n_left) << 4 | few(node->n_right));
    ADD(pair, few(above->n_left) << 4 | few(above->n_right));
    ADD(pair, a.tag);
    ADD(pair, b.tag);
    ADD(pair, hh.tag);
    ADD(w.fine, h.fine);
    ADD(w.fine, h.tag << 1 | side);
    ADD(w.tag << 1 | side, h.fine);
    ADD(w.fine, l.word);
    ADD(ends, h.tag << 1 | side);
    ADD(a.word, pair);
    ADD(hl.word, pair);
    ADD(w.coarse | h.coarse << 8 | l.coarse << 16, side);
    ADD(h.word, l.tag << 12 | w.tag);
    ADD(w.word, place);
    ADD(b.word, pair);
#undef ADD
    return k;
}

static cw_move best_move(const cw_model *model, const cw_parse *p,
                         uint8_t moves)
{
    uint32_t feature[CW_MOVE_FEATURES];
    int32_t score[CW_MOVES] = {0};
    cw_move best = CW_MOVES;
    if ((moves & (moves - 1)) == 0)
        return (cw_move)__builtin_ctz(moves); // no choice
    cw_weights_add(&model->moves, feature, cw_parse_features(p, feature),
                   score);
    for (cw_move move = 0; move < CW_MOVES; move++)
        if ((moves >> move & 1) &&
            (best == CW_MOVES || score[move] > score[best]))
            best = move;
    return best;
}

static uint8_t best_relation(const cw_model *model, const cw_parse *p, size_t i)
{
    uint32_t feature[CW_RELATION_FEATURES];
    int16_t sum[CW_MAX_LABELS];
    if (p->node[i].head == p->n)
        return CW_RELATION_ROOT;
    if (p->tokens[i].tag == CW_TAG_PUNCT)
        return CW_RELATION_PUNCT; // no need to ask about every sixth token
    memset(sum, 0, sizeof sum);
    cw_weights_sum(&model->relations, feature,
                   cw_relation_features(p, i, feature), sum);
    return (uint8_t)cw_weights_best(sum, CW_RELATION_ROOT + 1,
                                    model->relations.n_labels);
}

/* In a line of signs the first governs the others, without asking the head. */
static void hang_signs(cw_token *tokens, const cw_sentence *sentence)
{
    for (uint32_t i = 0; i < sentence->n; i++) {
        tokens[i].head = i > 0 ? sentence->first : CW_NONE;
        tokens[i].relation = i > 0 ? CW_RELATION_PUNCT : CW_RELATION_ROOT;
    }
}

static bool has_word(const cw_token *tokens, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (tokens[i].shape & (CW_SHAPE_LETTER | CW_SHAPE_DIGIT))
            return true;
    return false;
}

cw_status cw_find_heads(cw_draft *draft)
{
    cw_parse *p;
    for (size_t i = 0; i < draft->tokens.n; i++)
        draft->tokens.at[i].head = CW_NONE;
    if (!draft->has_heads || draft->model.moves.n_labels == 0 ||
        draft->model.relations.n_labels == 0)
        return CW_OK;
    p = cw_arena_alloc(draft->arena, sizeof *p);
    if (!p)
        return CW_NO_MEMORY;
    for (size_t s = 0; s < draft->sentences.n; s++) {
        const cw_sentence *sentence = &draft->sentences.at[s];
        cw_token *tokens = draft->tokens.at + sentence->first;
        uint8_t moves;
        if (!has_word(tokens, sentence->n)) {
            hang_signs(tokens, sentence);
            continue;
        }
        cw_parse_begin(p, draft->traits + sentence->first, tokens, sentence->n);
        while ((moves = cw_parse_moves(p)) != 0)
            cw_parse_move(p, best_move(&draft->model, p, moves));
        for (uint32_t i = 0; i < sentence->n; i++) {
            tokens[i].relation = best_relation(&draft->model, p, i);
            if (p->node[i].head < sentence->n)
                tokens[i].head = sentence->first + p->node[i].head;
        }
    }
    return CW_OK;
}
