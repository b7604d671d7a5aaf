clew_generator(gen_background)
clew_table(story background_res.h gen_background
    ${PROJECT_SOURCE_DIR}/model/background.tsv)
clew_generator(gen_roundups)
clew_table(story roundups_res.h gen_roundups
    ${CMAKE_CURRENT_SOURCE_DIR}/en/roundups.tsv)
