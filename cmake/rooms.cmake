# The rooms in the order of the data. A room may include itself and the rooms
# before it; a test of a room is linked with no later room, so a wrong
# #include shows when it is linked.
set(CLEW_ROOMS base read html clean annotate story show)

# clew_room(NAME): every .c of this folder as the object library cw_NAME.
function(clew_room name)
    file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.c)
    if(NOT sources)
        add_library(cw_${name} INTERFACE)
        return()
    endif()
    add_library(cw_${name} OBJECT ${sources})
    target_include_directories(cw_${name} PUBLIC ${PROJECT_SOURCE_DIR}/src
        ${PROJECT_SOURCE_DIR}/include PRIVATE ${PROJECT_BINARY_DIR}/generated)
    target_link_libraries(cw_${name} PUBLIC clew_flags ${CLEW_LIBRARIES})
    if(TARGET clew_generated_${name})
        add_dependencies(cw_${name} clew_generated_${name})
    endif()
endfunction()

# clew_room_objects(OUT NAME): the objects of this room and all before it.
function(clew_room_objects out name)
    set(objects "")
    foreach(room IN LISTS CLEW_ROOMS)
        get_target_property(kind cw_${room} TYPE)
        if(kind STREQUAL "OBJECT_LIBRARY")
            list(APPEND objects $<TARGET_OBJECTS:cw_${room}>)
        endif()
        if(room STREQUAL name)
            break()
        endif()
    endforeach()
    set(${out} "${objects}" PARENT_SCOPE)
endfunction()
