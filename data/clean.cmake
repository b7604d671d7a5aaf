clew_generator(gen_furniture ${PROJECT_SOURCE_DIR}/src/clean/phrase.c
    ${PROJECT_SOURCE_DIR}/src/clean/letters.c)
clew_table(clean furniture_res.h gen_furniture
    ${CMAKE_CURRENT_SOURCE_DIR}/en/furniture.rules)
clew_generator(gen_stopwords)
clew_table(clean stopwords_res.h gen_stopwords
    ${CMAKE_CURRENT_SOURCE_DIR}/stopwords.tsv)
clew_generator(gen_given)
clew_table(clean given_res.h gen_given
    ${CMAKE_CURRENT_SOURCE_DIR}/en/names/people.tsv)
clew_generator(gen_agencies)
clew_table(clean agencies_res.h gen_agencies
    ${CMAKE_CURRENT_SOURCE_DIR}/en/agencies.tsv)
clew_generator(gen_outlets)
clew_table(clean outlets_res.h gen_outlets
    ${CMAKE_CURRENT_SOURCE_DIR}/en/outlets.tsv)
clew_generator(gen_classes)
clew_table(clean classes_res.h gen_classes
    ${CMAKE_CURRENT_SOURCE_DIR}/en/furniture-classes.tsv)
clew_generator(gen_body)
clew_table(clean body_res.h gen_body ${PROJECT_SOURCE_DIR}/model/body.tsv)
