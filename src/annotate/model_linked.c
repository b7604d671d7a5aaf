/* model_linked.c: model/en.bin inside the library. The assembler takes the
 * file as it is; a C array of it would take the compiler minutes. */
#include "annotate/model.h"

__asm__(".pushsection .rodata\n"
        ".balign 64\n"
        ".hidden cw_model_en\n"
        ".global cw_model_en\n"
        "cw_model_en:\n"
        ".incbin \"" CLEW_MODEL_FILE "\"\n"
        ".hidden cw_model_en_end\n"
        ".global cw_model_en_end\n"
        "cw_model_en_end:\n"
        ".byte 0\n"
        ".popsection\n");

extern const uint8_t cw_model_en[], cw_model_en_end[];

cw_bytes cw_model_linked_bytes(void)
{
    return (cw_bytes){cw_model_en, (size_t)(cw_model_en_end - cw_model_en)};
}
