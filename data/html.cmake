# Tables of the html room: named character references, tag names.
clew_generator(gen_entities)
clew_table(html entities_res.h gen_entities html/entities.tsv)
clew_generator(gen_tags)
clew_table(html tags_res.h gen_tags)
