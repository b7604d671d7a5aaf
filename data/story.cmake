clew_generator(gen_background)
clew_table(story background_res.h gen_background
    ${PROJECT_SOURCE_DIR}/model/background.tsv)
