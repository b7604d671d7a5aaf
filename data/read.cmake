# Character sets: labels and decoder tables (see data/gen/gen_charset.c).
clew_generator(gen_charset)
clew_table(read charset_res.h gen_charset
    charset/encodings.tsv charset/labels.tsv charset/differences.tsv)
