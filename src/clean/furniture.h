/* furniture.h: small questions about a piece that has been marked; inside
 * this room only. */
#ifndef CW_CLEAN_FURNITURE_H
#define CW_CLEAN_FURNITURE_H

#include "clean/clean_int.h"

bool cw_is_furniture(const cw_piece *piece);
bool cw_is_sentence(const cw_piece *piece);
bool cw_is_headline(const cw_piece *piece);
void cw_piece_mark(cw_piece *piece, cw_furniture kind);

#endif
