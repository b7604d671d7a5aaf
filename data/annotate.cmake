# Tables of the annotate room.
clew_generator(gen_words)
set(words "")
foreach(name closed numbers verbs nouns event_nouns people bodies_places
        adjectives adverbs honorifics nationalities countries first_names
        prefer)
    list(APPEND words ${PROJECT_SOURCE_DIR}/data/en/words/${name}.tsv)
endforeach()
clew_table(annotate words_res.h gen_words ${words})
clew_generator(gen_times)
clew_table(annotate times_res.h gen_times
    ${PROJECT_SOURCE_DIR}/data/en/times.rules)
