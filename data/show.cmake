# The style and the script of the page, with the hashes that its policy names.
clew_generator(gen_page ${PROJECT_SOURCE_DIR}/src/base/sha256.c)
target_link_libraries(gen_page PRIVATE ${CLEW_LIBRARIES})
file(GLOB page_styles CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/page/*.css)
file(GLOB page_scripts CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/page/*.js)
clew_table(show page_res.h gen_page ${page_styles} ${page_scripts})
