# Tables of names, titles and cues (names.c, quotes.c).
clew_generator(gen_lexicon)
foreach(file countries places organizations heads others people titles)
    list(APPEND name_lists ${PROJECT_SOURCE_DIR}/data/en/names/${file}.tsv)
endforeach()
clew_table(annotate names_res.h gen_lexicon names ${name_lists})
clew_table(annotate cues_res.h gen_lexicon cues
    ${PROJECT_SOURCE_DIR}/data/en/cues.tsv)
